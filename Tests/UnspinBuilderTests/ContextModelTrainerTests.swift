import Testing
import UnspinBuilder
import UnspinTestSupport

@testable import UnspinCore

struct ContextModelTrainerTests {
    /// "bank" was "shore" near a river and "lender" near money; nothing else tells, for the language model knows none of the words.
    @Test func contextTellsReadingsApart() throws {
        let rows = "# profile: small\nbank\tshore\t50\nbank\tlender\t50\n"
        let table = try PhraseTable(compiled: PhraseTableCompiler.compile(try PhraseTableSource(parsing: Array(rows.utf8))))
        let model = try LanguageModel.open(path: FixtureFolder.packageRoot() + "/Tests/UnspinCoreTests/Fixtures/language-model-3.bin")
        func restored(_ text: String, _ context: ContextModel?) -> [String] {
            let (bytes, tokens) = (Array(text.utf8), tokens(of: text))
            let isSpun = [Bool](repeating: true, count: tokens.count)
            var decoder = Decoder()
            decoder.context = context
            var restorations: [Decoder.Restoration] = []
            decoder.decode(bytes: bytes.span, tokens: tokens.span, isSpun: isSpun.span, table: table, model: model, into: &restorations)
            return restorations.map { String(decoding: table.text(of: $0.head), as: UTF8.self) }
        }
        var trainer = ContextModelTrainer(table: table, model: model, bits: 16)
        for round in 0..<200 {
            let (text, original) = round % 2 == 0 ? ("zqriver xbank bank muddy", "shore") : ("zqmoney xbank bank greedy", "lender")
            let (bytes, tokens) = (Array(text.utf8), tokens(of: text))
            trainer.learn(
                bytes: bytes.span, tokens: tokens.span, substitutions: [(2..<3, try #require(PhraseTableCompiler.hash(of: original)))])
        }
        #expect(trainer.progress.substitutions == 200)
        let context = try ContextModel(compiled: ContextModelTrainer.compiledMean([trainer]))
        #expect(restored("zqriver xbank bank muddy", context) == ["shore"])
        #expect(restored("zqmoney xbank bank greedy", context) == ["lender"])
        #expect(restored("zqriver xbank bank muddy", nil) == restored("zqmoney xbank bank greedy", nil))
    }

    @Test func theMeanIsTakenOverKindsOfText() throws {
        let table = try PhraseTable(compiled: PhraseTableCompiler.compile(try PhraseTableSource(parsing: Array("# profile: s\na\tb\t1\n".utf8))))
        let model = try LanguageModel.open(path: FixtureFolder.packageRoot() + "/Tests/UnspinCoreTests/Fixtures/language-model-3.bin")
        let trainer = ContextModelTrainer(table: table, model: model, bits: 4)
        #expect(ContextModelTrainer.compiledMean([trainer, trainer]) == ContextModelTrainer.compiledMean([trainer]))
    }
}
