import Testing
import UnspinCore
import UnspinTestSupport

@testable import Unspin

@Suite struct RegionSegmenterTests {
    /// `¶` stands for the beginning of a paragraph, `q` for a quotation.
    static let cases: [(text: String, segments: [String])] = [
        ("", []),
        (" \n\n ", []),
        ("One two.", ["¶ One two."]),
        ("One.\nTwo.\n\nThree.\n", ["¶ One.", "¶ Two.", "¶ Three."]),
        ("He said “one two” and left.", ["¶ He said", "q “one two”", " and left."]),
        ("“One,” he said. “Two.”", ["¶q “One,”", " he said.", "q “Two.”"]),
        ("\"One,\" he said. \"Two.\"", ["¶q \"One,\"", " he said.", "q \"Two.\""]),
        // One that is left open ends with its paragraph.
        ("“One two.\nThree.”", ["¶q “One two.", "¶ Three.”"]),
        ("\"One two.\n\"Three.\" Four", ["¶q \"One two.", "¶q \"Three.\"", " Four"]),
        // One within another belongs to it.
        ("“One ‘two’ three” four", ["¶q “One ‘two’ three”", " four"]),
        ("One” two", ["¶ One” two"]),
        ("“” x", ["¶q “”", " x"]),
        ("One\r\nTwo", ["¶ One", "¶ Two"]),
    ]

    @Test func allCasesAreThere() { #expect(Self.cases.count == 13) }

    @Test(arguments: cases.indices)
    func cutsDocuments(_ index: Int) {
        let (text, expected) = Self.cases[index]
        let bytes = Array(text.utf8)
        let tokens = tokens(of: text)
        // All at once, and in two rows that meet anywhere: a segment may reach over several rows.
        for cut in 0...tokens.count {
            var segmenter = RegionSegmenter()
            segmenter.beginDocument()
            var ends: [Int] = []
            segmenter.read(tokens.span.extracting(first: cut), from: 0) { ends.append($0) }
            segmenter.read(tokens.span, from: cut) { ends.append($0) }
            if segmenter.endSegment() { ends.append(tokens.count) }
            let found = segmenter.segments.map {
                ($0.beginsParagraph ? "¶" : "") + ($0.isQuotation ? "q" : "") + " " + String(decoding: bytes[$0.bytes], as: UTF8.self)
            }
            #expect(found == expected)
            // Together they are the document.
            #expect(ends == segmenter.segments.map { segment in tokens.count { Int($0.end) <= segment.bytes.upperBound } })
            #expect((ends.last ?? 0) == tokens.count)
        }
    }

    @Test func nothingIsKeptFromTheDocumentBefore() {
        var segmenter = RegionSegmenter()
        for _ in 0..<2 {
            segmenter.beginDocument()
            segmenter.read(tokens(of: "One “two").span, from: 0) { _ in }
            #expect(segmenter.segments.map(\.isQuotation) == [false])
            let hasEnded = segmenter.endSegment()
            #expect(hasEnded)
            #expect(segmenter.segments.map(\.beginsParagraph) == [true, false])
            let endsAgain = segmenter.endSegment()
            #expect(!endsAgain)
        }
    }
}
