import UnspinCore

/// Where the bytes of a text went when edits were applied to it.
///
/// *Before* is the text that the edits are about, *after* the one they make. Looking up costs O(log n) in the number of edits.
struct EditMap {
    /// The ranges of the edits in one of the texts, in order; both lists are of the same edits.
    private var before: [Range<Int>] = []
    private var after: [Range<Int>] = []

    /// - Parameter edits: in order of their ranges, which do not overlap.
    init(_ edits: [Edit]) {
        var shift = 0
        before.reserveCapacity(edits.count)
        after.reserveCapacity(edits.count)
        // By their numbers: a copy of an edit would count references to all that it holds.
        for index in edits.indices {
            let (range, count) = (edits[index].range, edits[index].replacement.utf8.count)
            let start = range.lowerBound + shift
            before.append(range)
            after.append(start..<start + count)
            shift += count - range.count
        }
    }

    /// The range after the edits; what an edit covers in part is covered as a whole.
    func forward(_ range: Range<Int>) -> Range<Int> { Self.map(range, from: before, to: after) }

    /// The range before the edits; what an edit covers in part is covered as a whole.
    func backward(_ range: Range<Int>) -> Range<Int> { Self.map(range, from: after, to: before) }

    private static func map(_ range: Range<Int>, from: [Range<Int>], to: [Range<Int>]) -> Range<Int> {
        let first = from.partitioningIndex { $0.upperBound > range.lowerBound }
        let start: Int
        if first < from.count, from[first].lowerBound <= range.lowerBound {
            start = to[first].lowerBound
        } else {
            start = range.lowerBound + shift(before: first, from, to)
        }
        let last = from.partitioningIndex { $0.lowerBound >= range.upperBound }
        let end: Int
        if last > 0, from[last - 1].upperBound >= range.upperBound {
            end = to[last - 1].upperBound
        } else {
            end = range.upperBound + shift(before: last, from, to)
        }
        return start..<max(start, end)
    }

    /// What is added to an offset that lies between edit `index - 1` and edit `index`.
    private static func shift(before index: Int, _ from: [Range<Int>], _ to: [Range<Int>]) -> Int {
        index == 0 ? 0 : to[index - 1].upperBound - from[index - 1].upperBound
    }
}
