/// Finds what ``ProtectedSpans`` holds, in one walk over the bytes.
///
/// Searches remember what they have read, and every other look ahead is short, so the cost is linear.
struct SpanRecognizer {
    let bytes: [UInt8]
    var spans: [Range<Int>] = []
    var isMarkup = false
    var at = 0
    /// The end of the line at hand: its line feed, or the end of the text.
    var lineEnd = 0
    /// Bytes that a construct of several lines may cover, where nothing marks its end.
    static let farthest = 4000
    /// Marks of a row, at most, that open a fence or a code span: longer rows are drawn lines.
    static let longestRow = 64
    /// The last number that was read, and where the symbol of a unit after it ends.
    var number: (digits: Range<Int>, unitEnd: Int?) = (0..<0, nil)
    /// Where `\\end{…}` stands for each name, in order; nil until it is asked for.
    var environmentEnds: [String: [Int]]?
    /// The last search for each mark.
    private var searches: [[UInt8]: Search] = [:]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func run() {
        while at < bytes.count {
            lineEnd = LineFeed.first(in: bytes.span, from: at, to: bytes.count)
            if let end = fence() ?? codeLine() {
                protect(at..<end)
            } else {
                readLine()
            }
            if at == lineEnd { at += 1 }
        }
    }

    private mutating func readLine() {
        while true {
            at = nextMark(from: at)
            if at >= lineEnd { return }
            if let range = construct(bytes[at]) {
                protect(range)
                // One that runs over several lines ends within another.
                if at > lineEnd { lineEnd = LineFeed.first(in: bytes.span, from: at, to: bytes.count) }
            } else {
                // A run of backticks is looked at as a whole.
                at = bytes[at] == UInt8(ascii: "`") ? end(of: { $0 == UInt8(ascii: "`") }, from: at) : at + 1
            }
        }
    }

    /// A bit for each byte of ASCII that ``construct(_:)`` looks at.
    private static let marks = "`<:@.\\${][(0123456789".utf8.reduce(into: (low: UInt64(0), high: UInt64(0))) { bits, byte in
        if byte < 64 { bits.low |= 1 << UInt64(byte) } else { bits.high |= 1 << UInt64(byte & 63) }
    }

    /// The first byte of the line at or after `start` that may show something to protect; the line's end where there is none, or `start` beyond it.
    private func nextMark(from start: Int) -> Int {
        let (low, high) = Self.marks
        let (bytes, lineEnd) = (bytes.span, lineEnd)
        var index = start
        while index < lineEnd {
            if index &+ 8 <= lineEnd {
                let others = Self.others(bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
                if others == 0 {
                    index &+= 8
                    continue
                }
                index &+= UInt64(littleEndian: others).trailingZeroBitCount &>> 3
            }
            let byte = bytes[index]
            let bits = byte & 64 == 0 ? low : high
            if byte < 0x80, bits &>> UInt64(byte & 63) & 1 != 0 { break }
            index &+= 1
        }
        return index
    }

    /// The top bit of each of eight bytes that is no letter, no space and none beyond ASCII: what is left to look at.
    @inline(__always)
    private static func others(_ bytes: UInt64) -> UInt64 {
        let (ones, tops): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
        // A space stays what it is, and a byte of 0, which is no mark, becomes one.
        let folded = bytes & ~tops | ones &* 0x20
        // No sum passes 0xff, so no byte touches its neighbour.
        let letters = (folded &+ ones &* (0x80 - 0x61)) & ~(folded &+ ones &* (0x80 - 0x7b))
        let spaces = ~((folded ^ ones &* 0x20) &+ ones &* 0x7f)
        return ~(letters | spaces | bytes) & tops
    }

    /// The protected range that the byte at hand shows; it may begin before.
    private mutating func construct(_ byte: UInt8) -> Range<Int>? {
        switch byte {
        case UInt8(ascii: "`"): codeSpan()
        case UInt8(ascii: "<"): tag()
        case UInt8(ascii: ":"): address() ?? identifier()
        case UInt8(ascii: "@"): mailAddress()
        case UInt8(ascii: "."): domain()
        case UInt8(ascii: "\\"): latex()
        case UInt8(ascii: "$"): formula()
        case UInt8(ascii: "{"): template()
        case UInt8(ascii: "]"): linkTarget()
        case UInt8(ascii: "["): numberedCitation()
        case UInt8(ascii: "("): namedCitation()
        case UInt8(ascii: "0")...UInt8(ascii: "9"): quantity()
        default: nil
        }
    }

    private mutating func protect(_ range: Range<Int>) {
        spans.append(range)
        at = max(at + 1, range.upperBound)
    }

    // MARK: Looking at bytes

    func byte(_ index: Int) -> UInt8 { index >= 0 && index < bytes.count ? bytes[index] : 0 }

    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 }
    static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
    static func isAlphanumeric(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }
    static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte &- 9 < 5 }

    func starts(_ text: StaticString, at index: Int) -> Bool {
        guard index >= 0, index + text.utf8CodeUnitCount <= bytes.count else { return false }
        return text.withUTF8Buffer { buffer in buffer.indices.allSatisfy { buffer[$0] == bytes[index + $0] } }
    }

    /// What a search for a mark has read.
    private struct Search {
        /// Where it began, and where it ended: at the mark, or before the limit that it had.
        var read: Range<Int>
        var isFound: Bool
    }

    /// Where `mark` begins next, so that it ends before `limit`. Bytes that an earlier search for it has read are not read again.
    mutating func find(_ mark: String, from start: Int, limit: Int) -> Int? {
        let mark = Array(mark.utf8)
        let last = min(limit, bytes.count) - mark.count
        var from = start
        var index = start
        if let search = searches[mark], search.read.contains(start) || search.read.upperBound == start {
            if search.isFound { return search.read.upperBound <= last ? search.read.upperBound : nil }
            from = search.read.lowerBound
            index = search.read.upperBound
        }
        while index <= last {
            if bytes[index] == mark[0], bytes[index...].starts(with: mark) {
                searches[mark] = Search(read: from..<index, isFound: true)
                return index
            }
            index += 1
        }
        searches[mark] = Search(read: from..<max(from, index), isFound: false)
        return nil
    }

    /// Where `mark` begins next, anywhere.
    mutating func findAnywhere(_ mark: String, from start: Int) -> Int? { find(mark, from: start, limit: bytes.count) }

    /// The first index at or after `start` whose byte is not `kind`.
    func end(of kind: (UInt8) -> Bool, from start: Int) -> Int {
        var index = start
        while index < bytes.count, kind(bytes[index]) { index += 1 }
        return index
    }

    /// The first index of the run of `kind` that ends before `end`; at most 64 bytes before it.
    func start(of kind: (UInt8) -> Bool, before end: Int) -> Int {
        var index = end
        while index > max(0, end - 64), kind(bytes[index - 1]) { index -= 1 }
        return index
    }
}
