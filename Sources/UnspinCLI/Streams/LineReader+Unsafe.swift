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

    /// Whether ``next()`` may have to wait for somebody to write.
    var mayWait: Bool { !input.isReady && !isAtEnd && newline(from: max(start, scanned)) == nil }

    /// The next line with its line feed, as a range of ``bytes``; nil at the end.
    mutating func next() throws(InputFailure) -> Range<Int>? {
        while true {
            if let newline = newline(from: max(start, scanned)) {
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
                bytes.append(contentsOf: repeatElement(0, count: bytes.count))
            }
            let count = try input.read(into: &bytes, from: filled)
            filled += count
            isAtEnd = count == 0
        }
    }

    private func newline(from start: Int) -> Int? {
        guard start < filled else { return nil }
        return bytes.withUnsafeBytes { bytes in
            // In bounds: searches from `start` to `filled`, both inside the buffer.
            memchr(bytes.baseAddress! + start, 0x0A, filled - start)
                .map { UnsafeRawPointer($0) - bytes.baseAddress! }
        }
    }
}
