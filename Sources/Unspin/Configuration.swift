/// How an ``Unspinner`` works.
public struct Configuration: Sendable {
    /// What is taken for granted about a document.
    public enum Assumption: String, Sendable, CaseIterable {
        /// Each region is judged by its words.
        case auto
        /// All of it was spun. Suits single sentences, which hold too few words to judge by.
        case spun
        /// None of it was spun: only steps that are safe on human text run.
        case clean
    }

    /// Default: ``Assumption/auto``.
    public var assumption = Assumption.auto
    /// The profiles to consider, by name; empty for all.
    public var profiles: [String] = []
    /// The steps to run, by name; nil for all.
    public var steps: Set<String>?
    /// Steps that do not run.
    public var skippedSteps: Set<String> = []
    /// Only changes that are at least this sure are made, between 0 and 1. Default: 0, which leaves it to each step.
    public var minimumConfidence = 0.0
    /// Text-form phrase tables to use beside the built-in ones. Those of one profile are one, and where the profile is built in, their counts
    /// are added to its own: opening then takes a tenth of a second, since the whole profile is compiled anew.
    public var userTables: [[UInt8]] = []
    /// Off: only ``userTables`` are used.
    public var usesBuiltInTables = true
    /// A compiled language model to use in place of the built-in one.
    public var modelPath: String?

    /// Asked about the places that the decoder is unsure of. Default: nil.
    public var judge: (any Judge)?

    /// The steps that there are, in their order.
    public static let knownSteps = [
        EncodingNormalizer.id, InvisibleNormalizer.id, LookalikeNormalizer.id, SpintaxNormalizer.id, PhraseNormalizer.id, TermNormalizer.id,
        AgreementNormalizer.id, SpacingNormalizer.id,
    ]

    public init() {}

    func runs(_ step: String) -> Bool { steps?.contains(step) != false && !skippedSteps.contains(step) }
}
