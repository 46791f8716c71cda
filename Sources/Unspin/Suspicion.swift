/// A place that may be damaged, with what may have stood there; it is left as it is for want of evidence.
public struct Suspicion: Sendable, Equatable {
    /// Half-open UTF-8 byte range of the input.
    public var range: Range<Int>
    /// What stands there.
    public var original: String
    /// What may have stood there.
    public var proposal: String
    /// The step that suspects it, such as `terms`.
    public var step: String
    /// The probability that the proposal is right, between 0 and 1.
    public var confidence: Double
    /// One line for people.
    public var reason: String

    public init(range: Range<Int>, original: String, proposal: String, step: String, confidence: Double, reason: String) {
        self.range = range
        self.original = original
        self.proposal = proposal
        self.step = step
        self.confidence = confidence
        self.reason = reason
    }
}
