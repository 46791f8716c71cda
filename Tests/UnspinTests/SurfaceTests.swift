import Testing

@testable import Unspin

@Suite struct SurfaceTests {
    static let cases: [(head: String, variant: String, isCurly: Bool, result: String)] = [
        ("visit", "go to", false, "visit"),
        ("visit", "Go to", false, "Visit"),
        ("visit", "GO TO", false, "VISIT"),
        ("Sunday", "sabbath", false, "Sunday"),
        ("TV", "Telly", false, "TV"),
        ("it's", "it is", false, "it's"),
        ("it's", "It is", true, "It’s"),
        ("it's", "IT IS", true, "IT’S"),
        // One capital letter is a capital, not a shout.
        ("an", "A", false, "An"),
        ("4", "four", false, "4"),
        ("4", "Four", false, "4"),
        ("hundreds of", "a whole lot of", false, "hundreds of"),
        ("hundreds of", "A whole Lot of", false, "Hundreds of"),
        ("element", "10th of", false, "element"),
        ("éclair", "Cake", false, "Éclair"),
        ("", "Cake", false, ""),
        ("x", "", false, "x"),
    ]

    /// Texts of all sizes, with bytes that only look like a part of a curly apostrophe.
    @Test(arguments: [0, 1, 7, 8, 9, 255, 2039, 2040, 2048, 5000])
    func apostrophesAreCounted(count: Int) {
        func isCurly(_ text: String) -> Bool { PhraseNormalizer.usesCurlyApostrophes(Array(text.utf8).span) }
        let filler = String(repeating: "x", count: count)
        #expect(!isCurly(filler))
        #expect(isCurly(filler + "’"))
        #expect(isCurly("’" + filler))
        #expect(!isCurly("’" + filler + "'"))
        #expect(isCurly("’" + filler + "'’"))
        #expect(!isCurly(String(repeating: "Ù", count: count)))
        #expect(isCurly(String(repeating: "’", count: count + 1) + String(repeating: "'", count: count)))
        #expect(!isCurly(String(repeating: "’", count: count) + String(repeating: "'", count: count)))
    }

    @Test func allCasesAreThere() { #expect(Self.cases.count == 17) }

    @Test(arguments: cases.indices)
    func headsFitTheirPlace(_ index: Int) {
        let (head, variant, isCurly, result) = Self.cases[index]
        let bytes = Array(variant.utf8)
        #expect(Surface.fitted(Array(head.utf8), to: bytes.span, usesCurlyApostrophes: isCurly) == result)
    }

    static let phrases: [(original: String, replacement: String, old: String, new: String)] = [
        ("navy", "military", "navy", "military"),
        ("navy help", "military help", "navy", "military"),
        ("a navy help", "a military help", "navy", "military"),
        ("greater than ever", "more than ever", "greater", "more"),
        // At least one word of each stays.
        ("based mostly", "based", "based mostly", "based"),
        ("a part of", "part of", "a part", "part"),
        ("yes yes", "yes yes yes", "yes", "yes yes"),
        // Case and other spaces count.
        ("The navy", "the military", "The navy", "the military"),
        ("the\nnavy", "the military", "the\nnavy", "the military"),
    ]

    @Test(arguments: phrases.indices)
    func changesLeaveOutWordsInCommon(_ index: Int) {
        let (original, replacement, old, new) = Self.phrases[index]
        let same = Surface.sameWords(original, replacement)
        #expect(same.middle(of: original) == old)
        #expect(same.middle(of: replacement) == new)
    }
}
