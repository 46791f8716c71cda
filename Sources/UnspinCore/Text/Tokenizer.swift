/// Cuts text into words, numbers and marks at the word boundaries of UAX #29, as ICU does, and at the full stops of words that
/// lost a space or were made of numbers ("workers.This", "three.eight": see ``NumberWord``).
///
/// ASCII and the Latin letters and marks of English prose are cut here; a stretch between two spaces that holds anything else
/// goes to ICU. Both give the same tokens. Costs about a nanosecond a byte and no allocation beyond the growth of `tokens`,
/// but for the stretches that go to ICU.
public struct Tokenizer: Sendable {
    public init() {}

    /// Appends the tokens of `range`, which begins a line; offsets are those of `bytes`, at most 4 GB.
    ///
    /// Malformed UTF-8 makes marks that stand for nothing.
    public mutating func tokenize(_ bytes: Span<UInt8>, range: Range<Int>, into tokens: inout [Token]) {
        var reader = TokenReader(range)
        while reader.readPiece(bytes, into: &tokens) {}
    }

    /// Appends the same tokens as ``tokenize(_:range:into:)``, with ICU alone: slow, to hold the fast path against.
    public func tokenizePlainly(_ bytes: Span<UInt8>, into tokens: inout [Token]) {
        var reader = TokenReader(0..<bytes.count)
        reader.readPlainly(bytes, into: &tokens)
    }
}
