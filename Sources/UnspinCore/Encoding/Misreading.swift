/// An encoding of one byte a character in which UTF-8 is read by mistake.
public enum Misreading: String, Sendable, CaseIterable {
    /// With Latin-1: the bytes that Windows-1252 leaves out, and those of Latin-1, are C1 controls.
    case windows1252 = "windows-1252"
    case macRoman = "mac-roman"
    case cp437

    /// The byte from 80 to FF that it reads as the character; nil where it reads none so.
    public func byte(_ scalar: UInt32) -> UInt8? {
        switch self {
        case .windows1252: (0x80...0xff).contains(scalar) ? UInt8(scalar) : Self.windows1252Bytes[scalar]
        case .macRoman: Self.macRomanBytes[scalar]
        case .cp437: Self.cp437Bytes[scalar]
        }
    }

    /// How Windows-1252 reads a byte from 80 to 9F; nil for the five that it leaves out.
    public static func windows1252(_ byte: UInt8) -> UInt32? {
        let scalar = windows1252Scalars[Int(byte) - 0x80]
        return scalar == UInt32(byte) ? nil : scalar
    }

    /// How the reason of an edit names it.
    public var name: String {
        switch self {
        case .windows1252: "Windows-1252"
        case .macRoman: "MacRoman"
        case .cp437: "code page 437"
        }
    }

    private static let windows1252Scalars = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ".unicodeScalars.map(\.value)
    private static let windows1252Bytes = bytes(windows1252Scalars)
    private static let macRomanBytes = bytes(
        ("ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø"
            + "¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ").unicodeScalars.map(\.value))
    private static let cp437Bytes = bytes(
        ("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
            + "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}").unicodeScalars.map(\.value))

    private static func bytes(_ scalars: [UInt32]) -> [UInt32: UInt8] {
        var bytes: [UInt32: UInt8] = [:]
        for (index, scalar) in scalars.enumerated() { bytes[scalar] = UInt8(0x80 + index) }
        return bytes
    }
}
