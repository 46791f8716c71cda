import UnspinCore

/// Where the bytes of a text went when edits were applied to it.
///
/// *Before* is the text that the edits are about, *after* the one they make. Looking up costs O(log n) in the number of edits.
struct EditMap {
    private struct Place {
        var before: Range<Int>
        var after: Range<Int>
    }

    private var places: [Place] = []

    /// - Parameter edits: in order of their ranges, which do not overlap.
    init(_ edits: [Edit]) {
        var shift = 0
        for edit in edits {
            let count = edit.replacement.utf8.count
            let start = edit.range.lowerBound + shift
            places.append(Place(before: edit.range, after: start..<start + count))
            shift += count - edit.range.count
        }
    }

    /// The range after the edits; what an edit covers in part is covered as a whole.
    func forward(_ range: Range<Int>) -> Range<Int> { map(range, from: \.before, to: \.after) }

    /// The range before the edits; what an edit covers in part is covered as a whole.
    func backward(_ range: Range<Int>) -> Range<Int> { map(range, from: \.after, to: \.before) }

    private func map(_ range: Range<Int>, from: KeyPath<Place, Range<Int>>, to: KeyPath<Place, Range<Int>>) -> Range<Int> {
        let first = places.partitioningIndex { $0[keyPath: from].upperBound > range.lowerBound }
        let start: Int
        if first < places.count, places[first][keyPath: from].lowerBound <= range.lowerBound {
            start = places[first][keyPath: to].lowerBound
        } else {
            start = range.lowerBound + shift(before: first, from, to)
        }
        let last = places.partitioningIndex { $0[keyPath: from].lowerBound >= range.upperBound }
        let end: Int
        if last > 0, places[last - 1][keyPath: from].upperBound >= range.upperBound {
            end = places[last - 1][keyPath: to].upperBound
        } else {
            end = range.upperBound + shift(before: last, from, to)
        }
        return start..<max(start, end)
    }

    /// What is added to an offset that lies between place `index - 1` and place `index`.
    private func shift(before index: Int, _ from: KeyPath<Place, Range<Int>>, _ to: KeyPath<Place, Range<Int>>) -> Int {
        index == 0 ? 0 : places[index - 1][keyPath: to].upperBound - places[index - 1][keyPath: from].upperBound
    }
}
