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

    public var weights: DecoderWeights
    /// What knows which words stand around a phrase, if anything does.
    public var context: ContextModel?
    var lattice = Lattice()
    private var search = BeamSearch()
    private var path: [Int32] = []

    public init(weights: DecoderWeights = DecoderWeights()) { self.weights = weights }

    /// Reads `tokens`, which are a whole document's, and appends what to restore, in order.
    ///
    /// - Parameter isSpun: for each token, whether its region is to be repaired.
    public mutating func decode(
        bytes: Span<UInt8>, tokens: Span<Token>, isSpun: Span<Bool>, table: PhraseTable, model: LanguageModel, into restorations: inout [Restoration]
    ) {
        read(bytes: bytes, tokens: tokens, isSpun: isSpun, table: table, model: model)
        collect(into: &restorations)
    }

    /// Reads `tokens`, as ``decode(bytes:tokens:isSpun:table:model:into:)`` does. A judge may ``settle(_:logs:)`` the
    /// ``doubts(certainty:limit:)`` before ``collect(into:)``; then ``reread(tokens:isSpun:table:model:)`` has to follow.
    public mutating func read(bytes: Span<UInt8>, tokens: Span<Token>, isSpun: Span<Bool>, table: PhraseTable, model: LanguageModel) {
        lattice.build(bytes: bytes, tokens: tokens, isSpun: isSpun, table: table, model: model, weights: weights)
        if let context { lattice.addFit(tokens, context: context, weight: weights.context) }
        reread(tokens: tokens, isSpun: isSpun, table: table, model: model)
    }

    /// Reads the same tokens again, with what was settled.
    public mutating func reread(tokens: Span<Token>, isSpun: Span<Bool>, table: PhraseTable, model: LanguageModel) {
        run(tokens: tokens, isSpun: isSpun, table: table, model: model)
        if weights.document > 0 {
            addHabits()
            run(tokens: tokens, isSpun: isSpun, table: table, model: model)
        }
    }

    /// Appends what the best reading restores, in order.
    public func collect(into restorations: inout [Restoration]) {
        append(path, to: &restorations)
    }

    /// Appends what a row of arcs restores.
    func append(_ arcs: [Int32], to restorations: inout [Restoration]) {
        for arcIndex in arcs {
            let arc = lattice.arcs[Int(arcIndex)]
            guard arc.entry < Lattice.firstSpecial else { continue }
            let start = start(of: arcIndex)
            restorations.append(
                Restoration(
                    tokens: start..<Int(arc.end), head: arc.head, posterior: arc.posterior))
        }
    }

    /// The token that an arc begins at.
    private func start(of arc: Int32) -> Int {
        var low = 0
        var high = lattice.firstArc.count - 1
        while high - low > 1 {
            let middle = (low + high) / 2
            if lattice.firstArc[middle] <= arc { low = middle } else { high = middle }
        }
        return low
    }

    /// Decodes each paragraph that holds a token to repair.
    mutating func run(tokens: Span<Token>, isSpun: Span<Bool>, table: PhraseTable, model: LanguageModel) {
        path.removeAll(keepingCapacity: true)
        var start = 0
        while start < tokens.count {
            var end = start + 1
            var hasSpun = isSpun[start]
            while end < tokens.count, !tokens[end].lineBefore {
                if isSpun[end] { hasSpun = true }
                end += 1
            }
            if hasSpun { search.decode(&lattice, range: start..<end, table: table, model: model, weights: weights, path: &path) }
            start = end
        }
    }
}
