import UnspinCore

/// Spins human text and writes what the context model learns from it.
public enum ContextExampleFiles {
    /// Paragraphs of fewer bytes say too little, of more are no paragraphs.
    static let paragraphBytes = 60..<20_000

    /// The records (``ContextExamples``) of one text, spun with profile a's own counts.
    ///
    /// - Parameters:
    ///   - path: a paragraph a line.
    ///   - model: a language model that has not seen the text.
    /// - Throws: ``Dictionaries/ReadError``, ``ModelError`` or ``LanguageModelError``.
    public static func make(dictionaries: String, model: String, text path: String) throws -> [UInt8] {
        let profile = try Dictionaries(reading: dictionaries)
        guard let source = profile.sources().first(where: { $0.directives["profile"] == "a" }) else {
            throw Dictionaries.ReadError(path: dictionaries, message: "holds no profile a")
        }
        let table = try PhraseTable(compiled: PhraseTableCompiler.compile(source))
        var examples = ContextExamples(table: table, model: try LanguageModel.open(path: model))
        var simulator = SpinSimulator(source)
        var tokenizer = Tokenizer()
        let bytes = try LanguageModelFiles.read(path)
        for (number, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() where paragraphBytes.contains(line.count) {
            let document = simulator.spin(Array(line), seed: UInt64(number))
            var tokens: [Token] = []
            tokenizer.tokenize(document.spun.span, range: 0..<document.spun.count, into: &tokens)
            var substitutions: [(tokens: Range<Int>, original: UInt64)] = []
            for (range, substitution) in zip(document.tokenRanges(tokens), document.substitutions) where !range.isEmpty {
                guard let original = PhraseTableCompiler.hash(of: FoldedText.fold(substitution.original)) else { continue }
                substitutions.append((range, original))
            }
            examples.add(bytes: document.spun.span, tokens: tokens.span, substitutions: substitutions)
        }
        return examples.bytes
    }
}
