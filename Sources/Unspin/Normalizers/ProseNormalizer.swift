import UnspinCore

/// A step that mends what a spinner broke around its words, after the phrases were restored.
///
/// Human text holds doubled words, odd spaces and slips of grammar, too: these steps work in spun regions only.
protocol ProseNormalizer {
    /// The name of the step.
    static var id: String { get }
    /// Edits in order, without overlap, within the spun ranges, which are given.
    static func edits(_ text: StepInput) -> [Edit]
}

extension Rewriting {
    private static var proseSteps: [any ProseNormalizer.Type] { [AgreementNormalizer.self, SpacingNormalizer.self] }

    /// Runs the steps that come after the phrases, each until it finds nothing more.
    ///
    /// - Parameters:
    ///   - spun: byte ranges of ``bytes`` that a spinner wrote, in order.
    ///   - restored: those that the step `phrases` wrote.
    mutating func mendProse(spun: [Range<Int>], restored: [Range<Int>], _ model: LanguageModel, _ configuration: Configuration) {
        var (spun, restored) = (spun, restored)
        if spun.isEmpty { return }
        for step in Self.proseSteps where configuration.runs(step.id) {
            for _ in 0..<Self.mostRounds {
                let input = StepInput(bytes: bytes, spans: protectedSpans(), model: model, spun: spun, restored: restored, isAssumedSpun: configuration.assumption == .spun)
                let moved = apply(step.edits(input).filter { $0.confidence >= configuration.minimumConfidence })
                if bytes == input.bytes { break }
                spun = spun.map(moved.forward)
                restored = restored.map(moved.forward)
            }
        }
    }
}
