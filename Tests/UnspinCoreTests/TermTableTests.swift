import Testing
import UnspinTestSupport

@testable import UnspinCore

@Suite struct TermTableTests {
    private static func source() throws -> TermTableSource {
        var source = TermTableSource(name: "b")
        try source.add(.swaps, parsing: Array("# licence: x\nprofound\tdeep\t9\nmastering\tlearning\t4\nman made\tartificial\t2\norganization\tnetwork\t5\n".utf8))
        try source.add(.terms, parsing: Array("# words: 1000000\ndeep learning\t80\ndeep neural network\t10\nartificial intelligence\t7\n".utf8))
        try source.add(.natural, parsing: Array("# words: 50000000\nprofound\t500\nprofound learning\t3\n".utf8))
        return source
    }

    private static func matches(_ text: String, _ table: TermTable) -> [(text: String, term: String, swapped: Int)] {
        let tokens = PhraseTableCompiler.tokens(of: text)
        var matches: [TermMatcher.Match] = []
        var matcher = TermMatcher()
        for index in tokens.indices { matcher.find(tokens.span, at: index, table: table, into: &matches) }
        let bytes = Array(text.utf8)
        func word(_ token: Int) -> String { FoldedText.fold(bytes[Int(tokens[token].start)..<Int(tokens[token].end)]) }
        return matches.map { match in
            let range = Int(tokens[match.tokens.lowerBound].start)..<Int(tokens[match.tokens.upperBound - 1].end)
            let term = match.words.map { part in
                switch part {
                case .kept(let token): word(token)
                case .swapped(let expected): table.text(ofExpected: expected)
                }
            }
            return (String(decoding: bytes[range], as: UTF8.self), term.joined(separator: " "), match.swapped)
        }
    }

    @Test func brokenTermsAreFound() throws {
        let table = try TermTable(compiled: TermTableCompiler.compile(Self.source()))
        #expect(table.name == "b")
        #expect(Self.matches("Of profound learning, and profound-mastering.", table).map(\.text) == ["profound learning", "profound-mastering"])
        #expect(Self.matches("profound neural organization", table).map(\.term) == ["deep neural network"])
        #expect(Self.matches("profound neural organization", table).map(\.swapped) == [2])
        #expect(Self.matches("man-made intelligence", table).map(\.term) == ["artificial intelligence"])
        #expect(Self.matches("deep learning, profound\nlearning, profound. Learning", table).isEmpty)
        #expect(Self.matches("", table).isEmpty)
    }

    /// "Deep learning" and "learning rate" make "deep learning rate", which is in no list.
    @Test func termsThatOverlapAreOne() throws {
        var source = try Self.source()
        try source.add(.terms, parsing: Array("learning rate\t9\n".utf8))
        let table = try TermTable(compiled: TermTableCompiler.compile(source))
        #expect(Self.matches("profound mastering rate", table).map(\.term).contains("deep learning rate"))
    }

    @Test func sequencesThatPeopleWriteAreCounted() throws {
        let table = try TermTable(compiled: TermTableCompiler.compile(Self.source()))
        let hash = { (text: String) in PhraseTableCompiler.hash(of: text)! }
        let natural = try #require(table.log(hash("profound learning")))
        let term = try #require(table.log(hash("deep learning")))
        #expect(natural < term)
        #expect(table.log(hash("deep mastering")) == nil)
        #expect(table.isTerm(hash("deep learning")) && !table.isTerm(hash("profound learning")))
        // Plurals of terms are terms.
        #expect(table.isTerm(hash("deep neural networks")))
    }

    @Test func rareWordsOfSwapsAreOdd() throws {
        var source = try Self.source()
        try source.add(.natural, parsing: Array("# words: 1\norganization\t90000\n".utf8))
        let table = try TermTable(compiled: TermTableCompiler.compile(source))
        let word = { (text: String) in WordHash.of(folded: text.utf8) }
        #expect(table.isOdd(word("profound")) && table.isOdd(word("mastering")) && table.mayBeOdd(word("profound")))
        #expect(!table.isOdd(word("organization")) && !table.isOdd(word("learning")))
    }

    @Test func oddWordsOfADocumentAreRead() throws {
        let table = try TermTable(compiled: TermTableCompiler.compile(Self.source()))
        var odd = OddWords()
        let tokens = PhraseTableCompiler.tokens(of: "It is profound, and the mastering is slow.")
        odd.read(tokens.span, table: table)
        #expect(odd.tokens == [2, 6])
        #expect(odd.holds(token: 6) && !odd.holds(token: 5))
        #expect(odd.mayHold(tokens[7].hash))
        odd.read(PhraseTableCompiler.tokens(of: "Deep learning.").span, table: table)
        #expect(odd.tokens.isEmpty)
    }

