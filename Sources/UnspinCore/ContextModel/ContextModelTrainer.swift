#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Trains a ``ContextModel`` on aligned documents, so that the decoder as a whole finds the right readings.
///
/// The lattice with the weights at hand is a conditional random field (Lafferty, McCallum, Pereira 2001); the gradient of its
/// log-likelihood at a reading is its posterior less 1 where it is the right one. AdaGrad (Duchi, Hazan, Singer 2011), one pass,
/// in the order of the documents.
public struct ContextModelTrainer {
    /// What was seen so far.
    public struct Progress: Sendable {
        /// Sum of -log P over the right readings.
        public var loss = 0.0
        public var substitutions = 0

        public init() {}
    }

    /// The learning rate, and what the sum of squared gradients begins with.
    private static let rate: Float = 0.04
    private static let initial: Float = 1
    /// Gradients nearer to 0 than this are left out.
    private static let leastSlope: Float = 0.02
    /// Weights are multiples of this; 127 of them are the largest.
    private static let step: Float = 1.0 / 32

    private struct Weights: ContextScorer {
        let bits: Int
        var values: [Float]
        var squares: [Float]

        @inline(__always)
        func score(_ phrase: UInt64, _ features: ContextFeatures) -> Float {
            var sum: Float = 0
            for hash in features.hashes { sum += values[ContextModel.slot(phrase, hash, bits: bits)] }
            return sum
        }

        @inline(__always)
        mutating func update(_ phrase: UInt64, _ features: ContextFeatures, slope: Float) {
            for hash in features.hashes {
                let slot = ContextModel.slot(phrase, hash, bits: bits)
                squares[slot] += slope * slope
                values[slot] -= ContextModelTrainer.rate * slope / (squares[slot] + ContextModelTrainer.initial).squareRoot()
            }
        }
    }

    private let table: PhraseTable
    private let model: LanguageModel
    private var weights: Weights
    private var decoder: Decoder
    private var features = ContextFeatures()
    public private(set) var progress = Progress()

    public init(table: PhraseTable, model: LanguageModel, bits: Int, weights: DecoderWeights = .trained) {
        self.table = table
        self.model = model
        self.weights = Weights(
            bits: bits, values: [Float](repeating: 0, count: 1 << bits), squares: [Float](repeating: 0, count: 1 << bits))
        decoder = Decoder(weights: weights)
    }

    /// The mean of what several trainers learned, each from one kind of text: what only one kind of text shows weighs less.
    public static func compiledMean(_ trainers: [ContextModelTrainer]) -> [UInt8] {
        var mean = [Float](repeating: 0, count: trainers[0].weights.values.count)
        for trainer in trainers {
            for (slot, value) in trainer.weights.values.enumerated() { mean[slot] += value / Float(trainers.count) }
        }
        return ContextModelStorage.compile(mean, bits: trainers[0].weights.bits, step: step)
    }

    /// Learns from one document.
    ///
    /// - Parameter substitutions: for what was replaced, in order, the tokens of the spun text and the ``PhraseHash`` of the original.
    public mutating func learn(
        bytes: Span<UInt8>, tokens: Span<Token>, substitutions: [(tokens: Range<Int>, original: UInt64)]
    ) {
        let isSpun = [Bool](repeating: true, count: tokens.count)
        decoder.build(bytes: bytes, tokens: tokens, isSpun: isSpun.span, table: table, model: model)
        decoder.lattice.addFit(tokens, context: weights, weight: 1)
        decoder.run(tokens: tokens, isSpun: isSpun.span, table: table, model: model)
        var next = 0
        var (weights, features, progress) = (self.weights, self.features, self.progress)
        self.weights.values = []
        self.weights.squares = []
        decoder.lattice.forEachPlace { lattice, range, arcs in
            while next < substitutions.count, substitutions[next].tokens.lowerBound < range.lowerBound { next += 1 }
            let isRight = next < substitutions.count && substitutions[next].tokens == range
            var hasRead = false
            var keptSlope: Float = 0
            for arc in arcs {
                let original = lattice.original(of: lattice.arcs[arc])
                let posterior = lattice.arcs[arc].posterior
                let truth: Float = isRight && original == substitutions[next].original ? 1 : 0
                if truth == 1 {
                    progress.substitutions += 1
                    progress.loss -= Double(log(max(1e-6, posterior)))
                }
                let slope = posterior - truth
                if abs(slope) < Self.leastSlope { continue }
                if !hasRead { features.read(tokens, range) }
                hasRead = true
                weights.update(original, features, slope: slope)
                keptSlope -= slope
            }
            if abs(keptSlope) > Self.leastSlope { weights.update(PhraseHash.of(tokens, range), features, slope: keptSlope) }
        }
        (self.weights, self.features, self.progress) = (weights, features, progress)
    }
}
