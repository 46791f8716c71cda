import UnspinCore

/// Cuts a document into the regions that a spinner treats alike: paragraphs, and the quotations in them.
enum RegionSegmenter {
    struct Segment {
        /// Half-open range of token numbers.
        var tokens: Range<Int>
        var isQuotation: Bool
        /// It begins a paragraph.
        var beginsParagraph: Bool
    }

    private static let opening = WordHash.of(folded: "“".utf8)
    private static let closing = WordHash.of(folded: "”".utf8)
    private static let straight = WordHash.of(folded: "\"".utf8)

    /// Quotation marks belong to the quotation. One left open ends with its paragraph.
    static func segment(_ tokens: Span<Token>, into segments: inout [Segment]) {
        segments.removeAll(keepingCapacity: true)
        var start = 0
        var beginsParagraph = true
        var isQuotation = false
        func close(at end: Int, into segments: inout [Segment]) {
            guard end > start else { return }
            segments.append(Segment(tokens: start..<end, isQuotation: isQuotation, beginsParagraph: beginsParagraph))
            start = end
            beginsParagraph = false
        }
        for index in 0..<tokens.count {
            let token = tokens[index]
            if token.lineBefore {
                close(at: index, into: &segments)
                beginsParagraph = true
                isQuotation = false
            }
            guard token.kind == .mark else { continue }
            if token.hash == opening || (token.hash == straight && !isQuotation) {
                close(at: index, into: &segments)
                isQuotation = true
            } else if isQuotation, token.hash == closing || token.hash == straight {
                close(at: index + 1, into: &segments)
                isQuotation = false
            }
        }
        close(at: tokens.count, into: &segments)
    }
}
