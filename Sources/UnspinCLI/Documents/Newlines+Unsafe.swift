extension [UInt8] {
    /// The place of the first line feed in the range.
    func firstNewline(_ range: Range<Int>) -> Int? {
        guard !range.isEmpty else { return nil }
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return withUnsafeBytes { bytes in
            // In bounds: checked above.
            memchr(bytes.baseAddress! + range.lowerBound, 0x0A, range.count).map { UnsafeRawPointer($0) - bytes.baseAddress! }
        }
    }

    /// The place of the last line feed in the range.
    func lastNewline(_ range: Range<Int>) -> Int? {
        self[range].lastIndex(of: 0x0A)
    }

    /// How many line feeds there are.
    var newlines: Int {
        var number = 0
        var start = 0
        while let newline = firstNewline(start..<count) {
            number += 1
            start = newline + 1
        }
        return number
    }
}
