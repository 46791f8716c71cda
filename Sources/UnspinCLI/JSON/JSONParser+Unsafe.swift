import CUnspinJSON

/// Reads one JSON object after another and finds its fields. Its memory is used again for the next one.
final class JSONParser {
    /// One element of an array of edits, in characters.
    struct Edit {
        var range: Range<Int>
        var original: [UInt8]
    }

    /// One element of an array of changes, as `--explain` writes them.
    struct Change {
        /// In the unit of the offsets of the original text.
        var range: Range<Int>
        var replacement: [UInt8]
        var original: [UInt8]
        /// The original as it was written in a JSON string; empty where it was written as we would.
        var raw: [UInt8]
    }

    private let parser: OpaquePointer

    init() {
        guard let parser = unspin_json_create() else { fatalError("no memory for a JSON parser") }
        self.parser = parser
    }

    deinit { unspin_json_destroy(parser) }

    /// Reads and checks all of the range, which is copied.
    func read(_ bytes: [UInt8], _ range: Range<Int>) throws(JSONProblem) {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
        let status = bytes.withUnsafeBufferPointer { buffer in
            // In bounds: checked above. An empty array may have no address, so nothing is added to it.
            unspin_json_read(parser, buffer.baseAddress.map { $0 + range.lowerBound }, range.count)
        }
        guard status == 0 else { throw JSONProblem(status: status) }
    }

    var isObject: Bool { unspin_json_is_object(parser) }
    var fieldCount: Int { unspin_json_field_count(parser) }
    /// Where a new field goes: after the last one, or after the opening brace.
    var insertion: Int { Int(unspin_json_insertion(parser)) }

    /// Goes to the object that these names lead to, or back to the outermost one. What is asked next is asked of it.
    @discardableResult
    func enter(_ names: [String]) -> Bool {
        let bytes = names.map { Array($0.utf8) }
        func enter(_ index: Int, _ texts: [unspin_json_text]) -> Bool {
            guard index < bytes.count else { return unspin_json_enter(parser, texts, texts.count) }
            return bytes[index].withUnsafeBufferPointer { buffer in
                enter(index + 1, texts + [unspin_json_text(bytes: buffer.baseAddress, count: buffer.count)])
            }
        }
        return enter(0, [])
    }

    /// The first field with this name.
    func find(_ name: String) -> JSONField? {
        var name = name
        var field = unspin_json_field()
        let isFound = name.withUTF8 { unspin_json_find(parser, $0.baseAddress, $0.count, &field) }
        return isFound ? JSONField(raw: field) : nil
    }

    /// The unescaped string of a field.
    func string(_ field: JSONField) throws(JSONProblem) -> [UInt8] {
        var raw = field.raw
        var text = unspin_json_text()
        let status = unspin_json_get_string(parser, &raw, &text)
        guard status == 0 else { throw JSONProblem(status: status) }
        return Self.bytes(text)
    }

    /// The strings of a field that is a string or an array of strings.
    func strings(_ field: JSONField) throws(JSONProblem) -> [[UInt8]] {
        var raw = field.raw
        var texts: UnsafePointer<unspin_json_text>?
        var count = 0
        let status = unspin_json_get_strings(parser, &raw, &texts, &count)
        guard status == 0 else { throw JSONProblem(status: status) }
        // In bounds: the parser gives out `count` elements, which stay until it reads again.
        return UnsafeBufferPointer(start: texts, count: count).map(Self.bytes)
    }

    /// The elements of a field that is an array of [start, end, original].
    func edits(_ field: JSONField) throws(JSONProblem) -> [Edit] {
        var raw = field.raw
        var edits: UnsafePointer<unspin_json_edit>?
        var count = 0
        let status = unspin_json_get_edits(parser, &raw, &edits, &count)
        guard status == 0 else { throw JSONProblem(status: status) }
        var result: [Edit] = []
        // In bounds: the parser gives out `count` elements, which stay until it reads again.
        for edit in UnsafeBufferPointer(start: edits, count: count) {
            guard edit.start <= edit.end, let end = Int(exactly: edit.end) else { throw .wrongShape }
            result.append(Edit(range: Int(edit.start)..<end, original: Self.bytes(edit.original)))
        }
        return result
    }

    /// The elements of a field that is an array of changes.
    func changes(_ field: JSONField) throws(JSONProblem) -> [Change] {
        var raw = field.raw
        var changes: UnsafePointer<unspin_json_change>?
        var count = 0
        let status = unspin_json_get_changes(parser, &raw, &changes, &count)
        guard status == 0 else { throw JSONProblem(status: status) }
        var result: [Change] = []
        // In bounds: the parser gives out `count` elements, which stay until it reads again.
        for change in UnsafeBufferPointer(start: changes, count: count) {
            guard change.start <= change.end, let end = Int(exactly: change.end) else { throw .wrongShape }
            result.append(
                Change(
                    range: Int(change.start)..<end, replacement: Self.bytes(change.replacement),
                    original: Self.bytes(change.original), raw: Self.bytes(change.raw)))
        }
        return result
    }

    /// A field that is a whole number, 0 or more.
    func number(_ field: JSONField) throws(JSONProblem) -> Int {
        var raw = field.raw
        var number: UInt64 = 0
        let status = unspin_json_get_number(parser, &raw, &number)
        guard status == 0 else { throw JSONProblem(status: status) }
        guard let number = Int(exactly: number) else { throw .wrongShape }
        return number
    }

    private static func bytes(_ text: unspin_json_text) -> [UInt8] {
        // In bounds: the parser owns `count` bytes from there on.
        Array(UnsafeBufferPointer(start: text.bytes, count: text.count))
    }
}
