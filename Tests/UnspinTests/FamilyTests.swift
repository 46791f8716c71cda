import Testing
import Unspin
import UnspinTestSupport

/// Documents of the rarer families of spinners, in auto. Their fixtures are written for Unspin.
@Suite struct FamilyTests {
    private static let unspinner = Result { try Unspinner() }

    private static func text(_ family: String) throws -> String { try FixtureFolder().text("families/\(family).txt") }

    @Test(arguments: [
        ("b", ["Many students", "Although they understand", "a simple method", "the problem of", "can be avoided"]),
        ("c", ["The garden needs water every day", "Most plants", "a timer for the hose", "of a timer is very small"]),
        ("d", ["If you've just bought", "how old the floor is", "how expensive it is", "Children and dogs should never play", "Because every"]),
        ("e", ["do not drink enough water", "while they work", "The body loses", "Usually a glass", "Heart disease is common", "The doctor"]),
        ("f", ["The company said", "According to the report, the market", "are looking for", "has decided to", "can learn welding"]),
        ("g", ["very rarely", "a doctor sees", "The best thing you can do", "such as", "Most conditions", "basic cream costs two dollars"]),
    ])
    func eachFamilyIsFoundAndRepairedByItsOwnTable(_ family: String, _ restored: [String]) throws {
        let text = try Self.text(family)
        let repair = try Self.unspinner.get().explain(text)
        #expect(repair.damage.profile == family)
        #expect(repair.damage.probability > 0.99)
        for phrase in restored {
            #expect(repair.text.contains(phrase), "\(phrase)")
            #expect(!text.contains(phrase))
        }
        #expect(repair.edits.allSatisfy { $0.step != "phrases" || $0.rule.hasPrefix(family + "/") })
    }

    /// A favourite word, even one that a family is known by, proves nothing by itself.
    @Test func aFavouriteWordIsNoProof() throws {
        let paragraph = "Mama sold the stylish hats that she had made, and the stylish coats. Mama kept the books.\n\n"
        let text = String(repeating: paragraph, count: 20)
        let repair = try Self.unspinner.get().explain(text)
        #expect(repair.edits.isEmpty)
        #expect(repair.damage.profile == nil)
    }

    /// Of text that is known to be spun, a word that was left ("their", "but" beside "however") says little about whose it is.
    @Test(arguments: [
        ("Greater than 300 residents had been told to boil their tap water, the council mentioned, while crews repaired the pipe beneath the street.", "a"),
        ("Understudies who compose numerous papers comprehend the subject, but the school shuts at noon.", "b"),
    ])
    func aWordLeftStandingDoesNotHideTheFamilyOfASentence(_ sentence: String, _ family: String) throws {
        var configuration = Configuration()
        configuration.assumption = .spun
        #expect(try Unspinner(configuration).explain(sentence).damage.profile == family)
    }

    @Test func aNamedProfileIsTheOnlyOne() throws {
        var configuration = Configuration()
        configuration.profiles = ["d"]
        let unspinner = try Unspinner(configuration)
        #expect(unspinner.profiles == ["d"])
        #expect(unspinner.damage(in: try Self.text("d")).profile == "d")
        #expect(unspinner.damage(in: try Self.text("b")).profile != "b")
        #expect(try Self.unspinner.get().profiles == ["a", "b", "c", "d", "e", "f", "g"])
    }
}
