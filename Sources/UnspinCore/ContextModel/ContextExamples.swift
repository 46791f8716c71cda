/// What a ``ContextModel`` learns from: places of aligned documents, with what stands around, the decoder's own opinion and the truth.
///
/// A record of ``recordBytes``, little-endian: the number of the right reading (UInt8), how many readings there are (UInt8), how the
/// phrase is written (``Token/Case``, UInt8), 0; ``ContextModel/key(of:)`` of ``side`` tokens before the place from the nearest, then of as
/// many after it, 0 past the text's edge; for ``mostReadings`` readings ``ContextModel/key(ofPhrase:)`` and the posterior (Float32).
/// Reading 0 keeps what stands there.
public struct ContextExamples {
    public static let side = 24
    public static let mostReadings = 12
    public static let recordBytes = 4 + 4 * 2 * side + 8 * mostReadings
    /// Places whose best reading is more probable than this teach nothing.
    private static let mostProbable: Float = 0.99
    private static let leastPosterior: Float = 1e-6

    private let table: PhraseTable
    private let model: LanguageModel
    private var decoder = Decoder(weights: .trained)
    /// The records so far; a caller that writes them away may empty it.
    public var bytes: [UInt8] = []

    /// - Parameter model: must not have seen the documents.
    public init(table: PhraseTable, model: LanguageModel) {
        self.table = table
        self.model = model
    }

    /// Adds the places of one document.
    ///
    /// - Parameter substitutions: for what was replaced, in order, the tokens of the spun text and the ``PhraseHash`` of the original.
    public mutating func add(bytes text: Span<UInt8>, tokens: Span<Token>, substitutions: [(tokens: Range<Int>, original: UInt64)]) {
        let isSpun = [Bool](repeating: true, count: tokens.count)
        decoder.read(bytes: text, tokens: tokens, isSpun: isSpun.span, table: table, model: model)
        var next = 0
        var records: [UInt8] = []
        decoder.lattice.forEachPlace { lattice, range, arcs in
            while next < substitutions.count, substitutions[next].tokens.lowerBound < range.lowerBound { next += 1 }
            let posteriors = arcs.map { lattice.arcs[$0].posterior }
            let kept = max(Self.leastPosterior, 1 - posteriors.reduce(0, +))
            if max(kept, posteriors.max()!) > Self.mostProbable { return }
            let readings = arcs.sorted { lattice.arcs[$0].posterior > lattice.arcs[$1].posterior }.prefix(Self.mostReadings - 1)
            var right = 0
            if next < substitutions.count, substitutions[next].tokens == range {
                right = 1 + (readings.firstIndex { lattice.original(of: lattice.arcs[$0]) == substitutions[next].original } ?? -1)
            }
            records += [UInt8(right), UInt8(readings.count + 1), tokens[range.lowerBound].letterCase.rawValue, 0]
            for step in 1...Self.side {
                records.append(little: range.lowerBound >= step ? ContextModel.key(of: tokens[range.lowerBound - step]) : 0)
            }
            for step in 0..<Self.side {
                records.append(little: range.upperBound + step < tokens.count ? ContextModel.key(of: tokens[range.upperBound + step]) : 0)
            }
            func append(_ phrase: UInt64, _ posterior: Float) {
                records.append(little: ContextModel.key(ofPhrase: phrase))
                records.append(little: max(Self.leastPosterior, posterior).bitPattern)
            }
            append(PhraseHash.of(tokens, range), kept)
            for arc in readings { append(lattice.original(of: lattice.arcs[arc]), lattice.arcs[arc].posterior) }
            records += repeatElement(0, count: 8 * (Self.mostReadings - 1 - readings.count))
        }
        bytes += records
    }
}
