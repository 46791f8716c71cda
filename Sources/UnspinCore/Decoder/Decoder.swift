/// Restores the wording of one document's spun regions.
///
/// Two passes: the first reads every place on its own; what it is sure of becomes the document's habits (a spinner writes
/// one variant for a head in a document), which the second pass adds to the channel. Not for use by two threads at once.
public struct Decoder: Sendable {
    /// A stretch of tokens whose original wording differs.
    public struct Restoration: Sendable {
        /// Half-open range of token numbers.
        public var tokens: Range<Int>
        public var head: PhraseTable.HeadID
        /// Between 0 and 1.
        public var posterior: Float
    }

    /// Restorations that are less probable than this are never made: what is more likely wrong than right stays as it is.
    public static let leastConfidence: Float = 0.5

    public var weights: DecoderWeights
    /// What knows which words stand around a phrase, if anything does.
    public var context: ContextModel?
    var lattice = Lattice()
    private var habits = Habits()
    private var search = BeamSearch()

    public init(weights: DecoderWeights = DecoderWeights()) { self.weights = weights }

    /// Reads `tokens`, which are a whole document's, and appends what to restore, in order.
    ///
    /// - Parameters:
    ///   - isSpun: for each token, whether its region is to be repaired.
    ///   - confidence: what a restoration's posterior has to be, from ``leastConfidence`` to 1.
    public mutating func decode(
        bytes: Span<UInt8>, tokens: Span<Token>, isSpun: Span<Bool>, table: PhraseTable, model: LanguageModel,
        atLeast confidence: Float = Self.leastConfidence, into restorations: inout [Restoration]
    ) {
        read(bytes: bytes, tokens: tokens, isSpun: isSpun, table: table, model: model)
        collect(atLeast: confidence, into: &restorations)
    }

    /// Reads `tokens`, as ``decode(bytes:tokens:isSpun:table:model:atLeast:into:)`` does. A judge may ``settle(_:logs:)`` the
    /// ``doubts(certainty:limit:)`` before ``collect(atLeast:into:)``; then ``reread(tokens:isSpun:table:model:)`` has to follow.
    public mutating func read(bytes: Span<UInt8>, tokens: Span<Token>, isSpun: Span<Bool>, table: PhraseTable, model: LanguageModel) {
        build(bytes: bytes, tokens: tokens, isSpun: isSpun, table: table, model: model)
        if let context { lattice.addFit(tokens, table: table, context: context, weight: weights.context) }
        reread(tokens: tokens, isSpun: isSpun, table: table, model: model)
    }

    /// Begins with another document.
    mutating func build(bytes: Span<UInt8>, tokens: Span<Token>, isSpun: Span<Bool>, table: PhraseTable, model: LanguageModel) {
        lattice.build(bytes: bytes, tokens: tokens, isSpun: isSpun, table: table, model: model, weights: weights)
        search.beginDocument(tokens: tokens.count)
    }

    /// Reads the same tokens again, with what was settled.
    public mutating func reread(tokens: Span<Token>, isSpun: Span<Bool>, table: PhraseTable, model: LanguageModel) {
        run(tokens: tokens, isSpun: isSpun, table: table, model: model)
        if weights.document > 0 {
            habits.add(to: &lattice, weights)
            run(tokens: tokens, isSpun: isSpun, table: table, model: model)
        }
    }

    /// Decodes each paragraph that holds a token to repair.
    mutating func run(tokens: Span<Token>, isSpun: Span<Bool>, table: PhraseTable, model: LanguageModel) {
        search.beginPass()
        var start = 0
        while start < tokens.count {
            var end = start + 1
            var hasSpun = isSpun[start]
            while end < tokens.count, !tokens[end].lineBefore {
                if isSpun[end] { hasSpun = true }
                end += 1
            }
            if hasSpun { search.decode(&lattice, range: start..<end, table: table, model: model, weights: weights) }
            start = end
        }
    }
}
