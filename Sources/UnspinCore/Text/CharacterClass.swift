/// What a character does to a word, as far as the fast path of ``Tokenizer`` knows it (Word_Break of UAX #29).
enum CharacterClass: UInt8 {
    /// Ends a word and is a mark of its own.
    case other
    case space
    /// A line feed: white space that ends a line.
    case lineFeed
    case letter
    case digit
    /// `_`, which joins letters and digits alike.
    case connector
    /// `.`, `'` and `’`: inside a word between two letters, or inside a number between two digits.
    case middle
    /// `,` and `;`: inside a number between two digits.
    case middleOfNumber
    /// `·`: inside a word between two letters.
    case middleOfWord
    /// Left to ICU.
    case complex

    /// The classes of ASCII. ICU's rules take `:` out of UAX #29's MidLetter, so it is a mark.
    static let ascii: [128 of CharacterClass] = {
        var table = [128 of CharacterClass](repeating: .other)
        for byte in [9, 11, 12, 13, 32] { table[byte] = .space }
        table[10] = .lineFeed
        for byte in 48...57 { table[byte] = .digit }
        for byte in 65...90 { table[byte] = .letter }
        for byte in 97...122 { table[byte] = .letter }
        table[95] = .connector
        table[46] = .middle
        table[39] = .middle
        table[44] = .middleOfNumber
        table[59] = .middleOfNumber
        return table
    }()

    /// The class of a scalar beyond ASCII: Latin letters and the marks of English prose are known, the rest is ``complex``.
    @inline(__always)
    static func of(_ scalar: UInt32) -> CharacterClass {
        switch scalar {
        case 0xc0...0x24f: scalar == 0xd7 || scalar == 0xf7 ? .other : .letter
        case 0xa0...0xbf:
            switch scalar {
            case 0xaa, 0xb5, 0xba: .letter
            case 0xb7: .middleOfWord
            case 0xa0: .space
            case 0xad: .complex
            default: .other
            }
        case 0x2018, 0x2019, 0x2024: .middle
        case 0x2010...0x2026, 0x2030...0x203e, 0x20a0...0x20c0: .other
        case 0x2027: .middleOfWord
        default: .complex
        }
    }
}
