import UnspinCore

/// Finds the decoder's weights: coordinate search for the best F0.5 of exact restorations on held-out documents.
///
/// The documents must be unknown to the language model and to the table.
public struct WeightTuner {
    /// The weights that are searched, by name.
    private static let searched: [(name: String, path: WritableKeyPath<DecoderWeights, Float> & Sendable)] = [
        ("languageModel", \.languageModel), ("channel", \.channel), ("kept", \.kept), ("context", \.context), ("substitution", \.substitution),
        ("word", \.word), ("innerCapital", \.innerCapital), ("documentPrior", \.documentPrior), ("reading", \.reading),
        ("evidence", \.evidence), ("readingPrior", \.readingPrior), ("standing", \.standing), ("standingPower", \.standingPower), ("name", \.name),
    ]

    /// What restorations are worth.
    public struct Score: Sendable {
        public var damaged = 0
        public var changed = 0
        public var right = 0

        public init() {}

        /// Of the changed places, how many are right.
        public var precision: Double { changed == 0 ? 1 : Double(right) / Double(changed) }
        /// Of the damaged places, how many are right.
        public var recall: Double { damaged == 0 ? 1 : Double(right) / Double(damaged) }
        /// Precision counts twice as much as recall.
        public var f05: Double {
            precision + recall == 0 ? 0 : 1.25 * precision * recall / (0.25 * precision + recall)
        }
    }

    private struct Document {
        var bytes: [UInt8]
        var tokens: [Token]
        /// Half-open token ranges with the folded originals.
        var originals: [(range: Range<Int>, text: String)]
    }

    private let documents: [Document]
    private let table: PhraseTable
    private let model: LanguageModel
    private let context: ContextModel?

    public init(documents: [AlignedDocument], table: PhraseTable, model: LanguageModel, context: ContextModel? = nil) {
        var tokenizer = Tokenizer()
        self.documents = documents.map { document in
            var tokens: [Token] = []
            tokenizer.tokenize(document.spun.span, range: 0..<document.spun.count, into: &tokens)
            let originals = zip(document.tokenRanges(tokens), document.substitutions).map { range, substitution in
                (range: range, text: FoldedText.fold(substitution.original))
            }
            return Document(bytes: document.spun, tokens: tokens, originals: originals)
        }
        self.table = table
        self.model = model
        self.context = context
    }

    /// The score of some weights. A restoration is right where it covers just one damaged place with the author's words.
    public func score(_ weights: DecoderWeights) -> Score {
        var score = Score()
        var decoder = Decoder(weights: weights)
        decoder.context = context
        var restorations: [Decoder.Restoration] = []
        for document in documents {
            restorations.removeAll(keepingCapacity: true)
            let isSpun = [Bool](repeating: true, count: document.tokens.count)
            decoder.decode(
                bytes: document.bytes.span, tokens: document.tokens.span, isSpun: isSpun.span, table: table, model: model,
                into: &restorations)
            score.damaged += document.originals.count
            var next = 0
            for restoration in restorations {
                score.changed += 1
                while next < document.originals.count,
                    document.originals[next].range.lowerBound < restoration.tokens.lowerBound
                { next += 1 }
                guard next < document.originals.count, document.originals[next].range == restoration.tokens else { continue }
                if FoldedText.fold(table.text(of: restoration.head)) == document.originals[next].text { score.right += 1 }
            }
        }
        return score
    }

    /// Searches from the weights in use; `report` hears of each step forward.
    public func tune(from start: DecoderWeights, report: (String) -> Void) -> DecoderWeights {
        var weights = start
        var best = score(weights).f05
        report("start: F0.5 \(best)")
        for step: Float in [0.3, 0.15, 0.075] {
            for (name, path) in Self.searched {
                for direction: Float in [1, -1] {
                    while true {
                        var tried = weights
                        let value = weights[keyPath: path]
                        tried[keyPath: path] = abs(value) < 0.3 ? value + direction * step : value * (1 + direction * step)
                        let found = score(tried).f05
                        guard found > best + 1e-5 else { break }
                        (weights, best) = (tried, found)
                        report("\(name) = \(tried[keyPath: path]): F0.5 \(best)")
                    }
                }
            }
        }
        return weights
    }
}
