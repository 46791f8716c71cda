#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension Decoder {
    private struct Habit: Hashable {
        var head: PhraseTable.HeadID
        var isCapitalized: Bool
    }

    private struct Use: Hashable {
        var habit: Habit
        var entry: PhraseTable.EntryID
    }

    private struct Reading: Hashable {
        var entry: PhraseTable.EntryID
        var head: PhraseTable.HeadID
    }

    /// Readings less probable than this are not counted.
    private static let leastPosterior: Float = 0.01

    /// Sets each arc's `habit` from the posteriors of all the others.
    ///
    /// Two habits: a spinner writes one variant for a head (the Dirichlet-smoothed share of the variant among the document's uses
    /// of the head, over its general P(variant | head)); and a variant that was read in one way elsewhere is more likely to be
    /// read so here (the smoothed share of the reading among the document's uses of the variant, over that of keeping it).
    mutating func addHabits() {
        var uses: [Use: Float] = [:]
        var totals: [Habit: Float] = [:]
        for arc in lattice.arcs where arc.entry < Lattice.firstSpecial && arc.posterior > Self.leastPosterior {
            let habit = Habit(head: arc.head, isCapitalized: arc.isCapitalized)
            uses[Use(habit: habit, entry: arc.entry), default: 0] += arc.posterior
            totals[habit, default: 0] += arc.posterior
        }
        let prior = weights.documentPrior
        for index in lattice.arcs.indices where lattice.arcs[index].entry < Lattice.firstSpecial {
            let arc = lattice.arcs[index]
            let habit = Habit(head: arc.head, isCapitalized: arc.isCapitalized)
            guard let total = totals[habit] else { continue }
            let own = arc.posterior > Self.leastPosterior ? arc.posterior : 0
            let others = max(0, total - own)
            let same = max(0, (uses[Use(habit: habit, entry: arc.entry)] ?? 0) - own)
            let general = exp(arc.channelLog)
            let share = (prior * general + same) / (prior + others)
            lattice.arcs[index].habit = weights.channel * weights.document * (log(share) - arc.channelLog)
        }
        if weights.reading > 0 { addReadings() }
    }

    private mutating func addReadings() {
        var keptPosteriors = [Float](repeating: 0, count: lattice.firstArc.count - 1)
        for token in keptPosteriors.indices {
            // The last arc of a token keeps it.
            keptPosteriors[token] = lattice.arcs[Int(lattice.firstArc[token + 1]) - 1].posterior
        }
        func kept(_ range: Range<Int>) -> Float {
            var least: Float = 1
            for token in range { least = min(least, keptPosteriors[token]) }
            return least
        }
        var readings: [Reading: Float] = [:]
        var keptUses: [PhraseTable.EntryID: Float] = [:]
        lattice.forEachPlace { lattice, range, arcs in
            // A name that comes again is no second witness.
            if lattice.arcs[arcs.lowerBound].isName { return }
            let entry = lattice.arcs[arcs.lowerBound].entry
            keptUses[entry, default: 0] += kept(range)
            for arc in arcs where lattice.arcs[arc].posterior > Self.leastPosterior {
                readings[Reading(entry: entry, head: lattice.arcs[arc].head), default: 0] += lattice.arcs[arc].posterior
            }
        }
        let (prior, weight) = (weights.readingPrior, weights.reading)
        lattice.forEachPlace { lattice, range, arcs in
            if lattice.arcs[arcs.lowerBound].isName { return }
            let entry = lattice.arcs[arcs.lowerBound].entry
            let keptOthers = log(prior + max(0, keptUses[entry]! - kept(range)))
            for arc in arcs {
                let own = lattice.arcs[arc].posterior > Self.leastPosterior ? lattice.arcs[arc].posterior : 0
                let others = max(0, (readings[Reading(entry: entry, head: lattice.arcs[arc].head)] ?? 0) - own)
                lattice.arcs[arc].habit += weight * (log(prior + others) - keptOthers)
            }
        }
    }
}
