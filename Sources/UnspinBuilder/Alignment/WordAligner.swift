/// Finds where two versions of a paragraph differ: the fewest words in the fewest places (Gotoh 1982).
///
/// Long paragraphs are first cut where both hold a word once (patience sorting: Aldous and Diaconis 1999), so that time and memory
/// stay within bounds.
enum WordAligner {
    /// A stretch of one version that stands for a stretch of the other.
    struct Change: Equatable {
        var left: Range<Int>
        var right: Range<Int>
    }

    /// The cost of a place that differs, beside that of one for each word in it. Below that of the two words that one match saves, so
    /// that a word kept between two changes shows as kept.
    private static let opening: Float = 1.6
    /// Cells of a table at most.
    private static let mostCells = 1 << 20

    /// The stretches that differ, in order. Words are given by their hashes.
    static func changes(_ left: [UInt64], _ right: [UInt64]) -> [Change] {
        var changes: [Change] = []
        align(left, right, 0..<left.count, 0..<right.count, into: &changes)
        return changes
    }

    private static func align(
        _ left: [UInt64], _ right: [UInt64], _ l: Range<Int>, _ r: Range<Int>, into changes: inout [Change]
    ) {
        var (l, r) = (l, r)
        while let a = l.first, let b = r.first, left[a] == right[b] { (l, r) = (l.dropFirst(), r.dropFirst()) }
        while let a = l.last, let b = r.last, left[a] == right[b] { (l, r) = (l.dropLast(), r.dropLast()) }
        if l.isEmpty && r.isEmpty { return }
        if l.isEmpty || r.isEmpty { return changes.append(Change(left: l, right: r)) }
        if (l.count + 1) * (r.count + 1) <= mostCells { return fill(left, right, l, r, into: &changes) }
        var (a, b) = (l.lowerBound, r.lowerBound)
        let anchors = anchors(left, right, l, r)
        for (i, j) in anchors {
            align(left, right, a..<i, b..<j, into: &changes)
            (a, b) = (i + 1, j + 1)
        }
        if anchors.isEmpty {
            // Nothing tells what belongs together.
            changes.append(Change(left: l, right: r))
        } else {
            align(left, right, a..<l.upperBound, b..<r.upperBound, into: &changes)
        }
    }

    /// Words that stand once in both stretches, as many as are in the same order.
    private static func anchors(_ left: [UInt64], _ right: [UInt64], _ l: Range<Int>, _ r: Range<Int>) -> [(Int, Int)] {
        func single(_ words: [UInt64], _ range: Range<Int>) -> [UInt64: Int] {
            var places: [UInt64: Int] = [:]
            for place in range { places[words[place]] = places[words[place]] == nil ? place : -1 }
            return places
        }
        let (inLeft, inRight) = (single(left, l), single(right, r))
        /// The best chain of each length: its last pair, and the one before it.
        var ends: [Int] = []
        var pairs: [(left: Int, right: Int, before: Int)] = []
        for i in l where inLeft[left[i]] == i {
            guard let j = inRight[left[i]], j >= 0 else { continue }
            var (low, high) = (0, ends.count)
            while low < high {
                let middle = (low + high) / 2
                if pairs[ends[middle]].right < j { low = middle + 1 } else { high = middle }
            }
            pairs.append((i, j, low > 0 ? ends[low - 1] : -1))
            if low == ends.count { ends.append(pairs.count - 1) } else { ends[low] = pairs.count - 1 }
        }
        var chain: [(Int, Int)] = []
        var at = ends.last ?? -1
        while at >= 0 {
            chain.append((pairs[at].left, pairs[at].right))
            at = pairs[at].before
        }
        return chain.reversed()
    }

    private static func fill(
        _ left: [UInt64], _ right: [UInt64], _ l: Range<Int>, _ r: Range<Int>, into changes: inout [Change]
    ) {
        let width = r.count + 1
        let never = Float.infinity
        // For each cell: whether a kept word is best reached from a change, and the way into a change.
        var ways = [UInt8](repeating: 0, count: (l.count + 1) * width)
        let (fromChange, fromLeft, opensHere): (UInt8, UInt8, UInt8) = (1, 2, 4)
        var kept = [Float](repeating: never, count: width)
        var changed = kept
        for i in 0...l.count {
            var (nextKept, nextChanged) = ([Float](repeating: never, count: width), [Float](repeating: never, count: width))
            for j in 0..<width {
                var way: UInt8 = 0
                if i == 0, j == 0 {
                    nextKept[0] = 0
                    continue
                }
                if i > 0, j > 0, left[l.lowerBound + i - 1] == right[r.lowerBound + j - 1] {
                    nextKept[j] = min(kept[j - 1], changed[j - 1])
                    if changed[j - 1] < kept[j - 1] { way |= fromChange }
                }
                if i > 0 {
                    nextChanged[j] = min(kept[j] + opening, changed[j]) + 1
                    way |= fromLeft | (kept[j] + opening < changed[j] ? opensHere : 0)
                }
                if j > 0 {
                    let cost = min(nextKept[j - 1] + opening, nextChanged[j - 1]) + 1
                    if cost < nextChanged[j] {
                        nextChanged[j] = cost
                        way = way & fromChange | (nextKept[j - 1] + opening < nextChanged[j - 1] ? opensHere : 0)
                    }
                }
                ways[i * width + j] = way
            }
            (kept, changed) = (nextKept, nextChanged)
        }
        var found: [Change] = []
        var (i, j) = (l.count, r.count)
        var isChange = changed[j] < kept[j]
        var end = (i, j)
        while i > 0 || j > 0 {
            let way = ways[i * width + j]
            if isChange {
                if way & fromLeft != 0 { i -= 1 } else { j -= 1 }
                if way & opensHere != 0 {
                    isChange = false
                    found.append(
                        Change(
                            left: l.lowerBound + i..<l.lowerBound + end.0, right: r.lowerBound + j..<r.lowerBound + end.1))
                }
            } else {
                i -= 1
                j -= 1
                if way & fromChange != 0 {
                    isChange = true
                    end = (i, j)
                }
            }
        }
        changes += found.reversed()
    }
}
