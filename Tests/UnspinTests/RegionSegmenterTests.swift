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
        var segments = [RegionSegmenter.Segment(tokens: 0..<9, isQuotation: true, beginsParagraph: false)]
        RegionSegmenter.segment(tokens.span, into: &segments)
        let found = segments.map { segment in
            let range = Int(tokens[segment.tokens.lowerBound].start)..<Int(tokens[segment.tokens.upperBound - 1].end)
            return (segment.beginsParagraph ? "¶" : "") + (segment.isQuotation ? "q" : "") + " " + String(decoding: bytes[range], as: UTF8.self)
        }
        #expect(found == expected)
        // Together they are the document.
        #expect(segments.flatMap { Array($0.tokens) } == Array(tokens.indices))
    }
}
