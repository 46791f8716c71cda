import Testing
import UnspinTestSupport

@testable import UnspinCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@Suite struct PhraseTableTests {
    private let rows = """
        # spun-words: 1000
        # human-words: 1000
        go to\tvisit\t6
        go to the shops\tbuy\t2
        tour\tvisit\t2
        navy\tmilitary\t9
        navy\tnavy\t5
        fort\tfour\t1
        fort\tcastle\t3
        visit\t=\t4
        castle\t=\t400
        navy\t~\t90/3
        said\t~\t2/80
        up till now\t~\t7/0

        """

    private func match(_ phrase: String, _ table: PhraseTable) -> PhraseTable.Match? {
        PhraseTableCompiler.hash(of: phrase).map(table.match).flatMap { $0.isKnown ? $0 : nil }
    }

    private func entry(_ phrase: String, _ table: PhraseTable) -> PhraseTable.Entry? { match(phrase, table).map { table.entry($0.id) } }

    private func evidence(_ phrase: String, _ table: PhraseTable) -> Float? { match(phrase, table).map(table.evidence) }

    @Test func candidatesAreTheHeads() throws {
        let table = try TableFixture.table(rows)
        #expect(table.name == "small")
        #expect(table.candidates(for: "go to").map(\.head) == ["visit"])
        #expect(Set(table.candidates(for: "fort").map(\.head)) == ["four", "castle"])
        // A phrase is no variant of itself.
        #expect(table.candidates(for: "navy").map(\.head) == ["military"])
        for phrase in ["", " ", "go", "visit", "unheard of", "go to the"] { #expect(table.candidates(for: phrase).isEmpty, "\(phrase)") }
        #expect(table.headCount == 5)
    }

    @Test func candidatesAreFoundHoweverTheyAreWritten() throws {
        let table = try TableFixture.table("don't go\tstay\t1\nétat\tstate\t1\n")
        for phrase in ["don't go", "Don’t  Go", "DON'T\tGO"] { #expect(table.candidates(for: phrase).map(\.head) == ["stay"], "\(phrase)") }
        #expect(table.candidates(for: "ÉTAT").map(\.head) == ["state"])
    }

    @Test func headsKeepTheirSpelling() throws {
        let table = try TableFixture.table("sabbath\tSunday\t3\ntelly\tTV\t1\n")
        #expect(table.candidates(for: "sabbath").map(\.head) == ["Sunday"])
        #expect(table.candidates(for: "telly").map(\.head) == ["TV"])
    }

    /// P(variant | head) follows the counts, and all that can become of a head is at most 1.
    @Test func probabilitiesFollowTheCounts() throws {
        let table = try TableFixture.table(rows)
        let visit = try #require(table.candidates(for: "go to").first).log
        let tour = try #require(table.candidates(for: "tour").first).log
        #expect(abs(exp(visit - tour) - 3) < 1e-4)
        #expect(visit < 0 && tour < 0)
        #expect(exp(visit) + exp(tour) < 1)
        // Seen more often, a substitution is surer; left standing, it is less so.
        let military = try #require(table.candidates(for: "navy").first).log
        let castle = try #require(table.candidates(for: "fort").first { $0.head == "castle" }).log
        #expect(military > visit)
        #expect(castle < -4)
    }

    @Test func standingHeadsCost() throws {
        let table = try TableFixture.table(rows)
        let military = try #require(entry("military", table))
        let visit = try #require(entry("visit", table))
        let castle = try #require(entry("castle", table))
        #expect(military.keptLog < visit.keptLog)
        #expect(visit.keptLog < castle.keptLog)
        #expect(castle.keptLog < 0)
        #expect(try #require(entry("go to", table)).keptLog == 0)
    }

    @Test func evidenceSpeaksForBothSides() throws {
        let table = try TableFixture.table(rows)
        #expect(try #require(evidence("navy", table)) > 1)
        #expect(try #require(evidence("said", table)) < -1)
        #expect(try #require(evidence("fort", table)) == 0)
    }

    @Test func evidenceIsHeldAgainstTheSizesOfTheTexts() throws {
        let text = "navy\t~\t50/50\n"
        let even = try TableFixture.table("# spun-words: 100\n# human-words: 100\n" + text)
        let rare = try TableFixture.table("# spun-words: 1000\n# human-words: 100\n" + text)
        #expect(try #require(evidence("navy", even)) == 0)
        #expect(try #require(evidence("navy", rare)) < -1)
    }

    @Test func beginningsAreMarked() throws {
        let table = try TableFixture.table(rows)
        for (phrase, isPrefix, isWhole) in [
            ("go", true, false), ("go to", true, true), ("go to the", true, false), ("go to the shops", false, true), ("navy", false, true),
            ("up", true, false), ("up till now", false, true),
        ] {
            let match = try #require(self.match(phrase, table), "\(phrase)")
            #expect(match.isPrefix == isPrefix, "\(phrase)")
            #expect(match.isWhole == isWhole, "\(phrase)")
        }
        #expect(match("shops", table) == nil)
        #expect(try #require(match("go to", table)).hasCandidates)
        #expect(!(try #require(match("visit", table)).hasCandidates))
    }

    @Test func theLongestPhraseCounts() throws {
        let table = try TableFixture.table("# spun-words: 9\n# human-words: 9\nup\t~\t0/50\nup till now\t~\t50/0\n")
        func longest(_ text: String, limit: Int? = nil) -> (evidence: Float, end: Int) {
            let tokens = tokens(of: text)
            let (match, end) = table.longest(tokens.span, from: 0, limit: limit ?? tokens.count)
            return (table.evidence(match), end)
        }
        #expect(longest("Up till now.").evidence > 1)
        #expect(longest("Up till now.").end == 3)
        #expect(longest("up till dawn").evidence < -1)
        #expect(longest("up till dawn").end == 1)
        #expect(longest("up till\nnow").end == 1)
        #expect(longest("up till now", limit: 2).end == 1)
        #expect(longest("till now").evidence == 0)
        #expect(longest("till now").end == 1)
    }

    /// Buckets run over and filters fill up in a table of many phrases that are alike.
    @Test func noPhraseOfManyIsLost() throws {
        let phrases = (0..<3000).map { "w\($0 % 97) x\($0 % 89) y\($0)" } + (0..<3000).map { "z\($0)" }
        let table = try TableFixture.table(phrases.map { "\($0)\thead\t1\n" }.joined())
        for phrase in phrases { #expect(table.candidates(for: phrase).map(\.head) == ["head"]) }
        for phrase in phrases {
            let tokens = tokens(of: phrase)
            let (match, end) = table.longest(tokens.span, from: 0, limit: tokens.count)
            #expect(match.hasCandidates && end == tokens.count)
        }
        for number in 3000..<6000 { #expect(table.candidates(for: "z\(number)").isEmpty) }
    }

    @Test func phrasesThatAreTooLongAreLeftOut() throws {
        let long = Array(repeating: "very", count: PhraseTableCompiler.longestPhrase + 1).joined(separator: " ")
        let table = try TableFixture.table("\(long)\tvisit\t1\n \tvisit\t1\nnavy\tmilitary\t1\n")
        #expect(table.candidates(for: long).isEmpty)
        #expect(table.candidates(for: "navy").map(\.head) == ["military"])
        #expect(PhraseTableCompiler.hash(of: long) == nil)
        #expect(PhraseTableCompiler.hash(of: "") == nil)
        #expect(PhraseTableCompiler.hash(of: "very very") != nil)
    }

    @Test func anEmptyTableKnowsNothing() throws {
        let table = try TableFixture.table("")
        #expect(table.entryCount == 0 && table.headCount == 0)
        #expect(table.candidates(for: "navy").isEmpty)
    }

    @Test func compilingIsReproducible() throws {
        #expect(try TableFixture.compiled(rows) == TableFixture.compiled(rows))
        let backwards = rows.split(separator: "\n").reversed().joined(separator: "\n")
        #expect(try TableFixture.compiled(rows) == TableFixture.compiled(backwards))
    }

    // MARK: Damage

    /// Opens the bytes and follows everything in them.
    private func probe(_ bytes: [UInt8]) throws {
        let table = try PhraseTable(compiled: bytes)
        for phrase in ["go to", "go to the shops", "tour", "navy", "fort", "said", "visit", "nothing"] { _ = table.candidates(for: phrase) }
        var decoder = Decoder()
        let text = "They said a Navy fort was a go to to go to the shops on monday . Tour up till now .\nNavy said fort"
        for restoration in TableFixture.decode(text, table, try TableFixture.model(2), decoder: &decoder) {
            #expect(!restoration.original.isEmpty)
        }
        let tokens = tokens(of: text)
        for index in tokens.indices {
            let (match, end) = table.longest(tokens.span, from: index, limit: tokens.count)
            _ = table.evidence(match)
            #expect(end > index && end <= tokens.count)
        }
    }

    @Test func soundBytesArePerused() throws { try probe(try TableFixture.compiled(rows)) }

    @Test func wrongHeadersAreNamed() throws {
        let bytes = try TableFixture.compiled(rows)
        func open(_ change: (inout [UInt8]) -> Void) throws {
            var bytes = bytes
            change(&bytes)
            _ = try PhraseTable(compiled: bytes)
        }
        for index in 0..<8 { #expect(throws: ModelError.notAModel) { try open { $0[index] ^= 0x20 } } }
        for index in 8..<12 {
            #expect { try open { $0[index] ^= 0x40 } } throws: {
                if case ModelError.version = $0 { true } else { false }
            }
        }
        for index in 12..<16 { #expect(throws: ModelError.corrupt("section count")) { try open { $0[index] ^= 0x10 } } }
        #expect(throws: ModelError.self) { try open { $0 = [] } }
        #expect(throws: ModelError.self) { try open { $0 = Array($0[..<100]) } }
        // The last sections are gone: the header promises more than is there.
        #expect(throws: ModelError.self) { try open { $0.removeLast(64) } }
        #expect(throws: ModelError.self) { try open { $0 = Array($0[..<($0.count / 2)]) } }
    }

    /// Offsets that are odd and places or sizes beyond the end, for each section.
    @Test func sectionsAreHeldAgainstTheFile() throws {
        let bytes = try TableFixture.compiled(rows)
        let sections = Int(bytes[12])
        #expect(sections > 3)
        for section in 0..<sections {
            for (at, bit) in [(0, 0), (0, 5), (2, 7), (3, 7), (7, 7), (10, 7), (12, 0), (15, 7)] {
                var damaged = bytes
                damaged[16 + section * 16 + at] ^= 1 << UInt8(bit)
                #expect(throws: ModelError.self, "section \(section), byte \(at), bit \(bit)") { try PhraseTable(compiled: damaged) }
            }
        }
    }

    /// Sections that were moved, empty, to the very end. Only the name, the first one, can be missed.
    private func missed(_ bytes: [UInt8]) -> [Int] {
        (1..<Int(bytes[12])).filter { section in
            var damaged = bytes
            for index in 0..<8 {
                damaged[16 + section * 16 + index] = UInt8(truncatingIfNeeded: bytes.count >> (index * 8))
                damaged[24 + section * 16 + index] = 0
            }
            let wasEmpty = bytes[(24 + section * 16)..<(32 + section * 16)].allSatisfy { $0 == 0 }
            return !wasEmpty && (try? PhraseTable(compiled: damaged)) != nil
        }
    }

    @Test func missingSectionsAreNoticed() throws {
        #expect(missed(try TableFixture.compiled(rows)) == [])
        // Without entries, a slot may still name the first one.
        let one = missed(try TableFixture.compiled("navy\t~\t9/1\n"))
        #expect(one == [])
    }

    /// Any bit of the header: refused, or read without a step out of bounds.
    @Test func noBitOfTheHeaderCrashes() throws {
        let bytes = try TableFixture.compiled(rows)
        var refused = 0
        let bits = (16 + Int(bytes[12]) * 16) * 8
        for bit in 0..<bits {
            var damaged = bytes
            damaged[bit / 8] ^= 1 << UInt8(bit % 8)
            do { try probe(damaged) } catch is ModelError { refused += 1 }
        }
        #expect(refused > bits * 3 / 4)
    }

    @Test(arguments: 1...60 as ClosedRange<UInt64>)
    func randomDamageNeverCrashes(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let bytes = try TableFixture.compiled(rows)
        for _ in 0..<20 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...40, using: &random) {
                damaged[Int.random(in: 16..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if Bool.random(using: &random) { damaged.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
            do { try probe(damaged) } catch is ModelError {}
        }
    }

    /// Whole sections of noise behind a sound header.
    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func noiseNeverCrashes(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var bytes = try TableFixture.compiled(rows)
        let first = 16 + Int(bytes[12]) * 16
        for index in first..<bytes.count { bytes[index] = UInt8.random(in: 0...255, using: &random) }
        do { try probe(bytes) } catch is ModelError {}
    }
}
