/// The weights of the log-linear model that ranks restorations.
///
/// A path through the lattice scores `languageModel · log P(words) + channel · Σ log P(variant | head) + kept · Σ log P(kept | head)`
/// and the constants below. Chosen on held-out training documents by the search of `make weights`, which looks at F0.5 alone, and held
/// back where it bought precision with much recall.
public struct DecoderWeights: Sendable {
    public var languageModel: Float = 0.925
    public var channel: Float = 1
    public var kept: Float = 0.55
    /// Weight of how well a reading fits the words around it, beside how well the phrase fits as it stands.
    public var context: Float = 0.6
    /// Added for every substitution.
    public var substitution: Float = -0.3
    /// Weight of what a variant says for a spinner, log P(variant | spun) - log P(variant | human): the language model knows how people
    /// write, but not how seldom an author's own use of the word is met in spun text.
    public var evidence: Float = 0.2
    /// Added for every word of the restored text: undoes a language model's liking for short texts.
    public var word: Float = -0.25
    /// Added for a reading that the article before it does not fit: a spinner leaves the author's articles as they are.
    public var article: Float = -3
    /// Added where digits are restored inside a number ("eighty,000", "$1.seventy six").
    public var numeral: Float = 12
    /// Added where a multi-word variant has a capital inside: a spinner writes capitals on the first word alone.
    public var innerCapital: Float = -1.3
    /// Weight of the variant that the document has already shown for a head.
    public var document: Float = 1
    /// How many sightings the general P(variant | head) counts for beside the document's own.
    public var documentPrior: Float = 0.5
    /// Weight of how the document reads a variant elsewhere, beside keeping it.
    public var reading: Float = 0.6
    /// How many sightings every reading of a variant begins with.
    public var readingPrior: Float = 1
    /// Heads left standing that a document is granted, for the share of them that makes P(kept | head) milder, but not more than half as many
    /// as it holds variants: a single sentence does not show that its spinner leaves none.
    public var standing: Float = 3
    /// The power that this share is taken to: a spun document leaves a few, by chance and in quotations.
    public var standingPower: Float = 3
    /// Added where a capitalised word after another one is read as a substitution: sites protect names.
    public var name: Float = -0.7
    /// Weight of what a judge says of a place, if there is one.
    public var judge: Float = 0.75
    /// Divides path scores before they become probabilities: 1 trusts them as they are.
    public var temperature: Float = 1

    public init() {}

    /// What the evidence of a variant, in nats, adds to the score of each of its readings. One nat is what most variants have; from five on
    /// the counts behind it are too small to tell more.
    func forEvidence(_ nats: Float) -> Float { evidence * min(4, max(-1, nats - 1)) }

    /// The weights of the built-in model.
    public static let trained = DecoderWeights()
}
