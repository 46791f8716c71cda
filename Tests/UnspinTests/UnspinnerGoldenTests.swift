import Testing
import UnspinTestSupport

@testable import Unspin

/// Whole articles. `make golden` writes the golden files anew; look at what changes.
@Suite struct UnspinnerGoldenTests {
    private static let checks = Result { try RepairChecks() }
    /// What every repaired article must have in common with its original, and what they must on average.
    private static let leastShare = 0.9
    private static let leastMeanShare = 0.94

    @Test func allArticlesAreThere() throws {
        #expect(try Documents.spunNames().count == 10)
        #expect(try Documents.cleanNames().count == 12)
    }

    @Test(arguments: try Documents.spunNames())
    func spunArticlesAreRestored(_ name: String) throws {
        let unspinner = try Self.checks.get().unspinner
        let spun = try Documents.article(name, "spun")
        let clean = try Documents.article(name, "clean")
        let (repaired, _, damage) = unspinner.explain(utf8: spun)
        #expect(damage.probability > 0.99)
        #expect(damage.profile == "a")
        let share = sharedWords(repaired, clean)
        #expect(share >= Self.leastShare)
        #expect(share > sharedWords(spun, clean) + 0.1)
        let golden = "articles/\(name).repaired.txt"
        if FixtureFolder.rewrites { try Documents.folder.write(repaired, to: golden) }
        #expect(
            try Documents.folder.text(golden) == String(decoding: repaired, as: UTF8.self),
            "where the change is for the better, run `make golden`")
    }

    @Test func onAverageTheyAreGood() throws {
        let unspinner = try Self.checks.get().unspinner
        let shares = try Documents.spunNames().map { name in
            sharedWords(unspinner.explain(utf8: try Documents.article(name, "spun")).bytes, try Documents.article(name, "clean"))
        }
        let mean = shares.reduce(0, +) / Double(shares.count)
        #expect(mean >= Self.leastMeanShare, "\(shares)")
    }

    @Test func theDemoIsRestored() throws {
        let unspinner = try Self.checks.get().unspinner
        let repaired = unspinner.explain(utf8: try Documents.folder.bytes("demo.spun.txt")).bytes
        #expect(sharedWords(repaired, try Documents.folder.bytes("demo.clean.txt")) >= Self.leastShare)
    }

    /// Words shared are counted as a person would.
    @Test func theMeasureMeasures() {
        func share(_ a: String, _ b: String) -> Double { sharedWords(Array(a.utf8), Array(b.utf8)) }
        #expect(share("one two three four", "one two three four") == 1)
        #expect(share("one three four", "one two three four") == 0.75)
        #expect(share("one 2 three four", "one two three four") == 0.75)
        #expect(share("one two three four five", "one two three four") == 0.75)
        #expect(share("", "one two") == 0)
    }
}
