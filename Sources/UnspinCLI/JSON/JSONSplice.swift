/// Replaces and adds fields of a line; every other byte of it stays.
struct JSONSplice {
    private let line: JSONLine
    private var changes: [(range: Range<Int>, bytes: [UInt8])] = []
    /// The line has a space before its values, and so have the fields that are added.
    let isSpaced: Bool

    init(_ line: JSONLine) {
        self.line = line
        isSpaced = line.bytes[line.start + line.field.range.lowerBound - 1] == UInt8(ascii: " ")
    }

    mutating func replace(_ field: JSONField, with bytes: [UInt8]) {
        changes.append((field.range.shifted(by: line.start), bytes))
    }

    /// Makes changes of the line's bytes.
    mutating func apply(_ changes: [(range: Range<Int>, bytes: [UInt8])]) { self.changes += changes }

    /// Takes bytes of the line away.
    mutating func remove(_ range: Range<Int>) { changes.append((range, [])) }

    /// Adds a field after the last one of the object that the line's parser stands in.
    mutating func add(_ name: String, _ value: [UInt8], isASCIIOnly: Bool) {
        var bytes: [UInt8] = []
        if line.parser.fieldCount > 0 { bytes.append(contentsOf: (isSpaced ? ", " : ",").utf8) }
        var writer = JSONWriter(isASCIIOnly: isASCIIOnly, isSpaced: isSpaced)
        writer.string(name)
        bytes.append(contentsOf: writer.bytes)
        bytes.append(contentsOf: (isSpaced ? ": " : ":").utf8)
        bytes.append(contentsOf: value)
        let place = line.start + line.parser.insertion
        changes.append((place..<place, bytes))
    }

    func write(to output: inout [UInt8]) {
        // What goes to one place stays in order.
        let order = changes.indices.sorted { (changes[$0].range.lowerBound, $0) < (changes[$1].range.lowerBound, $1) }
        Self.write(line.bytes, line.range, order.map { changes[$0] }, to: &output)
    }

    /// A range of bytes with changes made, which are in order.
    static func bytes(_ bytes: [UInt8], _ range: Range<Int>, _ changes: [(range: Range<Int>, bytes: [UInt8])]) -> [UInt8] {
        var output: [UInt8] = []
        write(bytes, range, changes, to: &output)
        return output
    }

    private static func write(
        _ bytes: [UInt8], _ range: Range<Int>, _ changes: [(range: Range<Int>, bytes: [UInt8])], to output: inout [UInt8]
    ) {
        var at = range.lowerBound
        for change in changes {
            output.append(contentsOf: bytes[at..<change.range.lowerBound])
            output.append(contentsOf: change.bytes)
            at = change.range.upperBound
        }
        output.append(contentsOf: bytes[at..<range.upperBound])
    }
}
