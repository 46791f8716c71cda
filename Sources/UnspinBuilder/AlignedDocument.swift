/// A spun text and what its author had written in each changed place.
public struct AlignedDocument: Sendable {
    /// One substitution.
    public struct Substitution: Sendable {
        /// Half-open UTF-8 byte range of the spun text.
        public var range: Range<Int>
        public var original: [UInt8]

        public init(range: Range<Int>, original: [UInt8]) {
            self.range = range
            self.original = original
        }
    }

    public var spun: [UInt8]
    /// In order, without overlap.
    public var substitutions: [Substitution]

    public init(spun: [UInt8], substitutions: [Substitution]) {
        self.spun = spun
        self.substitutions = substitutions
    }

    /// The author's text: the spun text with every substitution undone.
    public var human: [UInt8] {
        var text: [UInt8] = []
        var at = 0
        for substitution in substitutions {
            text += spun[at..<substitution.range.lowerBound]
            text += substitution.original
            at = substitution.range.upperBound
        }
        return text + spun[at...]
    }
}
