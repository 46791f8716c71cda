import UnspinCore

/// A document as the decoder reads it so far, and how to find one's way in it.
struct RestoredText {
    /// Bytes of context before a place: `leastBefore` and up to `stride` more, so that the contexts of neighbours begin alike.
    static let leastBefore = 200
    static let stride = 200
    /// Bytes of context after a place.
    static let mostAfter = 100

    private let table: PhraseTable
    private let usesCurlyApostrophes: Bool
    private var text: [UInt8] = []
    /// For each token, where it starts and ends in ``text``.
    private var starts: [Int] = []
    private var ends: [Int] = []

    init(
        bytes: Span<UInt8>, tokens: Span<Token>, restorations: [Decoder.Restoration], table: PhraseTable, usesCurlyApostrophes: Bool
    ) {
        self.table = table
        self.usesCurlyApostrophes = usesCurlyApostrophes
        text.reserveCapacity(bytes.count)
        var next = restorations[...]
        var at = 0
        var index = 0
        while index < tokens.count {
            Self.append(bytes, at..<Int(tokens[index].start), to: &text)
            var end = index + 1
            starts.append(text.count)
            if let restoration = next.first, restoration.tokens.lowerBound == index {
                next.removeFirst()
                end = restoration.tokens.upperBound
                text += replacement(restoration, bytes: bytes, tokens: tokens).utf8
            } else {
                Self.append(bytes, Int(tokens[index].start)..<Int(tokens[index].end), to: &text)
            }
            for _ in index + 1..<end { starts.append(text.count) }
            for _ in index..<end { ends.append(text.count) }
            at = Int(tokens[end - 1].end)
            index = end
        }
        Self.append(bytes, at..<bytes.count, to: &text)
    }

    /// How `place` reads with these restorations.
    func reading(_ restorations: [Decoder.Restoration], of place: Range<Int>, bytes: Span<UInt8>, tokens: Span<Token>) -> String {
        var result: [UInt8] = []
        var at = Int(tokens[place.lowerBound].start)
        for restoration in restorations {
            Self.append(bytes, at..<Int(tokens[restoration.tokens.lowerBound].start), to: &result)
            result += replacement(restoration, bytes: bytes, tokens: tokens).utf8
            at = Int(tokens[restoration.tokens.upperBound - 1].end)
        }
        Self.append(bytes, at..<Int(tokens[place.upperBound - 1].end), to: &result)
        return String(decoding: result, as: UTF8.self)
    }

    /// What stands before and after `place`, cut between words.
    func context(of place: Range<Int>) -> (prefix: String, suffix: String) {
        let (start, end) = (starts[place.lowerBound], ends[place.upperBound - 1])
        var from = start <= Self.leastBefore + Self.stride ? 0 : (start - Self.leastBefore) / Self.stride * Self.stride
        if from > 0 {
            while from < start, !Self.isSpace(text[from - 1]) { from += 1 }
        }
        var to = min(text.count, end + Self.mostAfter)
        if to < text.count {
            while to > end, !Self.isSpace(text[to]) { to -= 1 }
        }
        return (String(decoding: text[from..<start], as: UTF8.self), String(decoding: text[end..<to], as: UTF8.self))
    }

    private func replacement(_ restoration: Decoder.Restoration, bytes: Span<UInt8>, tokens: Span<Token>) -> String {
        let start = Int(tokens[restoration.tokens.lowerBound].start)
        let end = Int(tokens[restoration.tokens.upperBound - 1].end)
        return Surface.fitted(table.text(of: restoration.head), to: bytes.extracting(start..<end), usesCurlyApostrophes: usesCurlyApostrophes)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func append(_ bytes: Span<UInt8>, _ range: Range<Int>, to text: inout [UInt8]) {
        for index in range { text.append(bytes[index]) }
    }
}
