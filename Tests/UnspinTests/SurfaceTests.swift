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

    @Test func allCasesAreThere() { #expect(Self.cases.count == 17) }

    @Test(arguments: cases.indices)
    func headsFitTheirPlace(_ index: Int) {
        let (head, variant, isCurly, result) = Self.cases[index]
        let bytes = Array(variant.utf8)
        #expect(Surface.fitted(Array(head.utf8), to: bytes.span, usesCurlyApostrophes: isCurly) == result)
    }
}
