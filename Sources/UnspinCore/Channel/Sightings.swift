/// How often each phrase of a table was seen in the segment at hand.
///
/// A word that comes again in a text says little that is new: its topic made it likely (Church and Gale 1995).
struct Sightings: Sendable {
    private struct Sighting {
        var segment: UInt32 = 0
        var count: UInt32 = 0
    }

    private var sightings: [Sighting]
    /// The number of the segment at hand: what was seen in another one counts for nothing.
    private var segment: UInt32 = 0

    /// - Parameter entries: how many entries the table has.
    init(entries: Int) { sightings = Array(repeating: Sighting(), count: entries) }

    mutating func beginSegment() {
        segment &+= 1
        if segment > 0 { return }
        for index in sightings.indices { sightings[index] = Sighting() }
        segment = 1
    }

    /// Counts a phrase; 1 for the first.
    @inline(__always)
    mutating func count(_ entry: PhraseTable.EntryID) -> UInt32 {
        let index = Int(entry)
        let before = sightings[index]
        let count = before.segment == segment ? before.count &+ 1 : 1
        sightings[index] = Sighting(segment: segment, count: count)
        return count
    }
}
