import Foundation
import Testing
import Unspin
import UnspinBuilder
import UnspinCore
import UnspinTestSupport

@Suite struct DictionariesTests {
    private static let shipped = FixtureFolder.packageRoot() + "/Dictionaries"

    /// Writes `files` to a new folder and reads it.
    private func read<Result>(_ files: [String: String], _ body: (Dictionaries) throws -> Result) throws -> Result {
        let folder = NSTemporaryDirectory() + "unspin-tests-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (name, text) in files {
            let url = URL(fileURLWithPath: folder + "/" + name)
            try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        return try body(try Dictionaries(reading: folder))
    }

    private let files = [
        "a/one.tsv": "# origin: x\n# weight: 0.5\nnavy\tmilitary\t4\nship\tboat\t2\n",
        "a/two.tsv": "# profile: a\nnavy\tmilitary\t3\nmilitary\t=\t1\n",
        "a/tests.tsv": "test\ta navy coup\ta military coup\n", "a/remarks.txt": "nothing",
        "b/one.tsv": "royal navy\tking's ships\t1\n",
        "README.md": "# remarks\n", "empty/readme.txt": "",
        "allowed.tsv": "# origin: y\nship\tit sails\nroyal navy\ta name\n",
    ]

    @Test func foldersAreProfiles() throws {
        try read(files) { dictionaries in
            #expect(dictionaries.profiles.map(\.name) == ["a", "b"])
            #expect(dictionaries.profiles[0].files.map { $0.path.split(separator: "/").last! } == ["one.tsv", "two.tsv"])
            #expect(dictionaries.profiles[0].files[0].bytes == Array(files["a/one.tsv"]!.utf8))
            #expect(dictionaries.allowed.map(\.phrase) == ["ship", "royal navy"])
            #expect(dictionaries.allowed.map(\.reason) == ["it sails", "a name"])
        }
    }

    @Test func filesAddUpByTheirWeights() throws {
        try read(files) { dictionaries in
            let sources = dictionaries.sources()
            #expect(sources.map { $0.directives["profile"] } == ["a", "b"])
            #expect(
                sources[0].substitutions
                    == [.init(variant: "navy", head: "military"): 5, .init(variant: "ship", head: "boat"): 1])
            #expect(sources[0].kept == ["military": 1])
        }
    }

    @Test func allowedPhrasesAreProtected() throws {
        try read(files) { dictionaries in
            #expect(dictionaries.sources().map(\.protected) == [["ship", "royal navy"], ["ship", "royal navy"]])
        }
    }

    @Test func aProfileMayHoldTermsAndPhrases() throws {
        try read(["b/terms.tsv": "# origin: x\ndeep learning\t4\n", "b/swaps.tsv": "profound\tdeep\t3\n", "b/phrases.tsv": "amid\tduring\t2\n"]) {
            #expect($0.profiles.map(\.name) == ["b"])
            #expect($0.profiles.map { $0.files.map(\.source.substitutions) } == [[[.init(variant: "amid", head: "during"): 2]]])
            #expect($0.terms.map(\.source.name) == ["b"])
            #expect($0.terms.map { $0.files.count } == [2])
        }
    }

    @Test func whatIsSwappedInTermsIsSwappedElsewhere() throws {
        let files = [
            "b/phrases.tsv": "numerous\tmany\t3\n", "b/swaps.tsv": "populace\tpopulation\t5\nability\tk\t9\n", "b/terms.tsv": "population size\t5\n",
        ]
        try read(files) { dictionaries in
            let source = try #require(dictionaries.sources().first)
            #expect(source.substitutions[.init(variant: "numerous", head: "many")] == 3)
            #expect(source.substitutions[.init(variant: "populace", head: "population")] == 0.5)
            #expect(source.kept["population"] == 0.5)
            #expect(source.substitutions.count == 2, "a single letter is what is left of a formula")
        }
    }

    @Test func errorsNameTheFile() throws {
        let wrong = #expect(throws: Dictionaries.ReadError.self) { try read(["a/one.tsv": "navy\n"]) { _ in } }
        #expect(wrong?.description.hasSuffix("/a/one.tsv: line 1: needs three columns parted by tabs: variant, head, count") == true)
        let allowed = #expect(throws: Dictionaries.ReadError.self) { try read(["a/one.tsv": "", "allowed.tsv": "navy\n"]) { _ in } }
        #expect(allowed?.description.contains("/allowed.tsv: ") == true)
        let missing = #expect(throws: Dictionaries.ReadError.self) { try Dictionaries(reading: "/no/such/folder") }
        #expect(missing?.path == "/no/such/folder")
    }

    // MARK: What is shipped

    @Test func theShippedTablesAreCompiled() throws {
        let dictionaries = try Dictionaries(reading: Self.shipped)
        let model = try LanguageModel.open(path: FixtureFolder.packageRoot() + "/Sources/CUnspinModel/language.bin")
        let compiled = dictionaries.compiled(model: model)
        let committed = try FixtureFolder.read(FixtureFolder.packageRoot() + "/Sources/CUnspinModel/tables.bin")
        #expect(compiled.count == committed.count && compiled == committed, "Dictionaries/ has changed: run `make tables`")
    }

    @Test func theShippedTablesHaveNoProblem() throws {
        var configuration = Configuration()
        configuration.assumption = .spun
        let spun = try Unspinner(configuration)
        let auto = try Unspinner()
        let checker = DictionaryChecker { text, isSpun in (isSpun ? spun : auto).repair(text) }
        #expect(checker.check(Self.shipped).map(\.description) == [])
    }

    /// `UNSPIN_REWRITE=1` writes them so.
    @Test func theShippedTablesAreCanonical() throws {
        for profile in try Dictionaries(reading: Self.shipped).profiles {
            for file in profile.files {
                if FixtureFolder.rewrites { try Data(file.source.text()).write(to: URL(fileURLWithPath: file.path)) }
                #expect(file.source.text() == (try FixtureFolder.read(file.path)), "\(file.path)")
            }
        }
    }

    @Test func theShippedExamplesAreThere() throws {
        let lines = String(decoding: try FixtureFolder.read(Self.shipped + "/a/tests.tsv"), as: UTF8.self).split(separator: "\n")
        #expect(lines.count { $0.hasPrefix("test\t") } >= 40)
        #expect(lines.count { $0.hasPrefix("allows\t") } >= 40)
        let dictionaries = try Dictionaries(reading: Self.shipped)
        #expect(dictionaries.profiles.map(\.name) == ["a", "b", "c", "d", "e", "f", "g"])
        #expect(dictionaries.profiles[0].files.count >= 3)
        #expect(dictionaries.allowed.count == 31)
    }

    @Test func allowedPhrasesAreCanonical() throws {
        let allowed = try Dictionaries(reading: Self.shipped).allowed
        #expect(allowed.map(\.phrase) == Set(allowed.map(\.phrase)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        for (phrase, reason) in allowed {
            #expect(FoldedText.fold(phrase.utf8) == phrase)
            #expect(!reason.isEmpty)
        }
    }

    /// Even in spun text.
    @Test func allowedPhrasesAreNeverChanged() throws {
        var configuration = Configuration()
        configuration.assumption = .spun
        let unspinner = try Unspinner(configuration)
        var changed: [String] = []
        for (phrase, _) in try Dictionaries(reading: Self.shipped).allowed {
            let name = phrase.split(separator: " ").map { $0.count > 2 ? $0.capitalized : String($0) }.joined(separator: " ")
            let text = "He advised reporters about the \(name) on Monday."
            if !unspinner.repair(text).contains(name) { changed.append(name) }
        }
        #expect(changed == [])
    }
}
