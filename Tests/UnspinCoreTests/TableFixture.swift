import UnspinTestSupport

@testable import UnspinCore

/// A small made-up profile over words that the fixture language models know, and a decoder to try it with.
enum TableFixture {
    static let folder = FixtureFolder()

    static func model(_ order: Int = 3) throws -> LanguageModel {
        try LanguageModel.open(path: folder.path + "/language-model-\(order).bin")
    }

    static func table(_ rows: String, name: String = "small") throws -> PhraseTable {
        try PhraseTable(compiled: compiled(rows, name: name))
    }

    static func compiled(_ rows: String, name: String = "small") throws -> [UInt8] {
        PhraseTableCompiler.compile(try PhraseTableSource(parsing: Array("# profile: \(name)\n\(rows)".utf8)))
    }

    /// The one call of the decoder in the tests.
    static func restorations(
        _ text: String, _ tokens: [Token], _ isSpun: [Bool], _ table: PhraseTable, _ model: LanguageModel, _ decoder: inout Decoder
    ) -> [Decoder.Restoration] {
        let bytes = Array(text.utf8)
        var restorations: [Decoder.Restoration] = []
        decoder.decode(
            bytes: bytes.span, tokens: tokens.span, isSpun: isSpun.span, table: table, model: model, into: &restorations)
        return restorations
    }

    /// What a decoder makes of `text`: what stood there, the head and the posterior.
    static func decode(
        _ text: String, _ table: PhraseTable, _ model: LanguageModel, decoder: inout Decoder, isSpun: (Int) -> Bool = { _ in true }
    ) -> [(original: String, head: String, posterior: Float)] {
        let bytes = Array(text.utf8)
        let tokens = tokens(of: text)
        return restorations(text, tokens, tokens.indices.map(isSpun), table, model, &decoder).map { restoration in
            let range = Int(tokens[restoration.tokens.lowerBound].start)..<Int(tokens[restoration.tokens.upperBound - 1].end)
            return (
                String(decoding: bytes[range], as: UTF8.self),
                String(decoding: table.text(of: restoration.head), as: UTF8.self), restoration.posterior
            )
        }
    }
}
