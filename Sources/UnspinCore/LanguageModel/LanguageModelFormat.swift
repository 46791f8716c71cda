/// The layout of a compiled language model, shared by reader and builder.
///
/// Little-endian, sections aligned to 64 bytes, no pointers.
///
/// | offset | type | what |
/// |---|---|---|
/// | 0 | 8 bytes | magic `UNSPINLM` |
/// | 8 | UInt32 | version |
/// | 12 | UInt32 | order, 2…4 |
/// | 16 | UInt32, Float | sanity: 0x01020304 and 1.5 |
/// | 24 | UInt32 ×2 | bytes of the header, bytes of a bucket |
/// | 32 | UInt64 | bytes of the whole model |
/// | 40 | UInt64 | checksum of everything after the header |
/// | 48 | UInt64 | checksum of the header, taken with this field 0 |
/// | 56 | UInt32 ×2 | identities of `<s>` and `</s>` |
/// | 64 | Float ×3 | log of an unknown word; step of a unigram's log and of its back-off |
/// | 96 | 4 × 32 bytes | for each order: n-grams, offset, buckets, offset of the codebook (UInt64) |
///
/// A bucket is a cache line. Unigram: 8 slots of (check UInt32, log code UInt16, back-off code UInt16); a slot's
/// index + 1 is the word's identity. Middle orders: 16 entries of (22-bit fingerprint, 10-bit code), the codebook holds
/// 1,024 pairs (log, back-off). Highest order: 16 entries of (24-bit fingerprint, 8-bit code), 256 logs. Buckets fill from
/// their start; what finds its bucket full goes to the next, so a search ends at the first bucket that has room.
public enum LanguageModelFormat {
    public static let magic = Array("UNSPINLM".utf8)
    public static let version: UInt32 = 1
    public static let byteOrderMark: UInt32 = 0x0102_0304
    public static let sanityFloat: Float = 1.5
    public static let headerBytes = 256
    public static let bucketBytes = 64
    public static let unigramsInBucket = 8
    public static let entriesInBucket = 16
    public static let orders = 2...4
    public static let middleCodeBits: UInt32 = 10
    public static let highestCodeBits: UInt32 = 8
    /// Buckets that a look-up reads at most: nothing lies further from its home.
    public static let mostProbes: UInt64 = 1024
    /// Logs and back-offs lie this near to 0, so that no sum of them overflows.
    static let greatestLog: Float = 1e6

    /// Where a word lives: its home bucket, and the bits that tell it from its neighbours (never 0).
    @inlinable @inline(__always)
    public static func unigramPlace(_ hash: UInt64, buckets: UInt64) -> (bucket: UInt64, check: UInt32) {
        let mixed = mix(hash)
        let check = UInt32(truncatingIfNeeded: mixed)
        return (((mixed >> 32) &* buckets) >> 32, check == 0 ? 1 : check)
    }

    /// The home bucket and fingerprint (never 0) of an n-gram, from its key.
    @inlinable @inline(__always)
    public static func place(_ key: UInt64, buckets: UInt64, codeBits: UInt32) -> (bucket: UInt64, fingerprint: UInt32) {
        let fingerprint = UInt32(truncatingIfNeeded: key) >> codeBits
        return (((key >> 32) &* buckets) >> 32, fingerprint == 0 ? 1 : fingerprint)
    }

    /// The key of the n-gram that puts `older` before the n-gram of `key`; a word's own identity is its key.
    @inlinable @inline(__always)
    public static func key(_ key: UInt64, after older: WordID) -> UInt64 {
        mix(key &* 0x9e37_79b9_7f4a_7c15 ^ UInt64(older))
    }

    /// splitmix64's finalizer (Stafford's variant 13): every bit of the input reaches every bit of the output.
    @inlinable @inline(__always)
    static func mix(_ value: UInt64) -> UInt64 {
        var mixed = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// Checksum of whole 8-byte words; a rest is filled up with zeros. 1 GB/s and more.
    public static func checksum(_ bytes: some Sequence<UInt64>) -> UInt64 {
        var sum: UInt64 = 0x243f_6a88_85a3_08d3
        for word in bytes {
            sum = (sum ^ word) &* 0xbf58_476d_1ce4_e5b9
            sum ^= sum >> 31
        }
        return sum
    }
}
