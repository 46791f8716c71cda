/// Characters that show nothing and have no business inside a Latin word.
public enum InvisibleCharacter: String, Sendable {
    case softHyphen = "soft-hyphen"
    case zeroWidth = "zero-width"
    case bidi
    case filler
    case variation
    case tag

    public init?(_ scalar: UInt32) {
        switch scalar {
        case 0xad: self = .softHyphen
        case 0x200b...0x200d, 0x2060...0x2064, 0xfeff, 0x34f, 0x180e: self = .zeroWidth
        case 0x200e, 0x200f, 0x202a...0x202e, 0x2066...0x206f: self = .bidi
        case 0x115f, 0x1160, 0x3164, 0xffa0: self = .filler
        case 0xfe00...0xfe0f, 0xe0100...0xe01ef: self = .variation
        case 0xe0000...0xe007f: self = .tag
        default: return nil
        }
    }

    /// How the reason of an edit names it.
    public var name: String {
        switch self {
        case .softHyphen: "a soft hyphen"
        case .zeroWidth: "a zero-width character"
        case .bidi: "a direction mark"
        case .filler: "a filler"
        case .variation: "a variation selector"
        case .tag: "a tag character"
        }
    }
}
