/// Letters by script, as far as disguised words need to know them.
public enum LatinLetter {
    @inlinable @inline(__always)
    public static func isASCII(_ scalar: UInt32) -> Bool { (scalar | 0x20) &- 97 < 26 }

    /// Latin letters as English text and its neighbours write them: ASCII, Latin-1, Extended-A and B, Additional.
    public static func contains(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 { return isASCII(scalar) }
        return ((0xc0...0x24f).contains(scalar) && scalar != 0xd7 && scalar != 0xf7) || (0x1e00...0x1eff).contains(scalar)
    }

    /// Any letter or combining mark, of whatever script.
    public static func isWordPart(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 { return isASCII(scalar) }
        guard let properties = Unicode.Scalar(scalar)?.properties else { return false }
        return properties.isAlphabetic || properties.generalCategory == .nonspacingMark
    }
}
