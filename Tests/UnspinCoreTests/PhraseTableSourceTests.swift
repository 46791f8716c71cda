import Testing
import UnspinCore
import UnspinTestSupport

@Suite struct PhraseTableSourceTests {
    private static func source(_ text: String) throws -> PhraseTableSource { try PhraseTableSource(parsing: Array(text.utf8)) }

    private let sample = """
        # profile: a
        # origin: written here: by hand
        # licence: Apache-2.0
        # spun-words: 100
        # human-words: 90
        # A remark with capitals: none of the directives
        go to\tvisit\t2.5
        navy\tmilitary\t3
        navy\t~\t12/3
        visit\t=\t4

        """

    @Test func rowsAndDirectivesAreRead() throws {
        let source = try Self.source(sample)
        #expect(source.directives["profile"] == "a")
        #expect(source.directives["origin"] == "written here: by hand")
        #expect(source.directives.count == 5)
        #expect(source.spunWords == 100)
        #expect(source.humanWords == 90)
        #expect(source.substitutions == [.init(variant: "go to", head: "visit"): 2.5, .init(variant: "navy", head: "military"): 3])
        #expect(source.kept == ["visit": 4])
        #expect(source.evidence.count == 1)
        #expect(source.evidence["navy"]?.spun == 12)
        #expect(source.evidence["navy"]?.human == 3)
    }

    @Test func nothingIsASource() throws {
        let source = try Self.source("")
        #expect(source.directives.isEmpty && source.rows().isEmpty && source.text().isEmpty)
        #expect(source.spunWords == 0 && source.humanWords == 0)
    }

    @Test func repeatedRowsAddUp() throws {
        let source = try Self.source("navy\tmilitary\t1\nnavy\tmilitary\t2\nnavy\t~\t1/0\nnavy\t~\t2/5\nx\t=\t1\nx\t=\t1\n")
        #expect(source.rows() == ["navy\tmilitary\t3", "navy\t~\t3/5", "x\t=\t2"])
    }

    static let errors: [(text: String, line: Int, message: String)] = [
        ("navy", 1, "three columns"),
        ("navy\tmilitary", 1, "three columns"),
        ("# profile: a\n\nnavy\tmilitary\t1\tmore", 3, "three columns"),
        ("\tmilitary\t1", 1, "three columns"),
        ("navy\t\t1", 1, "three columns"),
        ("navy\tmilitary\t", 1, "above 0"),
        ("a\tb\t1\nnavy\tmilitary\tmany", 2, "many"),
        ("navy\tmilitary\t0", 1, "above 0"),
        ("navy\tmilitary\t-3", 1, "above 0"),
        ("navy\tmilitary\tnan", 1, "above 0"),
        ("navy\tmilitary\tinf", 1, "above 0"),
        ("navy\tmilitary\t1\r", 1, "above 0"),
        ("visit\t=\t0", 1, "above 0"),
        ("navy\t~\t5", 1, "two counts"),
        ("navy\t~\t1/2/3", 1, "two counts"),
        ("navy\t~\t-1/2", 1, "two counts"),
        ("navy\t~\tone/2", 1, "two counts"),
        ("navy\t~\tnan/2", 1, "two counts"),
        ("navy\tmilitary\t1e-300", 1, "above 0"),
        ("\n# weight: nan\n", 2, "the weight (# weight) must be a number, above 0, not “nan”"),
        ("# weight: -3\n", 1, "not “-3”"),
        ("# weight: 1e300\n", 1, "not “1e300”"),
        ("# weight: many\n", 1, "not “many”"),
        ("# profile: x\n# kept: often\n", 2, "how often heads are kept (# kept) must be a number, above 0"),
        ("# kept: 0\n", 1, "without the line, it is not known, not “0”"),
        ("# kept:\n", 1, "not “”"),
        ("# spun-words: -1\n", 1, "(# spun-words) must be a number, 0 or more, not “-1”"),
        ("# spun-words: 0\n# human-words: inf\n", 2, "(# human-words) must be a number, 0 or more, not “inf”"),
    ]

