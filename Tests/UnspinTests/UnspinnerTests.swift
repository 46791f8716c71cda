import Testing
import UnspinCore

@testable import Unspin

@Suite struct UnspinnerTests {
    private static let table = "# profile: mine\ngo to to\tvisit to\t9\ntroopers\tsoldiers\t9\ndo not\tdon't\t9\nright away\timmediate\t9\n"
    private static let text = "Troopers were promised help on a go to to Mali."

    private func configuration(_ change: (inout Configuration) -> Void = { _ in }) -> Configuration {
        var configuration = Configuration()
        configuration.assumption = .spun
        configuration.usesBuiltInTables = false
        configuration.userTables = [Array(Self.table.utf8)]
        change(&configuration)
        return configuration
    }

    @Test func theBuiltInModelIsThere() throws {
        let unspinner = try Unspinner()
        #expect(unspinner.profiles.contains("a"))
        #expect(unspinner.configuration.assumption == .auto)
    }

    /// The lines that users write, with all that they name.
    @Test func theLibraryIsCalledAsItsInterfaceSays() throws {
        let unspinner = try Unspinner(configuration { $0.usesBuiltInTables = true })
        let text = "Lavrov pledged navy help on a go to to Mali."
        let clean: String = unspinner.repair(text)
        #expect(clean == "Lavrov pledged navy help on a visit to Mali.")
        let repair: Repair = unspinner.explain(text)
        #expect(repair.text == clean && !repair.edits.isEmpty)
        for edit in repair.edits {
            let words: [String] = [edit.original, edit.replacement, edit.step, edit.rule, edit.reason]
            #expect(words.allSatisfy { !$0.isEmpty } && (0...1).contains(edit.confidence))
            #expect(Array(Array(text.utf8)[edit.range]) == Array(edit.original.utf8))
        }
        let damage: Damage = unspinner.damage(in: text)
        #expect(damage == repair.damage && damage.probability == 1 && damage.profile != nil && !damage.regions.isEmpty)
        func shared(_: some Sendable) {}
        shared(unspinner)
    }

    @Test func userTablesAreUsed() throws {
        let unspinner = try Unspinner(configuration())
        #expect(unspinner.profiles == ["mine"])
        #expect(unspinner.repair(Self.text) == "Soldiers were promised help on a visit to Mali.")
        let repair = unspinner.explain(Self.text)
        #expect(repair.text == unspinner.repair(Self.text))
        #expect(repair.edits.map(\.rule) == ["mine/troopers>soldiers", "mine/go to to>visit to"])
        #expect(repair.edits.map(\.original) == ["Troopers", "go to"])
        #expect(repair.edits.map(\.range) == [0..<8, 33..<38])
        #expect(repair.edits.allSatisfy { $0.step == "phrases" && $0.reason.contains("mine") })
        #expect(repair.damage.profile == "mine")
        #expect(try Unspinner(configuration { $0.usesBuiltInTables = true }).profiles == ["a", "b", "c", "d", "e", "f", "g", "mine"])
    }

    @Test func userTablesAddToABuiltInProfile() throws {
        func extended(_ rows: String...) throws -> Unspinner {
            try Unspinner(configuration { $0.usesBuiltInTables = true; $0.userTables = rows.map { Array("# profile: a\n\($0)\n".utf8) } })
        }
        let text = "The grand poobah mentioned that the overseas panjandrum had left."
        let both = try extended("grand poobah\tminister\t50", "panjandrum\tpresident\t50")
        #expect(both.profiles == ["a", "b", "c", "d", "e", "f", "g"])
        #expect(both.repair(text) == "The minister said that the foreign president had left.")
        // Another reading of a word that the table knows stands beside the one that it has; the words around decide.
        #expect(try extended("mentioned\tshouted\t50").repair("He mentioned that it was late.") == "He said that it was late.")
        // Phrases of allowed.tsv stay, whoever names them.
        let name = "He read the Financial Times."
        #expect(try extended("financial times\tdaily\t1000").repair(name) == name)
    }

    @Test func profilesAreChosen() throws {
        let both = configuration { $0.usesBuiltInTables = true; $0.profiles = ["mine"] }
        #expect(try Unspinner(both).profiles == ["mine"])
        let error = #expect(throws: UnspinnerError.self) { try Unspinner(configuration { $0.profiles = ["nobody's"] }) }
        #expect(String(describing: error!) == "there is no profile “nobody's”; known: mine")
    }

    @Test func assumptions() throws {
        let clean = try Unspinner(configuration { $0.assumption = .clean })
        #expect(clean.explain(Self.text) == Repair(text: Self.text, edits: [], damage: .none))
        // Two words are no proof.
        let auto = try Unspinner(configuration { $0.assumption = .auto })
        #expect(auto.repair(Self.text) == Self.text)
        #expect(auto.damage(in: Self.text).probability < 0.5)
        let damage = try Unspinner(configuration()).damage(in: "  " + Self.text + "\n")
        #expect(damage.probability == 1)
        #expect(damage.regions.map(\.range) == [2..<2 + Self.text.utf8.count])
    }

    @Test func stepsMayBeSkipped() throws {
        #expect(try Unspinner(configuration { $0.skippedSteps = ["phrases", "agreement"] }).repair(Self.text) == Self.text)
        #expect(try Unspinner(configuration { $0.steps = ["others"] }).repair(Self.text) == Self.text)
    }

    @Test func confidenceIsAsked() throws {
        let edits = try Unspinner(configuration()).explain(Self.text).edits
        #expect(edits.count == 2)
        let most = edits.map(\.confidence).max()!
        let least = edits.map(\.confidence).min()!
        try #require(least < most)
        let sure = try Unspinner(configuration { $0.minimumConfidence = (least + most) / 2 }).explain(Self.text).edits
        #expect(sure == edits.filter { $0.confidence == most })
    }

    @Test func articlesFollow() throws {
        let repair = try Unspinner(configuration()).explain("There was a right away need for tents and for troopers.")
        #expect(repair.text == "There was an immediate need for tents and for soldiers.")
        #expect(repair.edits.first?.rule == "article")
    }

    @Test func apostrophesAreTheDocuments() throws {
        let unspinner = try Unspinner(configuration())
        #expect(unspinner.repair("Do not worry, it's fine.") == "Don't worry, it's fine.")
        #expect(unspinner.repair("Do not worry, it’s fine.") == "Don’t worry, it’s fine.")
    }

    @Test func wrongTablesAreNamed() {
        let error = #expect(throws: UnspinnerError.self) {
            try Unspinner(configuration { $0.userTables = [Array("navy\tmilitary\n".utf8)] })
        }
        #expect(String(describing: error!) == "phrase table, line 1: needs three columns parted by tabs: variant, head, count")
    }

    @Test func wrongModelsAreNamed() {
        let error = #expect(throws: UnspinnerError.self) { try Unspinner(configuration { $0.modelPath = "/no/such/model" }) }
        #expect(String(describing: error!).contains("/no/such/model"))
        #expect(throws: UnspinnerError.self) { try Unspinner(configuration { $0.modelPath = #filePath }) }
    }

    @Test func withoutTablesNothingIsRepaired() throws {
        let unspinner = try Unspinner(configuration { $0.userTables = [] })
        #expect(unspinner.profiles.isEmpty)
        #expect(unspinner.explain(Self.text) == Repair(text: Self.text, edits: [], damage: .none))
    }
}
