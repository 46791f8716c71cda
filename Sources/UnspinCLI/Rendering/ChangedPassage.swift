import Unspin

/// One or more whole lines of a text that have changes.
struct ChangedPassage {
    /// Without the line feed at the end.
    var range: Range<Int>
    var edits: [Edit]

    /// The lines with changes, in order. Lines that one change touches together are one passage.
    static func passages(_ text: [UInt8], _ edits: [Edit]) -> [ChangedPassage] {
        let newline = UInt8(ascii: "\n")
        var passages: [ChangedPassage] = []
        for edit in edits {
            let start = text[..<edit.range.lowerBound].lastIndex(of: newline).map { $0 + 1 } ?? 0
            let end = text[edit.range.upperBound...].firstIndex(of: newline) ?? text.count
            if let last = passages.last, start <= last.range.upperBound, start >= last.range.lowerBound {
                passages[passages.count - 1].range = last.range.lowerBound..<max(last.range.upperBound, end)
                passages[passages.count - 1].edits.append(edit)
            } else {
                passages.append(ChangedPassage(range: start..<end, edits: [edit]))
            }
        }
        return passages
    }
}
