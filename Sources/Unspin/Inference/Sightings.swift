import UnspinCore

/// How often each phrase was seen in the segment at hand.
///
/// A word that comes again in a text says little that is new: its topic made it likely (Church and Gale 1995).
struct Sightings: Sendable {
    private var counts: [UInt64: (segment: Int, count: Int)] = [:]
    private var segment = 0

    mutating func beginDocument() {
        // Clearing costs its capacity, which one long document must not charge to all later ones.
        counts.removeAll(keepingCapacity: counts.capacity <= 1024)
        segment = 0
    }

    mutating func beginSegment() { segment += 1 }

    /// Counts the phrase made of tokens `range`; 1 for the first.
    mutating func count(_ tokens: Span<Token>, _ range: Range<Int>) -> Int {
        let key = PhraseHash.of(tokens, range)
        let last = counts[key, default: (segment, 0)]
        let count = last.segment == segment ? last.count + 1 : 1
        counts[key] = (segment, count)
        return count
    }
}
