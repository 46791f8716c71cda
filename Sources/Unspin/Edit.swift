import UnspinCore

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
    public var rule: String {
        get { account.rule }
        set { account = .told(rule: newValue, reason: reason) }
    }
    /// The probability that the change is right, between 0 and 1.
    public var confidence: Double
    /// One line for people.
    public var reason: String {
        get { account.reason }
        set { account = .told(rule: rule, reason: newValue) }
    }

    private var account: Account

    public init(
        range: Range<Int>, original: String, replacement: String, step: String, rule: String, confidence: Double,
        reason: String
    ) {
        self.range = range
        self.original = original
        self.replacement = replacement
        self.step = step
        self.confidence = confidence
        account = .told(rule: rule, reason: reason)
    }

    /// A restored phrase.
    ///
    /// - Parameter phrase: all that was replaced and what replaced it; `original` and `replacement` without the words that they share.
    init(range: Range<Int>, original: String, replacement: String, step: String, confidence: Double, restoring phrase: RestoredPhrase) {
        self.range = range
        self.original = original
        self.replacement = replacement
        self.step = step
        self.confidence = confidence
        account = .phrase(phrase)
    }

    /// How rule and reason are kept: those of phrases are put into words when somebody asks, which takes longer than to make the change.
    private enum Account: Sendable {
        case told(rule: String, reason: String)
        case phrase(RestoredPhrase)

        var rule: String {
            switch self {
            case .told(let rule, _): rule
            case .phrase(let phrase): phrase.rule
            }
        }

        var reason: String {
            switch self {
            case .told(_, let reason): reason
            case .phrase(let phrase): phrase.reason
            }
        }
    }

    public static func == (left: Edit, right: Edit) -> Bool {
        left.range == right.range && left.original == right.original && left.replacement == right.replacement && left.step == right.step
            && left.confidence == right.confidence && left.rule == right.rule && left.reason == right.reason
    }
}

extension [Edit] {
    /// The output that these edits, in order of their ranges, make of `input`.
    public func applied(to input: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(input.count)
        var at = 0
        // By their numbers: a copy of an edit would count references to all that it holds.
        for index in indices {
            output += input[at..<self[index].range.lowerBound]
            output += self[index].replacement.utf8
            at = self[index].range.upperBound
        }
        output += input[at...]
        return output
    }
}
