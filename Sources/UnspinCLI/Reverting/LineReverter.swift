/// Undoes the edits of a line of JSON.
enum LineReverter {
    /// The line without the edits, and without the field that `--explain` adds where `isExplained`.
    static func revert(
        _ line: JSONLine, _ changes: [JSONParser.Change], _ unit: OffsetUnit, isExplained: Bool, into output: inout [UInt8]
    ) throws(RevertProblem) {
        var splice = JSONSplice(line)
        splice.apply(try originals(line, changes, unit))
        line.parser.enter([])
        if isExplained, let field = line.parser.find(FixCommand.explanation) { remove(field, line, &splice) }
        splice.write(to: &output)
    }

    /// What stood in the places of the edits, as changes of the line.
    private static func originals(
        _ line: JSONLine, _ changes: [JSONParser.Change], _ unit: OffsetUnit
    ) throws(RevertProblem) -> [(range: Range<Int>, bytes: [UInt8])] {
        let raw = line.field.range.shifted(by: line.start)
        var cursor = JSONStringCursor(line.bytes, from: raw.lowerBound + 1)
        var text = RepairedText(line.text, unit)
        var originals: [(range: Range<Int>, bytes: [UInt8])] = []
        for change in changes {
            let place = try text.place(of: change)
            _ = cursor.advance(to: place.lowerBound, limit: raw.upperBound - 1)
            let start = cursor.position
            _ = cursor.advance(to: place.upperBound, limit: raw.upperBound - 1)
            var original = change.raw
            if original.isEmpty { JSONWriter.escape(change.original, isASCIIOnly: false, into: &original) }
            originals.append((start..<cursor.position, original))
        }
        return originals
    }

    /// Removes a field with the comma before it, as `fix` has added it.
    private static func remove(_ field: JSONField, _ line: JSONLine, _ splice: inout JSONSplice) {
        let name = Array("\"\(FixCommand.explanation)\"".utf8)
        let range = field.range.shifted(by: line.start)
        var at = range.lowerBound
        func skipSpaces() { while at > line.start, line.bytes[at - 1] == UInt8(ascii: " ") { at -= 1 } }
        skipSpaces()
        at -= 1
        skipSpaces()
        guard at - name.count > line.start, line.bytes[at - name.count..<at].elementsEqual(name) else { return }
        at -= name.count
        skipSpaces()
        guard line.bytes[at - 1] == UInt8(ascii: ",") else { return }
        splice.remove(at - 1..<range.upperBound)
    }
}

/// Finds the places of edits in a text that was repaired by them.
struct RepairedText {
    private let bytes: [UInt8]
    private let unit: OffsetUnit
    private var at = 0
    /// The place in the original that ``at`` is, in ``unit``.
    private var position = 0

    init(_ bytes: [UInt8], _ unit: OffsetUnit) {
        self.bytes = bytes
        self.unit = unit
    }

    /// Where the replacement of the next edit stands, in bytes.
    mutating func place(of change: JSONParser.Change) throws(RevertProblem) -> Range<Int> {
        guard let start = unit.advance(bytes, from: at, by: change.range.lowerBound - position),
            bytes[start...].starts(with: change.replacement)
        else { throw .changed(replacement: change.replacement) }
        at = start + change.replacement.count
        position = change.range.upperBound
        return start..<at
    }
}
