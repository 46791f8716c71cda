import Testing
import UnspinTestSupport

@testable import UnspinCore

/// Tables of strangers: they are cut to what work can be bounded for, or refused.
@Suite struct PhraseTableTrustTests {
    private static let rows = "navy\tmilitary\t2\ngo to\tvisit\t3\nsaid\t~\t9/1\n"

    @Test func theLikeliestOfManyHeadsAreKept() throws {
        let heads = (1...70_000).map { "navy\thead \($0)\t\($0)\n" }.joined()
        let found = try TableFixture.table(heads).candidates(for: "navy")
        #expect(found.count == PhraseTableCompiler.mostCandidates)
        // All heads are as likely to be replaced, so the ones that were seen most often come first.
        #expect(Set(found.map(\.head)).contains("head 70000"))
        #expect(!Set(found.map(\.head)).contains("head 1"))
    }

    @Test func readingsOfATokenAreBounded() throws {
        let rows = (1...12).flatMap { count in
            (1...60).map { "\(Array(repeating: "go", count: count).joined(separator: " "))\thead \(count) \($0)\t\($0)\n" }
        }
        let text = Array(repeating: "go", count: 40).joined(separator: " ")
        let (bytes, tokens) = (Array(text.utf8), tokens(of: text))
        var decoder = Decoder()
        decoder.read(
            bytes: bytes.span, tokens: tokens.span, isSpun: [Bool](repeating: true, count: 40).span, table: try TableFixture.table(rows.joined()),
            model: try TableFixture.model())
        // Each token may be kept, too.
        #expect((40 * 100...40 * (Lattice.mostArcs + 1)).contains(decoder.lattice.arcs.count))
    }

    @Test func headsThatAreTooLongAreLeftOut() throws {
        let (long, many) = (String(repeating: "x", count: 70_000), Array(repeating: "go", count: 13).joined(separator: " "))
        let table = try TableFixture.table("navy\t\(long)\t5\nnavy\t\(many)\t5\nnavy\t \t5\nnavy\tmilitary\t1\n")
        #expect(table.candidates(for: "navy").map(\.head) == ["military"])
    }

    @Test(arguments: ["-1", "nan", "inf", "1e300", "many", ""])
    func impossibleNumbersOfWordsAreRefused(_ words: String) {
        #expect(throws: PhraseTableSource.ParseError.self) {
            try PhraseTableSource(parsing: Array("# human-words: 90\n# spun-words: \(words)\nnavy\t~\t12/3\n".utf8))
        }
    }

    /// Where nobody says how many there are, or that there are none.
    @Test(arguments: ["# spun-words: 0\n", ""])
    func evidenceInNoWordsStillCounts(_ directive: String) throws {
        let source = try PhraseTableSource(parsing: Array("\(directive)# human-words: 90\nnavy\t~\t12/3\n".utf8))
        #expect(source.spunWords == 0)
        let table = try PhraseTable(compiled: PhraseTableCompiler.compile(source))
        let hash = try #require(PhraseTableCompiler.hash(of: "navy"))
        #expect(table.evidence(table.match(hash)) > 1)
    }

    /// Sections in their order, and what is written there.
    private static let damages: [(what: String, section: Int, offset: Int, bytes: [UInt8])] = [
        ("evidence of nothing", 2, 0, little(Float(1))), ("evidence that is no number", 2, 4, little(Float.nan)),
        ("infinite evidence", 2, 4, little(Float.infinity)), ("a probability above 1", 3, 0, little(Float(0.5))),
        ("a log that is no number", 3, 0, little(Float.nan)), ("more candidates than there may be", 3, 8, [0, 1]),
        ("a candidate's probability above 1", 4, 4, little(Float(3))), ("a candidate of probability 0", 4, 4, little(-Float.infinity)),
        ("a head of no tokens", 5, 12, [0, 0]), ("a head of many tokens", 5, 12, [13, 0]),
    ]

    private static func little(_ number: Float) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(little: number.bitPattern)
        return bytes
    }

    private static func section(_ number: Int, of bytes: [UInt8]) -> Range<Int> {
        func word(_ at: Int) -> Int { (0..<8).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) } }
        let (start, count) = (word(16 + number * 16), word(24 + number * 16))
        return start..<start + count
    }

    @Test(arguments: damages.indices)
    func impossibleNumbersAreRefused(_ index: Int) throws {
        let damage = Self.damages[index]
        var bytes = try TableFixture.compiled(Self.rows)
        _ = try PhraseTable(compiled: bytes)
        let start = Self.section(damage.section, of: bytes).lowerBound + damage.offset
        bytes.replaceSubrange(start..<start + damage.bytes.count, with: damage.bytes)
        let error = #expect(throws: ModelError.self, "\(damage.what)") { try PhraseTable(compiled: bytes) }
        #expect(error?.description.contains("of a phrase table") == true)
    }

    /// A look-up goes through full buckets one by one, so they may not go on and on.
    @Test func tablesWithoutRoomAreRefused() throws {
        let many = (0..<2_000).map { "word\($0)\thead\t1\n" }.joined()
        var bytes = try TableFixture.compiled(many)
        let slots = Self.section(1, of: bytes)
        for bucket in stride(from: slots.lowerBound, to: slots.upperBound, by: 32) {
            for slot in 0..<4 {
                // Marks that differ, each with the first entry.
                bytes.replaceSubrange(bucket + slot * 4..<bucket + slot * 4 + 4, with: [UInt8(slot), 1, 2, 3])
                bytes.replaceSubrange(bucket + 16 + slot * 4..<bucket + 20 + slot * 4, with: [1, 0, 0, 0])
            }
        }
        #expect(throws: ModelError.self) { try PhraseTable(compiled: bytes) }
    }
}
