import UnspinCore

/// What a step is given.
struct StepInput {
    var bytes: [UInt8]
    /// Left alone whatever the step says; it may look for its evidence elsewhere.
    var spans: ProtectedSpans
    var model: LanguageModel
    /// Half-open byte ranges that a spinner wrote, in order; nil for all of the text.
    ///
    /// What authors and their tools write now and then (entities, soft hyphens, one stray look-alike) is damage only there.
    var spun: [Range<Int>]?
    /// Half-open byte ranges that the step `phrases` wrote, in order.
    var restored: [Range<Int>] = []
    /// The user says that all of it was spun.
    var isAssumedSpun = false

    /// Whether a spinner wrote the bytes of `range`.
    func isSpun(_ range: Range<Int>) -> Bool { spun.map { Self.any(of: $0, overlap: range) } ?? true }

    /// Whether the step `phrases` wrote any of them.
    func isRestored(_ range: Range<Int>) -> Bool { Self.any(of: restored, overlap: range) }

    private static func any(of ranges: [Range<Int>], overlap range: Range<Int>) -> Bool {
        let index = ranges.partitioningIndex { $0.upperBound > range.lowerBound }
        return index < ranges.count && ranges[index].lowerBound < range.upperBound
    }
}

/// A step that works on characters, before the phrases are looked at.
///
/// Each gives edits in order, without overlap, and has nothing to do on what it made.
protocol CharacterNormalizer {
    /// The name of the step.
    static var id: String { get }
    /// Without it in a text, the step does not run.
    static var suspicion: SuspectBytes { get }
    static func edits(_ text: StepInput) -> [Edit]
}

extension Rewriting {
    private static var characterSteps: [any CharacterNormalizer.Type] { [EncodingNormalizer.self, InvisibleNormalizer.self, LookalikeNormalizer.self, SpintaxNormalizer.self] }
    /// One step may uncover what another one works on; more rounds than this serve only texts that are made to need them.
    static let mostRounds = 4

    /// Runs the steps that come before the phrases, until they find nothing more. One scan of the bytes where nothing is suspect.
    ///
    /// - Parameter spun: the ranges of the input that a spinner wrote, in order; nil for all of it.
    mutating func undoDisguises(_ model: LanguageModel, _ configuration: Configuration, spun: [Range<Int>]?) {
        for _ in 0..<Self.mostRounds {
            let suspicion = SuspectBytes.of(bytes.span)
            if suspicion.isEmpty { return }
            let before = bytes
            for step in Self.characterSteps where suspicion.contains(step.suspicion) && configuration.runs(step.id) {
                let map = EditMap(edits)
                let edits = step.edits(
                    StepInput(
                        bytes: bytes, spans: protectedSpans(), model: model, spun: spun?.map(map.forward),
                        isAssumedSpun: configuration.assumption == .spun))
                apply(edits.filter { $0.confidence >= configuration.minimumConfidence })
            }
            if bytes == before { return }
        }
    }
}