    @Test func allErrorsAreThere() { #expect(Self.errors.count == 28) }

    @Test(arguments: errors.indices)
    func errorsNameTheLine(_ index: Int) throws {
        let (text, line, message) = Self.errors[index]
        let error = #expect(throws: PhraseTableSource.ParseError.self) { try Self.source(text) }
        #expect(error?.line == line)
        #expect(error?.description.contains(message) == true, "\(String(describing: error))")
        #expect(error?.description.hasPrefix("line \(line): ") == true)
    }

    @Test func mergingAddsCounts() throws {
        var source = try Self.source(sample)
        source.merge(try Self.source("# profile: b\n# weight: 2\n# spun-words: 10\nnavy\tmilitary\t1\nships\tnavy\t7\nnavy\t~\t1/1\nvisit\t=\t1\n"))
        #expect(source.substitutions[.init(variant: "navy", head: "military")] == 4)
        #expect(source.substitutions[.init(variant: "ships", head: "navy")] == 7)
        #expect(source.evidence["navy"]?.spun == 13)
        #expect(source.evidence["navy"]?.human == 4)
        #expect(source.kept["visit"] == 5)
        #expect(source.spunWords == 110)
        #expect(source.humanWords == 90)
        #expect(source.directives["profile"] == "a")
    }

    @Test func headsAreKeptAsTheTableSays() throws {
        let source = try Self.source("# kept: 0.5\n# weight: 2\nnavy\tmilitary\t3\nforces\tmilitary\t1\ngo to\tvisit\t2\nvisit\t=\t7\n").weighted()
        #expect(source.kept == ["military": 4, "visit": 7])
        #expect(source.directives["kept"] == nil)
        #expect(source.weighted().kept == source.kept)
    }

    @Test func weightsScaleSubstitutionsAlone() throws {
        let source = try Self.source("# weight: 0.1\nnavy\tmilitary\t3\nvisit\t=\t4\nnavy\t~\t12/3\n").weighted()
        #expect(abs(source.substitutions.values.first! - 0.3) < 1e-12)
        #expect(source.kept["visit"] == 4)
        #expect(source.evidence["navy"]?.spun == 12)
        #expect(source.directives["weight"] == nil)
        #expect(source.weighted().substitutions == source.substitutions)
    }

    @Test func weightedCountsAreWrittenHoweverLargeTheyAre() throws {
        let source = try Self.source("# weight: 1e11\nnavy\tmilitary\t1e11\n").weighted()
        #expect(source.rows() == ["navy\tmilitary\t1e+22"])
    }

    @Test func theTextFormIsCanonical() throws {
        let source = try Self.source(sample)
        let text = String(decoding: source.text(), as: UTF8.self)
        // The remark goes, the rest is written as it was: directives in their order, rows sorted by bytes.
        #expect(text == sample.split(separator: "\n").filter { !$0.contains("remark") }.map { $0 + "\n" }.joined())
        #expect(try Self.source(text).text() == source.text())
        let shuffled = try Self.source(text.split(separator: "\n").reversed().joined(separator: "\n"))
        #expect(shuffled.text() == source.text())
    }

    @Test func rowsAreSortedByBytes() throws {
        let source = try Self.source("é\tx\t1\nz\tx\t1\na b\tx\t1\na\tx\t1\na-b\tx\t1\n")
        let rows = source.rows()
        #expect(rows.map { String($0.split(separator: "\t")[0]) } == ["a", "a b", "a-b", "z", "é"])
    }

    /// Random tables: what is written is read as the same.
    @Test func whatIsWrittenIsReadAgain() throws {
        let seed: UInt64 = 7
        var random = SeededGenerator(seed: seed)
        let words = ["go", "to", "visit", "navy", "é", "$4", "it's", "10th", "-"]
        for round in 0..<200 {
            var source = PhraseTableSource()
            source.directives = ["profile": "r\(round)", "licence": "Apache-2.0"]
            func phrase() -> String {
                (0..<Int.random(in: 1...3, using: &random)).map { _ in words.randomElement(using: &random)! }.joined(separator: " ")
            }
            for _ in 0..<Int.random(in: 0...20, using: &random) {
                let count = Double(Int.random(in: 1...4000, using: &random)) / 8
                switch Int.random(in: 0..<3, using: &random) {
                case 0: source.substitutions[.init(variant: phrase(), head: phrase())] = count
                case 1: source.kept[phrase()] = count
                default: source.evidence[phrase()] = .init(spun: count, human: Double(Int.random(in: 0...9, using: &random)))
                }
            }
            let again = try PhraseTableSource(parsing: source.text())
            #expect(again.text() == source.text(), "seed \(seed), round \(round)")
            #expect(again.substitutions == source.substitutions, "seed \(seed), round \(round)")
            #expect(again.kept == source.kept, "seed \(seed), round \(round)")
        }
    }
}
