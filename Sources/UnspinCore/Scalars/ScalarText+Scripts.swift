/// Which scripts a text may hold, by the lead bytes of UTF-8 alone.
extension ScalarText {
    /// Hebrew, Arabic and their neighbours; Armenian begins with one of the bytes, too.
    public static func hasRightToLeft(_ bytes: [UInt8]) -> Bool {
        holds(bytes.span) { byte, next in byte >= 0xd6 && byte <= 0xdf || byte == 0xe0 && next <= 0xa3 }
    }

    /// Kana, Chinese characters or Hangul.
    public static func hasEastAsian(_ bytes: [UInt8]) -> Bool {
        holds(bytes.span) { byte, next in byte >= 0xe4 && byte <= 0xed && byte != 0xea || byte == 0xe3 && next >= 0x81 && next < Self.end }
    }

    /// Letters beyond Latin ones that ``Lookalike`` may know.
    public static func hasLookalikes(_ bytes: Span<UInt8>) -> Bool {
        holds(bytes) { byte, next in
            switch byte {
            case 0xc9, 0xca, 0xce...0xd6, 0xe1, 0xea, 0xef, 0xf0: true
            case 0xe2: next == 0x84 || next == 0x85
            default: false
            }
        }
    }

    /// Stands for the byte after the last one.
    private static let end: UInt16 = 0x100

    /// Whether a byte beyond ASCII is sought, by itself and the one after it; eight bytes of ASCII cost as much as one.
    @inline(__always)
    private static func holds(_ bytes: Span<UInt8>, _ isSought: (_ byte: UInt8, _ next: UInt16) -> Bool) -> Bool {
        var at = 0
        while at < bytes.count {
            if at &+ 8 <= bytes.count {
                let eight = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
                if eight & 0x8080_8080_8080_8080 == 0 {
                    at &+= 8
                    continue
                }
            }
            let byte = bytes[at]
            let next = at &+ 1 < bytes.count ? UInt16(bytes[at &+ 1]) : end
            if byte >= 0x80, isSought(byte, next) { return true }
            at &+= 1
        }
        return false
    }
}
