import Testing
import UnspinCore

@testable import Unspin

@Suite struct NameSpellingsTests {
    private static let unspinner = Result {
        var configuration = Configuration()
        configuration.assumption = .spun
        return try Unspinner(configuration)
    }

    private func suspicions(_ text: String) throws -> [Suspicion] {
        try Self.unspinner.get().explain(text).damage.suspicions.filter { $0.reason.contains("spelled in two ways") }
    }

    @Test(arguments: [
        ("Goita", "Guetta", true), ("Goita", "Goeta", true), ("Keita", "Kaita", true), ("Meyer", "Mair", true), ("Vasiliev", "Wassiliew", true),
        ("Kovacs", "Qovaks", true), ("Goita", "Keita", false), ("Goita", "Goitan", false), ("Traore", "Toure", false),
    ])
    func namesMaySoundAlike(_ left: String, _ right: String, _ alike: Bool) {
        #expect((NameSpellings.sound(of: left) == NameSpellings.sound(of: right)) == alike)
    }

    @Test(arguments: ["Aia", "Yeo", "Götz", "O'Neil"])
    func someWordsHaveNoSound(_ word: String) { #expect(NameSpellings.sound(of: word) == nil) }

    @Test func aSecondSpellingIsReportedAndLeft() throws {
        let text = "The junta is led by Colonel Guetta. On Monday Colonel Goita met envoys, and then Goita flew home."
        let found = try suspicions(text)
        #expect(found.map(\.original) == ["Guetta"])
        #expect(found.map(\.proposal) == ["Goita"])
        #expect(found.map(\.confidence) == [0.6])
        #expect(found.map(\.step) == ["phrases"])
        #expect(found.map { text.utf8.dropFirst($0.range.lowerBound).prefix($0.range.count).elementsEqual("Guetta".utf8) } == [true])
        let repaired = try Self.unspinner.get().repair(text)
        #expect(repaired.contains("Guetta") && repaired.contains("Goita"))
    }

    @Test func whereNothingIsTheSameItIsLessSure() throws {
        #expect(try suspicions("The junta obeys Guetta. On Monday the envoys met Goita and left with Goita.").map(\.confidence) == [0.3])
    }

    @Test(arguments: [
        // Other first names, names that are known, words that stand small as well, and the beginnings of sentences.
        "In town Boris Guetta met Ivan Goita, and Ivan Goita left.", "In town Brown met Braun.", "We saw Goita, a goita, and a Guetta.",
        "Guetta. Goita. Goita.",
    ])
    func othersAreTwoNames(_ text: String) throws { #expect(try suspicions(text).isEmpty) }

    @Test func cleanTextIsNotAsked() throws {
        let text = "The junta is led by Colonel Guetta. On Monday Colonel Goita met envoys, and then Goita flew home."
        #expect(try Unspinner().damage(in: text).suspicions.isEmpty)
    }

    /// What an author wrote between the paragraphs of a spinner says nothing about names.
    @Test func humanParagraphsAreNotAsked() throws {
        let spun = String(decoding: try Documents.article("council", "spun"), as: UTF8.self)
        let names = " On Monday Colonel Goita met envoys, and then Colonel Guetta flew home with Colonel Goita."
        let human = String(decoding: try Documents.article("storm", "clean"), as: UTF8.self)
        func found(_ text: String) throws -> [String] { try Unspinner().damage(in: text).suspicions.map(\.original).filter { $0 == "Guetta" } }
        #expect(try found(spun.trimmingSuffix { $0.isNewline } + names) == ["Guetta"])
        #expect(try found(spun + "\n" + human.trimmingSuffix { $0.isNewline } + names).isEmpty)
    }
}

extension String {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> String {
        var text = self
        while let last = text.last, predicate(last) { text.removeLast() }
        return text
    }
}
