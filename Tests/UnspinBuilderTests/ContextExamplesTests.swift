import Testing
import UnspinBuilder
import UnspinTestSupport

@testable import UnspinCore

struct ContextExamplesTests {
    /// Reads a little-endian number of a record.
    private func number(_ bytes: [UInt8], _ offset: Int) -> UInt32 { (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << (8 * UInt32($1)) } }

    @Test func recordsHoldThePlaceAndTheTruth() throws {
        let rows = "# profile: small\nbank\tshore\t50\nbank\tlender\t50\n"
        let table = try PhraseTable(compiled: PhraseTableCompiler.compile(try PhraseTableSource(parsing: Array(rows.utf8))))
        let model = try LanguageModel.open(path: FixtureFolder.packageRoot() + "/Tests/UnspinCoreTests/Fixtures/language-model-3.bin")
        let text = "zqriver Bank 12"
        let (bytes, tokens) = (Array(text.utf8), tokens(of: text))
        var examples = ContextExamples(table: table, model: model)
        let lender = try #require(PhraseTableCompiler.hash(of: "lender"))
        examples.add(bytes: bytes.span, tokens: tokens.span, substitutions: [(1..<2, lender)])
        let record = examples.bytes
        #expect(record.count == ContextExamples.recordBytes)
        #expect(record[1] == 3)
        #expect(record[2] == Token.Case.capitalized.rawValue)
        #expect(number(record, 4) == ContextModel.key(of: tokens[0]))
        #expect(number(record, 8) == 0)
        #expect(number(record, 4 + 4 * ContextExamples.side) == ContextModel.key(of: tokens[2]))
        let readings = 4 + 8 * ContextExamples.side
        #expect(number(record, readings) == ContextModel.key(ofPhrase: PhraseHash.of(tokens.span, 1..<2)))
        let right = Int(record[0])
        #expect(right > 0)
        #expect(number(record, readings + 8 * right) == ContextModel.key(ofPhrase: lender))
        let posteriors = (0..<3).map { Float(bitPattern: number(record, readings + 8 * $0 + 4)) }
        #expect(abs(posteriors.reduce(0, +) - 1) < 0.01)
        // Not replaced, or not by what the table knows: what stands there is right.
        for substitutions in [[], [(1..<2, UInt64(1))], [(0..<2, lender)]] as [[(Range<Int>, UInt64)]] {
            examples.bytes = []
            examples.add(bytes: bytes.span, tokens: tokens.span, substitutions: substitutions.map { (tokens: $0.0, original: $0.1) })
            #expect(examples.bytes.first == 0)
        }
    }
}
