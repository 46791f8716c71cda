/// Characters that are, byte for byte, the UTF-8 form of one other character in a ``Misreading``.
public struct MisreadSequence: Sendable {
    /// In scalars of the text.
    public var range: Range<Int>
    /// What the bytes stand for.
    public var target: UInt32

    /// The sequence that begins at scalar `start`. Halves of surrogate pairs that were encoded one by one (CESU-8) are joined.
    public init?(_ text: ScalarText, at start: Int, _ encoding: Misreading) {
        guard let (first, width) = Self.scalar(text, start, encoding) else { return nil }
        if (0xd800...0xdbff).contains(first) {
            guard let (second, _) = Self.scalar(text, start + width, encoding), (0xdc00...0xdfff).contains(second) else { return nil }
            self.init(range: start..<start + 2 * width, target: 0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
        } else {
            self.init(range: start..<start + width, target: first)
        }
        guard let properties = Unicode.Scalar(target)?.properties else { return nil }
        let isControl = (0x80..<0xa0).contains(target)
        let isAssigned = ![.unassigned, .privateUse, .control].contains(properties.generalCategory)
        guard isAssigned || isControl else { return nil }
    }

    private init(range: Range<Int>, target: UInt32) {
        self.range = range
        self.target = target
    }

    /// One well-formed sequence, or one of a surrogate.
    private static func scalar(_ text: ScalarText, _ start: Int, _ encoding: Misreading) -> (UInt32, Int)? {
        guard let lead = encoding.byte(text[start]), (0xc2...0xf4).contains(lead) else { return nil }
        let width = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2
        var scalar = UInt32(lead) & (0xff >> UInt32(width + 1))
        for index in start + 1..<start + width {
            guard let trail = encoding.byte(text[index]), trail & 0xc0 == 0x80 else { return nil }
            scalar = scalar << 6 | UInt32(trail & 0x3f)
        }
        let least: UInt32 = width == 4 ? 0x10000 : width == 3 ? 0x800 : 0x80
        return scalar >= least && scalar <= 0x10ffff ? (scalar, width) : nil
    }
}