    @Test(arguments: [
        ("decision tree", "decision trees"), ("hypothesis", "hypotheses"), ("confusion matrix", "confusion matrices"),
        ("loss", "losses"), ("theory", "theories"), ("array", "arrays"), ("deep learning", nil), ("statistics", nil), ("big data", nil),
    ])
    func pluralsAreRegular(_ term: String, _ plural: String?) {
        #expect(EnglishPlural.of(term) == plural)
    }

    @Test func wrongRowsAreToldOf() {
        var source = TermTableSource(name: "b")
        for (kind, text) in [(TermTableSource.Kind.swaps, "a\tb\n"), (.swaps, "a\tb\t0\n"), (.terms, "a b\tmany\n"), (.natural, "\t1\n")] {
            #expect(throws: TermTableSource.ParseError.self) { try source.add(kind, parsing: Array(text.utf8)) }
        }
    }

    /// What a number of words cannot be counts for nothing.
    @Test(arguments: ["nan", "inf", "-7", "1e300", "0", "many"])
    func impossibleNumbersOfWordsAreNone(_ words: String) throws {
        var source = try Self.source()
        try source.add(.natural, parsing: Array("# words: \(words)\nlearning\t500\n".utf8))
        #expect(source.naturalWords == 50_000_000)
        try source.add(.terms, parsing: Array("# words: \(words)\ndecision tree\t20\n".utf8))
        #expect(source.terms["decision tree"] == 2)
        let table = try TermTable(compiled: TermTableCompiler.compile(source))
        #expect(Self.matches("profound learning", table).map(\.term) == ["deep learning"])
    }

    @Test func tooManyAndTooLongPhrasesAreLeftOut() throws {
        var source = try Self.source()
        let long = String(repeating: "x", count: 70_000)
        try source.add(.swaps, parsing: Array(((1...70_000).map { "profound\tword\($0)\t1\n" }.joined() + "profound\t\(long)\t99\n").utf8))
        let found = try TermTable(compiled: TermTableCompiler.compile(source)).candidates(for: "profound")
        #expect(found.count == TermTableCompiler.mostCandidates)
        #expect(found.first?.text == "deep")
    }

    /// Each word may go on as many others, and all of them make terms: what is looked at is bounded.
    @Test func pathsThatBranchAtEveryWordComeToAnEnd() throws {
        var source = TermTableSource(name: "b")
        let words = (0..<60).map { "word\($0)" }
        try source.add(.swaps, parsing: Array(words.map { "odd\t\($0)\t1\n" }.joined().utf8))
        let pairs = words.flatMap { first in words.map { "\(first) \($0)\t1\n" } }.joined()
        try source.add(.terms, parsing: Array(pairs.utf8))
        let found = Self.matches("odd odd odd odd odd odd", try TermTable(compiled: TermTableCompiler.compile(source)))
        #expect(!found.isEmpty && found.count < 100_000)
    }

    @Test func aBundleHoldsBothKinds() throws {
        let bytes = PhraseTableBundle.compile(
            [try PhraseTableSource(parsing: Array("# profile: a\nnavy\tmilitary\t2\n".utf8))], terms: [try Self.source()])
        let memory = AlignedBytes(bytes)
        let names = try withExtendedLifetime(memory) {
            (try PhraseTableBundle.open(memory.bytes).tables.map(\.name), try PhraseTableBundle.open(memory.bytes).terms.map(\.name))
        }
        #expect(names.0 == ["a"])
        #expect(names.1 == ["b"])
    }

    /// Each byte of the header and many others, changed: refused, or opened and read without a trap.
    @Test func damagedTablesAreRefusedOrReadInBounds() throws {
        let bytes = TermTableCompiler.compile(try Self.source())
        #expect(throws: ModelError.notAModel) { try TermTable(compiled: Array(repeating: 0, count: 400)) }
        for count in [0, 1, 15, 159, 160, bytes.count / 2, bytes.count - 64] {
            #expect(throws: ModelError.self) { try TermTable(compiled: Array(bytes[..<count])) }
        }
        var damaged = bytes
        damaged[8] = 99
        #expect(throws: ModelError.version(expected: 3, found: 99)) { try TermTable(compiled: damaged) }
        var random = SystemRandomNumberGenerator()
        let seed = UInt64.random(in: 0...UInt64.max, using: &random)
        var state = seed
        for round in 0..<2000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            var damaged = bytes
            damaged[round < bytes.count ? round : Int(state >> 33) % bytes.count] ^= UInt8(truncatingIfNeeded: state >> 24) | 1
            guard let table = try? TermTable(compiled: damaged) else { continue }
            for (_, _, swapped) in Self.matches("profound learning and man-made intelligence profound neural organization", table) {
                #expect(swapped > 0, "seed \(seed), round \(round)")
            }
        }
    }
}
