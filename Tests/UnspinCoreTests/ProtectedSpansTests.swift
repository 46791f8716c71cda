import Testing

@testable import UnspinCore

@Suite struct ProtectedSpansTests {
    /// The text, with what is protected between `⟦` and `⟧`.
    static let cases = [
        "See ⟦http://a.example/x?y=1⟧, it says.", "(⟦https://a.example/b_(c)⟧)", "Go to ⟦www.a-b.example⟧.", "⟦example.com/path⟧ and ⟦mailto:a@b.example⟧",
        "Write to ⟦jane.doe+x@mail.example.org⟧.", "the ⟦Amazon.com⟧ shop", "Call `x` no: ⟦`f(x, y)`⟧ yes".replacingFirst("`x`", with: "⟦`x`⟧"),
        "⟦``a ` b``⟧ is code", "⟦```\nlet a = 1\n```⟧\nafter", "⟦~~~\nx\n~~~⟧\n", "text\n⟦    if (a == b) {⟧\nmore", "Fish ⟦<b>⟧and⟦</b>⟧ chips",
        "⟦<!-- a -->⟧ b", "⟦<pre>x  y</pre⟧> z", "a ⟦<a href=\"x>y\">⟧b", "[text⟦](http://a.example)⟧", "[text⟦][ref]⟧", "⟦{{ a|title }}⟧ b", "⟦{% if a %}⟧b",
        "⟦${name}⟧ b", "⟦\\textbf{a}⟧ b", "⟦\\(x\\)⟧ and ⟦\\[y\\]⟧", "⟦\\begin{x}a\\end{x}⟧ b", "costs ⟦$x_1$⟧ more", "$5 and $6 each", "$5 to the $ sign",
        "ran ⟦5 km⟧ and ⟦3.5GHz⟧", "at ⟦30 °C⟧ or ⟦10 μm⟧", "in 5 days", "as shown ⟦[12]⟧ and ⟦[3, 4–6]⟧", "[sic] and [the man]", "so ⟦(Smith et al., 2010)⟧ say",
        "⟦(Jones & Brown, 2012a; Li, 2014)⟧", "(in May 2010)", "(the 2010 act)", "⟦doi:10.1000/182⟧.", "⟦arXiv:1234.5678⟧ is", "⟦ISBN: 978-3-16⟧ ok", "a < b and c > d",
        "x <3 you", "⟦Usage: a {b|c}⟧", "$ forty five million", "% of all", "workers.This is", "and/or", "3.8 million", "note: this", "one ` backtick", "``He said'' and ``she said'' so", "``` open", "{a|b} c", "a@b", "it's 10 m",
        "ran ⟦1,234.5 km⟧ of 1,234", "no. A12,⟦345 km⟧", "⟦\\begin{a}x\\begin{b}y\\end{b}z\\end{a}⟧ b", "⟦\\end{a}⟧ ⟦\\begin{b}⟧ c", "[a⟦](x \"y z\")⟧", "[a](x y) b",
    ]

    @Test func allCasesAreThere() { #expect(Self.cases.count == 59) }

    @Test(arguments: cases)
    func spansAreRecognized(_ marked: String) {
        var text: [UInt8] = []
        var expected: [Range<Int>] = []
        for part in marked.split(separator: "⟦", omittingEmptySubsequences: false) {
            let halves = part.split(separator: "⟧", omittingEmptySubsequences: false)
            let start = text.count
            text += halves[0].utf8
            if halves.count > 1 {
                expected.append(start..<text.count)
                text += halves[1].utf8
            }
        }
        #expect(ProtectedSpans.recognized(in: text).ranges == expected)
    }

    @Test func htmlIsMarkup() {
        #expect(ProtectedSpans.recognized(in: Array("<p>x</p>".utf8)).isMarkup)
        #expect(!ProtectedSpans.recognized(in: Array("a < b, <http://x.example> & c".utf8)).isMarkup)
    }

    @Test func rangesAreJoined() {
        let spans = ProtectedSpans([5..<7, 1..<3, 2..<4, 9..<9])
        #expect(spans.ranges == [1..<4, 5..<7])
        #expect(spans.overlap(3..<5))
        #expect(!spans.overlap(4..<5))
        #expect(spans.mapped { $0.lowerBound + 1..<$0.upperBound + 1 }.ranges == [2..<5, 6..<8])
    }

    /// Quadratic look-ahead would take minutes.
    @Test(arguments: ["`", "<", "{", "\\(", "$", "[", "(", "```\n", "\\begin{x}", "<!--", "a@", "a.", "x:", "1 "])
    func aMegabyteIsRead(_ unit: String) {
        let text = Array(String(repeating: unit, count: 1_000_000 / unit.utf8.count).utf8)
        #expect(ProtectedSpans.recognized(in: text).ranges.allSatisfy { $0.upperBound <= text.count })
    }

    /// The same for texts in which no part is like another.
    @Test(arguments: ["12,#", "\\begin{#}", "#aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa."])
    func aMegabyteOfDifferentPartsIsRead(_ part: String) {
        var text = ""
        while text.utf8.count < 1_000_000 { text += part.replacing("#", with: String(text.utf8.count)) }
        let bytes = Array(text.utf8)
        #expect(ProtectedSpans.recognized(in: bytes).ranges.allSatisfy { $0.upperBound <= bytes.count })
    }

    @Test func longRowsOfMarksAreNoCode() {
        let (row, short) = (String(repeating: "`", count: 65), String(repeating: "`", count: 64))
        #expect(ProtectedSpans.recognized(in: Array("a \(row)x\(row) b".utf8)).ranges.isEmpty)
        #expect(ProtectedSpans.recognized(in: Array("a \(short)x\(short) b".utf8)).ranges == [2..<131])
    }
}

extension String {
    fileprivate func replacingFirst(_ part: String, with other: String) -> String {
        guard let range = firstRange(of: part) else { return self }
        return self[..<range.lowerBound] + other + self[range.upperBound...]
    }
}
