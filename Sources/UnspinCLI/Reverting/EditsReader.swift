/// Reads what `fix --edits` wrote.
struct EditsReader {
    /// The edits of a line, or of a piece of a text.
    struct Entry {
        /// nil for a text.
        var line: Int?
        var changes: [JSONParser.Change]
    }

    /// What the first line says.
    private(set) var format: DocumentFormat?
    private(set) var field: String?
    private(set) var unit = OffsetUnit.utf8
    private(set) var isExplained = false

    private let path: String
    private let parser = JSONParser()
    private var reader: LineReader
    private var number = 0
    private var first: Entry?

    init(path: String) throws(InputFailure) {
        self.path = path
        reader = LineReader(try Input.open(path: path, compression: FileKind(path: path).compression))
        first = try next()
    }

    /// The next edits, in order; nil at the end.
    mutating func next() throws(InputFailure) -> Entry? {
        if let entry = first {
            first = nil
            return entry
        }
        while let range = try reader.next() {
            number += 1
            do throws(JSONProblem) {
                try parser.read(reader.bytes, range)
                if parser.find("unspin")?.isString == true, parser.find("edits") == nil {
                    try readHeader()
                } else {
                    return try entry()
                }
            } catch {
                throw InputFailure(name: "\(path):\(number)", reason: .notEdits)
            }
        }
        return nil
    }

    private mutating func readHeader() throws(JSONProblem) {
        format = try string("format").flatMap(DocumentFormat.init(rawValue:))
        field = try string("field")
        unit = try string("offsets").flatMap(OffsetUnit.init(rawValue:)) ?? .utf8
        isExplained = parser.find("explained") != nil
    }

    private func string(_ name: String) throws(JSONProblem) -> String? {
        guard let field = parser.find(name) else { return nil }
        return String(decoding: try parser.string(field), as: UTF8.self)
    }

    private func entry() throws(JSONProblem) -> Entry {
        var line: Int?
        if let field = parser.find("line") { line = try parser.number(field) }
        // What --explain adds may be given alone.
        if parser.find("edits") == nil { parser.enter([FixCommand.explanation]) }
        guard let edits = parser.find("edits") else { throw .wrongShape }
        return Entry(line: line, changes: try parser.changes(edits))
    }
}
