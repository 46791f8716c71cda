import Testing
import UnspinTestSupport

@testable import UnspinCore

@Suite struct DecoderTests {
    private static let rows = """
        mentioned\tsaid\t20
        stated\tsaid\t20
        street\troad\t10
        not on time\tlate\t6
        time\treason\t6
        previous week\tlast week\t8
        misplaced\tlost\t5

        """

    private func restored(_ text: String, _ rows: String = rows, isSpun: (Int) -> Bool = { _ in true }) throws -> [String] {
        var decoder = Decoder(weights: .trained)
        return TableFixture.decode(text, try TableFixture.table(rows), try TableFixture.model(), decoder: &decoder, isSpun: isSpun)
            .map { "\($0.original)>\($0.head)" }
    }

    private func posterior(_ original: String, _ head: String, in text: String, _ rows: String, weights: DecoderWeights = .trained) throws -> Float {
        var decoder = Decoder(weights: weights)
        let table = try TableFixture.table(rows)
        let model = try TableFixture.model()
        _ = TableFixture.decode(text, table, model, decoder: &decoder)
        let id = table.match(try #require(PhraseTableCompiler.hash(of: original))).id
        return decoder.lattice.arcs.filter { arc in
            arc.entry == id && String(decoding: table.text(of: arc.head), as: UTF8.self) == head
        }.map(\.posterior).last ?? 0
    }

    static let cases: [(text: String, restorations: [String])] = [
        ("the minister mentioned the street would open in 1999 .", ["mentioned>said", "street>road"]),
        ("The minister Stated the match was misplaced .", ["Stated>said", "misplaced>lost"]),
        ("the match was lost previous week .", ["previous week>last week"]),
        // The longest phrase wins.
        ("the plan was dead : too not on time , too dear .", ["not on time>late"]),
        ("prices rose by 5 % , but gave no time .", ["time>reason"]),
        // Nothing that the table knows.
        ("the union doubted that nothing had changed .", []),
        // A phrase does not go on in the next paragraph.
        ("the match was lost previous\nweek .", []),
        ("", []), (" \n ", []), (".", []), ("\u{fffd}", []),
    ]

    @Test func allCasesAreThere() { #expect(Self.cases.count == 11) }

    @Test(arguments: cases.indices)
    func restores(_ index: Int) throws {
        #expect(try restored(Self.cases[index].text) == Self.cases[index].restorations)
    }

    /// A paragraph that is decoded in pieces is read as one.
    @Test func longParagraphsAreRestored() throws {
        let text = String(repeating: "the minister mentioned the street would open in 1999 . ", count: 1000)
        #expect(try restored(text) == (0..<1000).flatMap { _ in ["mentioned>said", "street>road"] })
    }

    /// A word that people hardly write is more likely the spinner's than one that they write as often.
    @Test func whatSpeaksForASpinnerIsReadAsASubstitution() throws {
        let head = "# spun-words: 100000\n# human-words: 100000\nstreet\troad\t10\n"
        let text = "the street was open ."
        let rare = try posterior("street", "road", in: text, head + "street\t~\t90/1\n")
        let common = try posterior("street", "road", in: text, head + "street\t~\t90/80\n")
        #expect(rare > common + 0.05)
        var weights = DecoderWeights.trained
        weights.evidence = 0
        #expect(try posterior("street", "road", in: text, head + "street\t~\t90/1\n", weights: weights) < rare)
    }

    /// "mentioned the" for "said the" and "mentioned" for "said" are one change: neither is probable alone, both together are.
    @Test func readingsThatComeToOneChangeAreSummed() throws {
        let rows = "mentioned\tsaid\t20\nmentioned the\tsaid the\t20\n"
        let text = "the minister mentioned the street ."
        let short = try posterior("mentioned", "said", in: text, rows)
        let long = try posterior("mentioned the", "said the", in: text, rows)
        var decoder = Decoder(weights: .trained)
        let found = TableFixture.decode(text, try TableFixture.table(rows), try TableFixture.model(), decoder: &decoder)
        #expect(found.count == 1)
        #expect(found.first?.head == (short > long ? "said" : "said the"))
        #expect(abs((found.first?.posterior ?? 0) - (short + long)) < 1e-4)
        #expect(min(short, long) > 0.01)
    }

    static let untouchable = [
        "the well-mentioned minister", "the mentioned-about minister", "the minister MENTIONED it", "a street-wide strike",
        "the STREET would open", "MENTIONED",
    ]

    @Test func allUntouchableAreThere() { #expect(Self.untouchable.count == 6) }

    @Test(arguments: untouchable)
    func leavesHyphensAndCapitals(_ text: String) throws { #expect(try restored(text) == []) }

    @Test func onlySpunTokensAreTouched() throws {
        let text = "the minister mentioned the street would open . the union mentioned nothing had changed ."
        #expect(try restored(text) == ["mentioned>said", "street>road", "mentioned>said"])
        #expect(try restored(text, isSpun: { _ in false }) == [])
        #expect(try restored(text, isSpun: { $0 < 4 }) == ["mentioned>said"])
        #expect(try restored(text, isSpun: { $0 >= 4 }) == ["street>road", "mentioned>said"])
        // A phrase that is spun in part is not touched.
        #expect(try restored("the match was lost previous week .", isSpun: { $0 != 5 }) == [])
    }

    /// A head is never left by the spinner, so what reads as one was something else.
    @Test func aHeadThatStandsCosts() throws {
        let text = "a new law was needed ."
        let without = try posterior("law", "plan", in: text, "law\tplan\t5\n", weights: Self.strict)
        let with = try posterior("law", "plan", in: text, "law\tplan\t5\nrule\tlaw\t50\n", weights: Self.strict)
        #expect(with > without)
        // Less so where it was seen to stand.
        let standing = try posterior("law", "plan", in: text, "law\tplan\t5\nrule\tlaw\t50\nlaw\t=\t400\n", weights: Self.strict)
        #expect(standing < with)
    }

    /// Takes for granted that the spinner leaves no head.
    private static let strict = {
        var weights = DecoderWeights.trained
        weights.standing = 0.01
        return weights
    }()

    /// Two readings side by side must not make a head of several words.
    @Test func aHeadThatIsPutTogetherCosts() throws {
        let text = "the match was lost final week ."
        let without = try posterior("final", "last", in: text, "final\tlast\t5\n", weights: Self.strict)
        let with = try posterior("final", "last", in: text, "final\tlast\t5\nweek before\tlast week\t50\n", weights: Self.strict)
        #expect(without > 0.5)
        #expect(with < without)
    }

    /// A substitution that is as long as the head makes it, and costs nothing.
    @Test func aHeadThatIsRestoredCostsNothing() throws {
        let one = try posterior("week before", "last week", in: "the match was lost week before .", "week before\tlast week\t50\n")
        #expect(one > 0.9)
    }

    /// One head becomes one variant in a document: other uses speak against this one.
    @Test func aDocumentHasHabits() throws {
        let rows = "claimed\tsaid\t10\nclaimed\tdenied\t10\nstated\tsaid\t10\n"
        let stated = "the minister stated the match was lost .\nthe union stated nothing had changed .\nthe mayor stated snow was likely .\n"
        let last = "the court claimed nothing had changed ."
        var free = DecoderWeights.trained
        free.document = 0
        let alone = try posterior("claimed", "said", in: last, rows)
        let after = try posterior("claimed", "said", in: stated + last, rows)
        let freely = try posterior("claimed", "said", in: stated + last, rows, weights: free)
        #expect(after < alone)
        #expect(after < freely)
        // And for it, where it is the document's own variant.
        let claimed = stated.split(separator: "stated", omittingEmptySubsequences: false).joined(separator: "claimed")
        #expect(try posterior("claimed", "said", in: claimed + last, rows) > after)
    }

    @Test func posteriorsAreProbabilities() throws {
        let table = try TableFixture.table(Self.rows + "claimed\tsaid\t10\nclaimed\tdenied\t10\nlaw\tplan\t5\nrule\tlaw\t50\n")
        let model = try TableFixture.model()
        let words = ["the", "minister", "mentioned", "stated", "street", "not", "on", "time", "previous", "week", "claimed", "law", ".", "\n", "a", "The", "misplaced", "-", "5"]
        var decoder = Decoder(weights: .trained)
        let seed: UInt64 = 11
        var random = SeededGenerator(seed: seed)
        for round in 0..<300 {
            let text = (0..<Int.random(in: 1...60, using: &random)).map { _ in words.randomElement(using: &random)! }.joined(separator: " ")
            let found = TableFixture.decode(text, table, model, decoder: &decoder)
            for restoration in found {
                #expect((0...1.001).contains(restoration.posterior), "seed \(seed), round \(round): \(restoration)")
            }
            // The readings of one place share what there is.
            for arc in decoder.lattice.arcs { #expect((0...1.001).contains(arc.posterior), "seed \(seed), round \(round)") }
        }
    }

    /// Scratch is kept between documents and must not show.
    @Test func aUsedDecoderIsAsGoodAsNew() throws {
        let table = try TableFixture.table(Self.rows)
        let model = try TableFixture.model()
        var used = Decoder(weights: .trained)
        for (text, restorations) in Self.cases + Self.cases.reversed() {
            #expect(TableFixture.decode(text, table, model, decoder: &used).map { "\($0.original)>\($0.head)" } == restorations)
        }
    }

    /// What is kept of one table's heads must not show with another, nor that of one model with another.
    @Test func aUsedDecoderTakesOtherTablesAndModels() throws {
        let text = "the minister mentioned the street would open in 1999 ."
        let tables = [try TableFixture.table(Self.rows), try TableFixture.table("mentioned\tspoke of\t9\nstreet\troad\t3\n")]
        let models = [try TableFixture.model(3), try TableFixture.model(2)]
        var used = Decoder(weights: .trained)
        for (table, model) in [(0, 0), (1, 0), (0, 1), (1, 1), (0, 0)] {
            var fresh = Decoder(weights: .trained)
            let expected = TableFixture.decode(text, tables[table], models[model], decoder: &fresh)
            let found = TableFixture.decode(text, tables[table], models[model], decoder: &used)
            #expect(found.map { "\($0.original)>\($0.head)" } == expected.map { "\($0.original)>\($0.head)" })
            #expect(used.lattice.arcs.map(\.posterior) == fresh.lattice.arcs.map(\.posterior))
        }
    }

    @Test func restorationsAscend() throws {
        let table = try TableFixture.table(Self.rows)
        let text = String(repeating: "the minister mentioned the street would open not on time . ", count: 40)
        let tokens = tokens(of: text)
        var decoder = Decoder(weights: .trained)
        let restorations = TableFixture.restorations(
            text, tokens, tokens.map { _ in true }, table, try TableFixture.model(), &decoder)
        #expect(restorations.count >= 80)
        var at = 0
        for restoration in restorations {
            #expect(restoration.tokens.lowerBound >= at && !restoration.tokens.isEmpty)
            at = restoration.tokens.upperBound
        }
        #expect(at <= tokens.count)
    }
}
