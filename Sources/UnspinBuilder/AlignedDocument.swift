import UnspinCore

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

    /// The half-open token range of each substitution; empty where its edges are none of tokens.
    func tokenRanges(_ tokens: [Token]) -> [Range<Int>] {
        var at = 0
        return substitutions.map { substitution in
            while at < tokens.count, Int(tokens[at].start) < substitution.range.lowerBound { at += 1 }
            var end = at
            while end < tokens.count, Int(tokens[end].end) <= substitution.range.upperBound { end += 1 }
            return at..<end
        }
    }
}
