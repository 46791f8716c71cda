extension [Edit] {
    /// One list of edits that does what these do and then `next`, in offsets of the text that these are about.
    ///
    /// Where an edit of `next` overlaps what these wrote, the edits become one, which names both steps. What `next` takes back
    /// is no edit.
    ///
    /// - Parameters:
    ///   - next: edits of the text that these make, in order.
    ///   - text: the text that these are about.
    ///   - middle: the text that these make of it.
    func composed(with next: [Edit], text: [UInt8], middle: [UInt8]) -> [Edit] {
        if isEmpty { return next }
        if next.isEmpty { return self }
        var composition = EditComposition(first: self, next: next)
        return composition.run(text: text, middle: middle)
    }
}

/// Walks over the edits of two stages side by side, in the offsets of the text between the stages.
private struct EditComposition {
    let first: [Edit]
    let next: [Edit]
    private var atFirst = 0
    private var atNext = 0
    /// Offset between the stages, less the offset before both.
    private var shift = 0

    init(first: [Edit], next: [Edit]) {
        self.first = first
        self.next = next
    }

    mutating func run(text: [UInt8], middle: [UInt8]) -> [Edit] {
        var composed: [Edit] = []
        composed.reserveCapacity(first.count + next.count)
        while atFirst < first.count || atNext < next.count {
            let shiftBefore = shift
            let (firsts, nexts, range) = takeCluster()
            if nexts.isEmpty {
                composed.append(first[firsts.lowerBound])
                continue
            }
            let before = range.lowerBound - shiftBefore..<range.upperBound - shift
            if firsts.isEmpty {
                var edit = next[nexts.lowerBound]
                edit.range = before
                composed.append(edit)
                continue
            }
            let edit = Self.merged(
                Array(first[firsts]) + Array(next[nexts]), range: before, text: text,
                replacement: Self.applied(next[nexts], to: middle, range))
            if edit.original != edit.replacement { composed.append(edit) }
        }
        return composed
    }

    /// What `first` wrote at its place, in offsets between the stages.
    private func written(_ index: Int) -> Range<Int> {
        let start = first[index].range.lowerBound + shift
        return start..<start + first[index].replacement.utf8.count
    }

    /// Takes the next edits that hang together, and the range that they cover.
    private mutating func takeCluster() -> (firsts: Range<Int>, nexts: Range<Int>, range: Range<Int>) {
        let firsts = atFirst
        let nexts = atNext
        var range: Range<Int>
        if atNext == next.count || (atFirst < first.count && Self.precedes(written(atFirst), next[atNext].range)) {
            range = written(atFirst)
            takeFirst()
        } else {
            range = next[atNext].range
            atNext += 1
        }
        while true {
            if atFirst < first.count, Self.overlaps(written(atFirst), range) {
                range = min(range.lowerBound, written(atFirst).lowerBound)..<max(range.upperBound, written(atFirst).upperBound)
                takeFirst()
            } else if atNext < next.count, Self.overlaps(range, next[atNext].range) {
                range = min(range.lowerBound, next[atNext].range.lowerBound)..<max(range.upperBound, next[atNext].range.upperBound)
                atNext += 1
            } else {
                return (firsts..<atFirst, nexts..<atNext, range)
            }
        }
    }

    private mutating func takeFirst() {
        shift += first[atFirst].replacement.utf8.count - first[atFirst].range.count
        atFirst += 1
    }

    /// What the first stage removed at an offset lies before what begins there.
    private static func precedes(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        left.lowerBound <= right.lowerBound
    }

    /// Whether they have a byte in common, or one is empty and lies within the other.
    private static func overlaps(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        left.lowerBound < right.upperBound && right.lowerBound < left.upperBound
    }

    private static func applied(_ edits: ArraySlice<Edit>, to middle: [UInt8], _ range: Range<Int>) -> String {
        let shifted = edits.map { edit in
            var edit = edit
            edit.range = edit.range.lowerBound - range.lowerBound..<edit.range.upperBound - range.lowerBound
            return edit
        }
        return String(decoding: shifted.applied(to: Array(middle[range])), as: UTF8.self)
    }

    private static func merged(_ edits: [Edit], range: Range<Int>, text: [UInt8], replacement: String) -> Edit {
        Edit(
            range: range, original: String(decoding: text[range], as: UTF8.self), replacement: replacement,
            step: joined(edits.map(\.step), by: "+"), rule: joined(edits.map(\.rule), by: "+"),
            confidence: edits.map(\.confidence).min()!, reason: joined(edits.map(\.reason), by: " "))
    }

    /// Each of them once.
    private static func joined(_ parts: [String], by separator: String) -> String {
        var seen: [String] = []
        for part in parts where !seen.contains(part) { seen.append(part) }
        return seen.joined(separator: separator)
    }
}
