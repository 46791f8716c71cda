/// Numbers written in letters, and the full stops between them.
///
/// A spinner turns "$3.8" into "$three.eight", which UAX #29 takes for one word, as it does "workers.This".
enum NumberWord {
    private static let words = WordSet(
        """
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
        nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion
        """.split { $0.isWhitespace }.map(String.init))

    /// Bytes of the longest of them, "seventeen".
    private static let longest = 9

    /// A token of digits or of number words.
    static func isNumber(_ token: Token) -> Bool {
        token.kind == .number || (token.kind == .word && words.contains(token))
    }

    /// Whether the full stop at `stop` parts two words: two number words, or the end of a sentence and the start of the next.
    static func isGlued(_ bytes: Span<UInt8>, start: Int, stop: Int, end: Int) -> Bool {
        if stop - start < 2 || stop + 2 >= end { return false }
        let isSentence =
            bytes[stop - 1] &- 97 < 26 && bytes[stop - 2] &- 97 < 26 && bytes[stop + 1] &- 65 < 26 && bytes[stop + 2] &- 97 < 26
        if isSentence { return true }
        // No longer word counts: this keeps the cost of a text without spaces linear.
        if stop - start > longest { return false }
        var after = stop + 1
        while after < end, bytes[after] != 46 {
            after += 1
            if after - stop > longest + 1 { return false }
        }
        return words.contains(hash(bytes, start..<stop)) && words.contains(hash(bytes, stop + 1..<after))
    }

    private static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        var hash = WordHash.empty
        for at in range {
            let byte = bytes[at]
            hash = WordHash.adding(byte &- 65 < 26 ? byte | 0x20 : byte, to: hash)
        }
        return hash
    }
}
