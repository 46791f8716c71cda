import Testing
import UnspinTestSupport

@testable import UnspinCore

@Suite struct EchoMatcherTests {
    private static func table() throws -> TermTable {
        var source = TermTableSource(name: "b")
        let swaps = """
            profound\tdeep\t9
            getting to know\tlearning\t2
            set of rules\talgorithm\t2
            capacity\tfunction\t5
            woodlands\tforests\t3
            irregular\trandom\t3
            emotionally supportive network\tsupport system\t1
            relapse\tregression\t4
            expectation\tprediction\t4

            """
        try source.add(.swaps, parsing: Array(swaps.utf8))
        try source.add(.terms, parsing: Array("# words: 1000000\ndeep learning\t80\n".utf8))
        // Half of a million words are among the commonest.
        let natural = "# words: 50000000\nand\t500000\nof\t900000\nthe\t2000000\ncapacity\t20000\nfunction\t20000\nset\t20000\nrules\t20000\n"
        try source.add(.natural, parsing: Array(natural.utf8))
        try source.add(.varied, parsing: Array("capacity\tfunction\t3\nalgorithm\tset of rules\t1\n".utf8))
        return try TermTable(compiled: TermTableCompiler.compile(source))
    }

    /// The echoes of a text, as what stands there and what the parts of the term are.
    private static func echoes(_ text: String, commonWords: Bool = true) throws -> Set<String> {
        let table = try table()
        let bytes = Array(text.utf8)
        let tokens = PhraseTableCompiler.tokens(of: text)
        var odd = OddWords()
        odd.read(tokens.span, table: table)
        var matcher = EchoMatcher()
        var matches: [EchoMatcher.Match] = []
        matcher.find(bytes.span, tokens.span, odd: odd, readsCommonWords: commonWords, table: table, into: &matches)
        return Set(matches.map { match in
            let words = match.words.map { part in
                switch part {
                case .kept(let token): String(decoding: bytes[Int(tokens[token].start)..<Int(tokens[token].end)], as: UTF8.self)
                case .swapped(let expected): table.text(ofExpected: expected)
                }
            }
            let range = Int(tokens[match.tokens.lowerBound].start)..<Int(tokens[match.tokens.upperBound - 1].end)
            return String(decoding: bytes[range], as: UTF8.self) + " > " + words.joined(separator: " ")
        })
    }

    @Test(arguments: [
        ("A sigmoid capacity. The sigmoid function.", "sigmoid capacity > sigmoid function"),
        ("Profound getting to know. So deep learning is.", "Profound getting to know > deep learning"),
        ("The genetic set of rules. A genetic algorithm.", "genetic set of rules > genetic algorithm"),
        ("A clinical emotionally supportive network. The clinical support system.", "clinical emotionally supportive network > clinical support system"),
        // Either number may stand elsewhere.
        ("The irregular woodlands. A random forest.", "irregular woodlands > random forests"),
        ("The sigmoid capacity layers. A sigmoid function layer.", "sigmoid capacity layers > sigmoid function layers"),
        // Small words join a term, and end none.
        ("The relapse and expectation. For regression and prediction.", "relapse and expectation > regression and prediction"),
        ("Of the profound models and sets. Of the deep models and all.", "profound models > deep models"),
        ("A tanh-capacity. The tanh function.", "tanh-capacity > tanh function"),
    ])
    func partsAreAligned(_ text: String, _ echo: String) throws {
        #expect(try Self.echoes(text) == [echo])
    }

    @Test(arguments: [
        "A sigmoid capacity. The logistic function.", "Sigmoid capacity; a capacity of sigmoid.", "The capacity. The function.",
        "A sigmoid, capacity. The sigmoid function.", "Of the profound. Of the deep.", "",
    ])
    func whatStandsNowhereElseIsNoEcho(_ text: String) throws {
        #expect(try Self.echoes(text).isEmpty)
    }

    @Test func commonWordsAreReadWhereAsked() throws {
        let text = "A sigmoid capacity. The sigmoid function. Profound nets. All deep nets."
        #expect(try Self.echoes(text, commonWords: false) == ["Profound nets > deep nets"])
        #expect(try Self.echoes(text) == ["Profound nets > deep nets", "sigmoid capacity > sigmoid function"])
    }

    /// Documents in which people vary count, whatever the order of the two.
    @Test func whatPeopleVaryIsKnown() throws {
        var source = TermTableSource(name: "b")
        try source.add(.swaps, parsing: Array("set of rules\talgorithm\t2\nman-made\tartificial\t2\nnew\tnovel\t1\n".utf8))
        try source.add(.varied, parsing: Array("algorithm\tset of rules\t1\nartificial\tman made\t2\nset of rules\talgorithm\t4\n".utf8))
        #expect(source.varied("set of rules", "algorithm") == 5)
        #expect(source.varied("man-made", "artificial") == 2)
        #expect(source.varied("new", "novel") == 0)
        #expect(throws: TermTableSource.ParseError.self) { try source.add(.varied, parsing: Array("a\tb\n".utf8)) }
    }

    @Test(arguments: [
        ("forest", "forests"), ("forests", "forest"), ("theories", "theory"), ("losses", "loss"), ("decision tree", "decision trees"),
        ("analysis", "analyses"), ("statistics", nil),
    ])
    func theOtherNumberIsRegular(_ phrase: String, _ other: String?) {
        #expect(EnglishPlural.otherNumber(of: phrase) == other)
    }
}
