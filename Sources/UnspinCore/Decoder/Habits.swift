#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What a document does, counted in posteriors. Scratch is kept between documents.
///
/// Two habits: a spinner writes one variant for a head (the Dirichlet-smoothed share of the variant among the document's uses
/// of the head, over its general P(variant | head)); and a variant that was read in one way elsewhere is more likely to be
/// read so here (the smoothed share of the reading among the document's uses of the variant, over that of keeping it).
struct Habits: Sendable {
    /// Readings less probable than this are not counted.
    private static let leastPosterior: Float = 0.01

    /// By head and variant, and by head alone.
    private var uses = Tally()
    private var totals = Tally()
    /// By variant and head, and by variant for what is kept.
    private var readings = Tally()
    private var kept = Tally()
    private var keptPosteriors: [Float] = []

    init() {}

    /// Sets each arc's `habit` from the posteriors of all the others.
    mutating func add(to lattice: inout Lattice, _ weights: DecoderWeights) {
        addUses(to: &lattice, weights)
        if weights.reading > 0 { addReadings(to: &lattice, weights) }
    }

    private mutating func addUses(to lattice: inout Lattice, _ weights: DecoderWeights) {
        uses.removeAll()
        totals.removeAll()
        for arc in lattice.arcs where arc.entry < Lattice.firstSpecial && arc.posterior > Self.leastPosterior {
            uses.add(arc.posterior, to: Self.use(arc))
            totals.add(arc.posterior, to: Self.head(arc))
        }
        let prior = weights.documentPrior
        var arcs = lattice.arcs.mutableSpan
        for index in 0..<arcs.count where arcs[index].entry < Lattice.firstSpecial {
            let arc = arcs[index]
            guard let total = totals[Self.head(arc)] else { continue }
            let own = Self.counted(arc)
            let others = max(0, total - own)
            let same = max(0, (uses[Self.use(arc)] ?? 0) - own)
            let general = exp(arc.channelLog)
            let share = (prior * general + same) / (prior + others)
            arcs[index].habit = weights.channel * weights.document * (log(share) - arc.channelLog)
        }
    }

    private mutating func addReadings(to lattice: inout Lattice, _ weights: DecoderWeights) {
        keptPosteriors.removeAll(keepingCapacity: true)
        // The last arc of a token keeps it.
        for end in lattice.firstArc.dropFirst() { keptPosteriors.append(lattice.arcs[Int(end) - 1].posterior) }
        readings.removeAll()
        kept.removeAll()
        lattice.forEachPlace { lattice, range, arcs in
            // A name that comes again is no second witness.
            if lattice.arcs[arcs.lowerBound].isName { return }
            kept.add(keptPosterior(range), to: UInt64(lattice.arcs[arcs.lowerBound].entry))
            for arc in arcs where lattice.arcs[arc].posterior > Self.leastPosterior {
                readings.add(lattice.arcs[arc].posterior, to: Self.reading(lattice.arcs[arc]))
            }
        }
        let (prior, weight) = (weights.readingPrior, weights.reading)
        // Most readings are seen nowhere else.
        let unseen = log(prior)
        lattice.forEachPlace { lattice, range, arcs in
            if lattice.arcs[arcs.lowerBound].isName { return }
            let keptOthers = log(prior + max(0, kept[UInt64(lattice.arcs[arcs.lowerBound].entry)]! - keptPosterior(range)))
            for arc in arcs {
                let others = max(0, (readings[Self.reading(lattice.arcs[arc])] ?? 0) - Self.counted(lattice.arcs[arc]))
                lattice.arcs[arc].habit += weight * ((others == 0 ? unseen : log(prior + others)) - keptOthers)
            }
        }
    }

    /// What an arc adds to the counts.
    @inline(__always)
    private static func counted(_ arc: Lattice.Arc) -> Float { arc.posterior > leastPosterior ? arc.posterior : 0 }

    /// The least posterior of keeping one of the tokens.
    private func keptPosterior(_ range: Range<Int>) -> Float {
        var least: Float = 1
        for token in range { least = min(least, keptPosteriors[token]) }
        return least
    }

    // Keys: heads have fewer than 31 bits. Capitalised variants have habits of their own.

    @inline(__always)
    private static func head(_ arc: Lattice.Arc) -> UInt64 { UInt64(arc.head) << 1 | (arc.isCapitalized ? 1 : 0) }

    @inline(__always)
    private static func use(_ arc: Lattice.Arc) -> UInt64 { head(arc) << 32 | UInt64(arc.entry) }

    @inline(__always)
    private static func reading(_ arc: Lattice.Arc) -> UInt64 { UInt64(arc.head) << 32 | UInt64(arc.entry) }
}
