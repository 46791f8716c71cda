/// Which scripts a text may hold, by the lead bytes of UTF-8 alone.
extension ScalarText {
    /// Hebrew, Arabic and their neighbours; Armenian begins with one of the bytes, too.
    public static func hasRightToLeft(_ bytes: [UInt8]) -> Bool {
        bytes.indices.contains { index in
            (0xd6...0xdf).contains(bytes[index]) || (bytes[index] == 0xe0 && index + 1 < bytes.count && bytes[index + 1] <= 0xa3)
        }
    }

    /// Kana, Chinese characters or Hangul.
    public static func hasEastAsian(_ bytes: [UInt8]) -> Bool {
        bytes.indices.contains { index in
            (0xe4...0xed).contains(bytes[index]) && bytes[index] != 0xea || (bytes[index] == 0xe3 && index + 1 < bytes.count && bytes[index + 1] >= 0x81)
        }
    }

    /// Letters beyond Latin ones that ``Lookalike`` may know.
    public static func hasLookalikes(_ bytes: Span<UInt8>) -> Bool {
        for index in bytes.indices where bytes[index] >= 0xc9 {
            switch bytes[index] {
            case 0xc9, 0xca, 0xce...0xd6, 0xe1, 0xea, 0xef, 0xf0: return true
            case 0xe2 where index + 1 < bytes.count:
                let second = bytes[index + 1]
                if second == 0x84 || second == 0x85 { return true }
            default: break
            }
        }
        return false
    }
}
