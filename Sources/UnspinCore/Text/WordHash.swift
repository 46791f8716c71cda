/// The identity of a folded word: FNV-1a over its UTF-8 bytes, 64 bits.
///
/// Fowler, Noll, Vo; constants from RFC 9923. Computed while a word is read; 400,000 words collide with probability 4e-9.
public enum WordHash {
    /// The hash of no bytes.
    public static let empty: UInt64 = 0xcbf2_9ce4_8422_2325

    @inlinable @inline(__always)
    public static func adding(_ byte: UInt8, to hash: UInt64) -> UInt64 {
        (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }

    /// The hash of a word that is folded already.
    public static func of(folded word: some Sequence<UInt8>) -> UInt64 {
        var hash = empty
        for byte in word { hash = adding(byte, to: hash) }
        return hash
    }
}
