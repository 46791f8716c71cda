import UnspinCore

/// Trains the context model on files of human text.
public enum ContextModelFiles {
    /// The model has two to the power of this many weights.
    static let bits = 22
    /// Paragraphs of fewer bytes say too little, of more are no paragraphs.
    static let paragraphBytes = 60..<20_000
    private static let paragraphsInReport = 20_000

    /// The compiled model: the mean of what is learned from each text, spun here with profile A's counts.
    ///
    /// - Parameter texts: one kind of text a file, a paragraph a line; the language model must not have seen them.
    public static func train(
        dictionaries: String, model path: String, texts: [String], report: (String) -> Void
    ) throws -> [UInt8] {
        let profile = try Dictionaries(reading: dictionaries)
        guard let source = profile.sources().first(where: { $0.directives["profile"] == "a" }) else {
            throw Dictionaries.ReadError(path: dictionaries, message: "holds no profile a")
        }
        let table = try PhraseTable(compiled: PhraseTableCompiler.compile(source))
        let model = try LanguageModel.open(path: path)
        var simulator = SpinSimulator(source)
        var trainers: [ContextModelTrainer] = []
        for text in texts {
            var trainer = ContextModelTrainer(table: table, model: model, bits: bits)
            let bytes = try LanguageModelFiles.read(text)
            var last = ContextModelTrainer.Progress()
            var paragraphs = 0
            for line in bytes.split(separator: UInt8(ascii: "\n")) where paragraphBytes.contains(line.count) {
                paragraphs += 1
                learn(simulator.spin(Array(line), seed: UInt64(paragraphs)), &trainer)
                if paragraphs % paragraphsInReport == 0 {
                    let progress = trainer.progress
                    let loss = (progress.loss - last.loss) / Double(max(1, progress.substitutions - last.substitutions))
                    report("\(text): \(progress.substitutions) substitutions, -log P of the last ones \(loss)")
                    last = progress
                }
            }
            trainers.append(trainer)
        }
        return ContextModelTrainer.compiledMean(trainers)
    }

    private static func learn(_ document: AlignedDocument, _ trainer: inout ContextModelTrainer) {
        var tokenizer = Tokenizer()
        var tokens: [Token] = []
        tokenizer.tokenize(document.spun.span, range: 0..<document.spun.count, into: &tokens)
        var substitutions: [(tokens: Range<Int>, original: UInt64)] = []
        for (range, substitution) in zip(document.tokenRanges(tokens), document.substitutions) where !range.isEmpty {
            guard let original = PhraseTableCompiler.hash(of: FoldedText.fold(substitution.original)) else { continue }
            substitutions.append((range, original))
        }
        trainer.learn(bytes: document.spun.span, tokens: tokens.span, substitutions: substitutions)
    }
}
