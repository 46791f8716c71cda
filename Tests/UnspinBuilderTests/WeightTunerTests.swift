import Testing
import UnspinBuilder
import UnspinTestSupport

@testable import UnspinCore

struct WeightTunerTests {
    private static func tuner() throws -> WeightTuner {
        let rows = "# profile: small\nnavy\tmilitary\t50\nhelp\tsupport\t50\n"
        let table = try PhraseTable(compiled: PhraseTableCompiler.compile(try PhraseTableSource(parsing: Array(rows.utf8))))
        let model = try LanguageModel.open(path: FixtureFolder.packageRoot() + "/Tests/UnspinCoreTests/Fixtures/language-model-3.bin")
        let document = AlignedDocument(
            spun: Array("the navy wants navy help".utf8),
            substitutions: [.init(range: 4..<8, original: Array("Military".utf8)), .init(range: 20..<24, original: Array("aid".utf8))])
        return WeightTuner(documents: [document], table: table, model: model)
    }

    @Test func scoresCountExactRestorations() throws {
        var weights = DecoderWeights()
        weights.languageModel = 0
        weights.substitution = 9
        let score = try Self.tuner().score(weights)
        // Three places are changed; the first is right, the second was not damaged, the third has another original.
        #expect(score.damaged == 2)
        #expect(score.changed == 3)
        #expect(score.right == 1)
        #expect(abs(score.f05 - 1.25 * (1.0 / 3) * 0.5 / (0.25 / 3 + 0.5)) < 1e-9)
        weights.substitution = -99
        #expect(try Self.tuner().score(weights).changed == 0)
    }

    @Test func tuningFindsBetterWeights() throws {
        let tuner = try Self.tuner()
        var start = DecoderWeights()
        start.languageModel = 0
        start.word = 0
        start.evidence = 0
        start.substitution = -0.1
        #expect(tuner.score(start).f05 == 0)
        let tuned = tuner.tune(from: start) { _ in }
        #expect(tuner.score(tuned).f05 > 0.3)
    }
}
