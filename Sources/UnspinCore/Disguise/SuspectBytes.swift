/// Which of the steps that work on characters may find something in a text. No false negatives; a false alarm costs time only.
///
/// Sound English text, with curly quotation marks, dashes and accented letters, raises none.
public struct SuspectBytes: OptionSet, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Text read in the wrong encoding, entities, C1 controls.
    public static let encoding = SuspectBytes(rawValue: 1)
    /// Zero-width and bidi characters, soft hyphens.
    public static let invisible = SuspectBytes(rawValue: 2)
    /// Letters of other scripts beside Latin ones, and Latin letters of another style.
    public static let lookalikes = SuspectBytes(rawValue: 4)
    /// Braces, bars, placeholders, rows of asterisks.
    public static let spintax = SuspectBytes(rawValue: 8)
}

extension SuspectBytes {
    /// The lines of a text, with their line feeds, in which `belongs` finds something.
    public static func lines(of bytes: [UInt8], where belongs: (Span<UInt8>) -> Bool) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, LineFeed.first(in: bytes.span, from: start, to: bytes.count) + 1)
            if belongs(bytes.span.extracting(start..<end)) { lines.append(start..<end) }
            start = end
        }
        return lines
    }

    /// Looks at a byte that the scan stopped at, and at what stands around it.
    @inline(__always)
    static func around(_ at: Int, _ bytes: Span<UInt8>) -> SuspectBytes {
        let byte = bytes[at]
        if byte < 0x80 { return ofASCII(byte, at, bytes) }
        if byte < 0xc2 { return [] }
        return ofLead(byte, at, bytes)
    }

    private static func ofASCII(_ byte: UInt8, _ at: Int, _ bytes: Span<UInt8>) -> SuspectBytes {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"): return .spintax
        case UInt8(ascii: "&"):
            let next = self.byte(at + 1, bytes)
            return isLetter(next) || next == UInt8(ascii: "#") ? .encoding : []
        case UInt8(ascii: "*"):
            let next = self.byte(at + 1, bytes)
            if next &- 48 < 10 { return self.byte(at - 1, bytes) == UInt8(ascii: "(") ? .spintax : [] }
            if next != byte { return [] }
            if self.byte(at + 2, bytes) != byte { return [] }
            return self.byte(at + 3, bytes) == byte ? .spintax : []
        default: return []
        }
    }

    @inline(never)
    private static func ofLead(_ lead: UInt8, _ at: Int, _ bytes: Span<UInt8>) -> SuspectBytes {
        let second = byte(at + 1, bytes)
        let third = byte(at + 2, bytes)
        switch lead {
        case 0xc2:
            if second < 0xa0 { return .encoding }
            if second == 0xad { return .invisible }
            // MacRoman's C2 is “¬”.
            return second == 0xac && third >= 0xc2 ? .encoding : []
        case 0xc3: return ofAccented(second, at, bytes)
        case 0xc6: return second == 0x92 && third >= 0xc2 ? .encoding : []
        case 0xc9, 0xca: return .lookalikes
        case 0xcd: return second == 0x8f ? .invisible : besideLatin(at, 2, bytes)
        case 0xce...0xd6:
            // cp437's E2 is “Γ” and its 80 “Ç”.
            if lead == 0xce, second == 0x93, third == 0xc3 { return .encoding }
            return besideLatin(at, 2, bytes)
        case 0xe1:
            switch second {
            case 0xb4, 0xb5: return .lookalikes
            case 0x8e, 0x8f: return besideLatin(at, 3, bytes)
            case 0x85: return third == 0x9f || third == 0xa0 ? .invisible : []
            case 0xa0: return third == 0x8e ? .invisible : []
            default: return []
            }
        case 0xe2: return ofSymbol(second, third, at, bytes)
        case 0xe3: return second == 0x85 && third == 0xa4 ? .invisible : []
        case 0xea: return second == 0x9c && third >= 0xb0 ? .lookalikes : []
        case 0xef:
            switch second {
            case 0xbb: return third == 0xbf && at > 0 ? .invisible : []
            case 0xbc: return third >= 0xa1 ? .lookalikes : []
            case 0xbd: return third <= 0x9a ? .lookalikes : []
            case 0xb8: return third <= 0x8f && isLetter(byte(at - 1, bytes)) ? .invisible : []
            case 0xbe: return third == 0xa0 ? .invisible : []
            // MacRoman's F0.
            case 0xa3: return third == 0xbf ? .encoding : []
            default: return []
            }
        case 0xf0: return second == 0x9d && third >= 0x90 && third <= 0x9b ? .lookalikes : []
        case 0xf3: return isLetter(byte(at - 1, bytes)) ? .invisible : []
        default: return []
        }
    }

    /// U+00C0…U+00FF, the leads of UTF-8 read as Windows-1252: two more characters must be able to follow.
    private static func ofAccented(_ second: UInt8, _ at: Int, _ bytes: Span<UInt8>) -> SuspectBytes {
        let next = byte(at + 2, bytes)
        // “â€” may have lost its third; “Ã” and “Â” their second, to a space.
        if second == 0xa2, next == 0xe2 { return byte(at + 3, bytes) == 0x82 ? .encoding : [] }
        if second == 0x83 || second == 0x82 { return next >= 0x80 || next == 32 ? .encoding : [] }
        if second < 0xa0 { return isTrail(at + 2, bytes) > 0 ? .encoding : [] }
        let width = isTrail(at + 2, bytes)
        return width > 0 && isTrail(at + 2 + width, bytes) > 0 ? .encoding : []
    }

    /// The width of the character at `at` where Windows-1252 has it at 80…BF; else 0.
    private static func isTrail(_ at: Int, _ bytes: Span<UInt8>) -> Int {
        switch byte(at, bytes) {
        case 0xc2, 0xc5, 0xc6, 0xcb: 2
        case 0xe2, 0xef: 3
        default: 0
        }
    }

    /// U+2000…U+2FFF.
    private static func ofSymbol(_ second: UInt8, _ third: UInt8, _ at: Int, _ bytes: Span<UInt8>) -> SuspectBytes {
        let next = byte(at + 3, bytes)
        switch second {
        case 0x80:
            if third >= 0x8b && third <= 0x8f || third >= 0xaa && third <= 0xae { return .invisible }
            // MacRoman's E2 80 is “‚Ä”.
            return third == 0x9a && next == 0xc3 ? .encoding : []
        case 0x81: return third >= 0xa0 && third <= 0xaf ? .invisible : []
        // “€™” is what is left of “â€™”.
        case 0x82: return third == 0xac && next >= 0xc2 ? .encoding : []
        case 0x84, 0x85: return besideLatin(at, 3, bytes)
        // “√” and “├” are C3, “┬” is C2.
        case 0x88: return third == 0x9a && next >= 0xc2 ? .encoding : []
        case 0x94: return (third == 0x9c || third == 0xac) && next >= 0xc2 ? .encoding : []
        default: return []
        }
    }

    /// Suspect where an ASCII letter stands right before or after the character.
    private static func besideLatin(_ at: Int, _ width: Int, _ bytes: Span<UInt8>) -> SuspectBytes {
        isLetter(byte(at - 1, bytes)) || isLetter(byte(at + width, bytes)) ? .lookalikes : []
    }

    @inline(__always)
    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 }

    /// 0 outside of the text.
    @inline(__always)
    private static func byte(_ at: Int, _ bytes: Span<UInt8>) -> UInt8 { at >= 0 && at < bytes.count ? bytes[at] : 0 }
}
