/// Replaces and adds fields of a line; every other byte of it stays.
struct JSONSplice {
    private let line: JSONLine
    private var replacements: [(range: Range<Int>, bytes: [UInt8])] = []
    private var added: [UInt8] = []
    /// The line has a space before its values, and so have the fields that are added.
    let isSpaced: Bool

    init(_ line: JSONLine) {
        self.line = line
        isSpaced = line.bytes[line.start + line.field.range.lowerBound - 1] == UInt8(ascii: " ")
    }

    mutating func replace(_ field: JSONField, with bytes: [UInt8]) {
        replacements.append((field.range.shifted(by: line.start), bytes))
    }

    /// Adds a field after the last one.
    mutating func add(_ name: String, _ value: [UInt8], isASCIIOnly: Bool) {
        var writer = JSONWriter(isASCIIOnly: isASCIIOnly, isSpaced: isSpaced)
        writer.string(name)
        added.append(contentsOf: (isSpaced ? ", " : ",").utf8)
        added.append(contentsOf: writer.bytes)
        added.append(contentsOf: (isSpaced ? ": " : ":").utf8)
        added.append(contentsOf: value)
    }

    func write(to output: Output) throws(Failure) {
        var at = line.range.lowerBound
        for (range, bytes) in replacements.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            try output.write(line.bytes, at..<range.lowerBound)
            try output.write(bytes)
            at = range.upperBound
        }
        // The document's own field is there, so that what is added follows another field.
        let insertion = line.start + line.parser.insertion
        try output.write(line.bytes, at..<insertion)
        try output.write(added)
        try output.write(line.bytes, insertion..<line.range.upperBound)
    }
}
