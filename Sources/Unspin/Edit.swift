/// One change, with what is needed to explain it and to undo it.
public struct Edit: Sendable, Equatable {
    /// Half-open UTF-8 byte range of the input.
    public var range: Range<Int>
    /// What stood there.
    public var original: String
    /// What stands there now.
    public var replacement: String
    /// The step of the pipeline that made the change, such as `phrases`.
    public var step: String
    /// The rule within the step, such as `a/navy>military`.
    public var rule: String
    /// The probability that the change is right, between 0 and 1.
    public var confidence: Double
    /// One line for people.
    public var reason: String

    public init(
        range: Range<Int>, original: String, replacement: String, step: String, rule: String, confidence: Double,
        reason: String
    ) {
        self.range = range
        self.original = original
        self.replacement = replacement
        self.step = step
        self.rule = rule
        self.confidence = confidence
        self.reason = reason
    }
}

extension [Edit] {
    /// The output that these edits, in order of their ranges, make of `input`.
    public func applied(to input: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(input.count)
        var at = 0
        for edit in self {
            output += input[at..<edit.range.lowerBound]
            output += edit.replacement.utf8
            at = edit.range.upperBound
        }
        output += input[at...]
        return output
    }
}
