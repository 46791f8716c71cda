/// The identity of a sequence of tokens: their ``WordHash`` values folded into one, in order.
public enum PhraseHash {
    /// The hash of no token.
    public static let empty: UInt64 = 0x9e37_79b9_7f4a_7c15

    /// Multiply-xor-shift; the multiplier is that of splitmix64 (Steele, Lea, Flood 2014).
    @inlinable @inline(__always)
    public static func adding(_ word: UInt64, to hash: UInt64) -> UInt64 {
        var mixed = (hash ^ word) &* 0xbf58_476d_1ce4_e5b9
        mixed ^= mixed >> 29
        return mixed &+ PhraseHash.empty
    }

    /// The hash of tokens `range`.
    @inline(__always)
    public static func of(_ tokens: Span<Token>, _ range: Range<Int>) -> UInt64 {
        var hash = empty
        for index in range { hash = adding(tokens[index].hash, to: hash) }
        return hash
    }
}
