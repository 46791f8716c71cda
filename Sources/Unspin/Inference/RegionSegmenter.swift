import UnspinCore

/// Cuts a document into the regions that a spinner treats alike: paragraphs, and the quotations in them.
///
/// Tokens come in rows; a segment may reach over several of them.
struct RegionSegmenter: Sendable {
    struct Segment {
        /// Half-open byte range, from the first token to the last.
        var bytes: Range<Int>
        var isQuotation: Bool
        /// It begins a paragraph.
        var beginsParagraph: Bool
    }

    private let opening = WordHash.of(folded: "“".utf8)
    private let closing = WordHash.of(folded: "”".utf8)
    private let straight = WordHash.of(folded: "\"".utf8)

    private(set) var segments: [Segment] = []
    /// The first byte of the segment at hand; nil between two.
    private var start: Int?
    private var end = 0
    private var beginsParagraph = true
    private var isQuotation = false

    mutating func beginDocument() {
        segments.removeAll(keepingCapacity: true)
        start = nil
        beginsParagraph = true
        isQuotation = false
    }

    /// Reads the tokens from `first` on; calls `close` for each segment that ends with the token before the one it names.
    ///
    /// Quotation marks belong to the quotation. One left open ends with its paragraph.
    mutating func read(_ tokens: Span<Token>, from first: Int, _ close: (_ end: Int) -> Void) {
        for index in first..<tokens.count {
            let token = tokens[index]
            // Within a segment, a word changes nothing but its end.
            if start != nil, token.kind != .mark, !token.lineBefore { continue }
            if index > first { end = Int(tokens[index - 1].end) }
            if token.lineBefore {
                if endSegment() { close(index) }
                beginsParagraph = true
                isQuotation = false
            }
            if token.kind == .mark {
                if token.hash == opening || (token.hash == straight && !isQuotation) {
                    if endSegment() { close(index) }
                    isQuotation = true
                } else if isQuotation, token.hash == closing || token.hash == straight {
                    add(token)
                    if endSegment() { close(index + 1) }
                    isQuotation = false
                    continue
                }
            }
            add(token)
        }
        if tokens.count > first { end = Int(tokens[tokens.count - 1].end) }
    }

    @inline(__always)
    private mutating func add(_ token: Token) {
        if start == nil { start = Int(token.start) }
        end = Int(token.end)
    }

    /// Ends the segment at hand; false where there is none.
    mutating func endSegment() -> Bool {
        guard let start else { return false }
        segments.append(Segment(bytes: start..<end, isQuotation: isQuotation, beginsParagraph: beginsParagraph))
        self.start = nil
        beginsParagraph = false
        return true
    }
}
