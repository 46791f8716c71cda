/// A word, number or mark of the text, as UAX #29 cuts it; white space makes no token.
public struct Token: Sendable, Equatable {
    /// What a token is made of.
    public enum Kind: UInt8, Sendable {
        /// Starts with a letter (also `U.S`, `don't`, `1000's` excluded).
        case word
        /// Starts with a digit.
        case number
        /// Everything else: one mark or symbol.
        case mark
    }

    /// How a word is written.
    public enum Case: UInt8, Sendable {
        /// No capital letter.
        case lower
        /// The first letter alone is a capital (also a single capital letter).
        case capitalized
        /// Two letters or more, all of them capitals.
        case upper
        /// Anything else, such as `McCain`.
        case mixed
    }

    /// Half-open UTF-8 byte range of the text.
    public var start: UInt32
    public var end: UInt32
    /// ``WordHash`` of the folded form: lower case, curly apostrophes straightened.
    public var hash: UInt64
    public var kind: Kind
    public var letterCase: Case
    /// White space, or nothing at all (start of text), stands before it.
    public var spaceBefore: Bool
    /// A line feed, or the start of the text, stands between it and the token before it.
    public var lineBefore: Bool

    public init(
        start: UInt32, end: UInt32, hash: UInt64, kind: Kind, letterCase: Case,
        spaceBefore: Bool, lineBefore: Bool
    ) {
        self.start = start
        self.end = end
        self.hash = hash
        self.kind = kind
        self.letterCase = letterCase
        self.spaceBefore = spaceBefore
        self.lineBefore = lineBefore
    }
}
