/// Eight bytes of text in one integer, the first one lowest: which of them are letters and digits of ASCII, and the hash of the word
/// that they begin.
struct EightBytes {
    private let bytes: UInt64
    /// The top bit of each byte that is a letter, a capital letter, and neither letter nor digit.
    private let letters: UInt64
    private let capitals: UInt64
    private let stops: UInt64

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    @inline(__always)
    init(_ bytes: UInt64) {
        self.bytes = bytes
        let ascii = ~bytes & Self.tops
        let low = bytes & ~Self.tops
        let folded = low | Self.ones &* 0x20
        // No sum passes 0xff, so no byte touches its neighbour. The top bit tells "at least" and "above".
        let isLetter = (folded &+ Self.ones &* (0x80 - 0x61)) & ~(folded &+ Self.ones &* (0x80 - 0x7b)) & ascii
        let isDigit = (low &+ Self.ones &* (0x80 - 0x30)) & ~(low &+ Self.ones &* (0x80 - 0x3a)) & ascii
        stops = ~(isLetter | isDigit) & Self.tops
        // Everything below the first stop.
        let within = (stops & (0 &- stops)) &- 1
        letters = isLetter & within
        capitals = isLetter & within & (~bytes &<< 2)
    }

    /// How many letters and digits the bytes begin with.
    @inline(__always)
    var count: Int { stops.trailingZeroBitCount &>> 3 }

    /// The byte after them, where they are fewer than eight.
    @inline(__always)
    var stop: UInt8 { UInt8(truncatingIfNeeded: bytes &>> UInt64(8 &* count)) }

    @inline(__always)
    var beginsWithDigit: Bool { UInt8(truncatingIfNeeded: bytes) &- 48 < 10 }

    /// How the letters among the first ``count`` bytes are written, taken for a whole word.
    @inline(__always)
    var letterCase: Token.Case {
        if capitals == 0 { return .lower }
        if capitals == letters & (0 &- letters) { return .capitalized }
        return capitals == letters ? .upper : .mixed
    }

    /// How a word is written of which these are the first letters and digits and `rest` is the end.
    @inline(__always)
    func letterCase(with rest: EightBytes) -> Token.Case {
        if capitals | rest.capitals == 0 { return .lower }
        if letters == 0 { return rest.letterCase }
        if capitals == letters, rest.capitals == rest.letters { return letters.nonzeroBitCount + rest.letters.nonzeroBitCount > 1 ? .upper : .capitalized }
        return capitals == letters & (0 &- letters) && rest.capitals == 0 ? .capitalized : .mixed
    }

    /// ``WordHash`` after the first ``count`` bytes, in lower case. No branch depends on their count: the bytes are moved to the end of
    /// the eight, and the hash is set back by as many steps as zeros come before them.
    @inline(__always)
    func hash(after hash: UInt64, _ rewinds: borrowing Rewinds) -> UInt64 {
        let count = count
        let lowered = (bytes | capitals &>> 2) << UInt64(64 &- 8 &* count)
        var hash = hash &* rewinds.factors[count]
        for index in 0..<8 { hash = WordHash.adding(UInt8(truncatingIfNeeded: lowered &>> UInt64(8 &* index)), to: hash) }
        return hash
    }

    /// What undoes the steps of ``WordHash`` over zeros, each of which multiplies by its prime: by their number less than eight.
    struct Rewinds: Sendable {
        fileprivate var factors = [9 of UInt64](repeating: 1)

        init() {
            // Newton's method for the inverse of an odd number, modulo 2^64: each turn doubles the bits that are right.
            let prime = WordHash.adding(0, to: 1)
            var inverse: UInt64 = prime
            for _ in 0..<6 { inverse = inverse &* (2 &- prime &* inverse) }
            for count in (0..<8).reversed() { factors[count] = factors[count + 1] &* inverse }
        }
    }
}
