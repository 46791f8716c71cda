/// Gives out the lines of an input one by one, with bounded memory, without copying them.
struct LineReader {
    private static let chunk = 1 << 20

    let input: Input
    /// Holds the line that ``next()`` found last.
    private(set) var bytes = [UInt8](repeating: 0, count: LineReader.chunk)
    private var start = 0
    private var scanned = 0
    private var filled = 0
    private var isAtEnd = false

    init(_ input: Input) { self.input = input }

    /// The next line with its line feed, as a range of ``bytes``; nil at the end.
    mutating func next() throws(InputFailure) -> Range<Int>? {
        while true {
            if let newline = bytes.firstNewline(max(start, scanned)..<filled) {
                let range = start..<newline + 1
                (start, scanned) = (newline + 1, newline + 1)
                return range
            }
            scanned = filled
            if isAtEnd {
                let range = start..<filled
                start = filled
                return range.isEmpty ? nil : range
            }
            if start > 0 {
                bytes.replaceSubrange(0..<filled - start, with: bytes[start..<filled])
                filled -= start
                (start, scanned) = (0, filled)
            } else if filled == bytes.count {
                if filled > MemoryBudget.shared.longestLine { throw InputFailure(name: input.name, reason: .longLine) }
                bytes.append(contentsOf: repeatElement(0, count: bytes.count))
            }
            let count = try input.read(into: &bytes, from: filled)
            filled += count
            isAtEnd = count == 0
        }
    }
}
