/// The hash of a word's folded form and how it is written, built up scalar by scalar.
struct FoldedWord {
    var hash = WordHash.empty
    private var letters = 0
    private var capitals = 0
    private var startsCapital = false

    /// Adds a scalar that stands at `range`: lower case, `’` and `‘` as `'`.
    @inline(__always)
    mutating func append(_ scalar: UInt32, _ bytes: Span<UInt8>, _ range: Range<Int>) {
        if scalar < 0x80 {
            let byte = UInt8(truncatingIfNeeded: scalar)
            let isCapital = byte &- 65 < 26
            count(isLetter: (byte | 0x20) &- 97 < 26, isCapital: isCapital)
            hash = WordHash.adding(isCapital ? byte | 0x20 : byte, to: hash)
        } else if scalar == 0x2018 || scalar == 0x2019 {
            hash = WordHash.adding(UInt8(ascii: "'"), to: hash)
        } else if scalar &- 0xc0 < 0x40, scalar & 0xdf != 0xd7, range.count == 2 {
            // The letters of Latin-1, whose small forms come 32 after the capitals; ß and ÿ have none.
            let isCapital = scalar < 0xdf
            count(isLetter: true, isCapital: isCapital)
            hash = WordHash.adding(0xc3, to: hash)
            hash = WordHash.adding(UInt8(truncatingIfNeeded: scalar & 0x3f | 0x80) | (isCapital ? 0x20 : 0), to: hash)
        } else {
            appendSlowly(scalar, bytes, range)
        }
    }

    @inline(never)
    private mutating func appendSlowly(_ scalar: UInt32, _ bytes: Span<UInt8>, _ range: Range<Int>) {
        guard scalar != 0xfffd || range.count == 3, let properties = Unicode.Scalar(scalar)?.properties else {
            for at in range { hash = WordHash.adding(bytes[at], to: hash) }
            return
        }
        count(isLetter: properties.isAlphabetic, isCapital: properties.isUppercase)
        if properties.isUppercase {
            for byte in properties.lowercaseMapping.utf8 { hash = WordHash.adding(byte, to: hash) }
        } else {
            for at in range { hash = WordHash.adding(bytes[at], to: hash) }
        }
    }

    @inline(__always)
    private mutating func count(isLetter: Bool, isCapital: Bool) {
        if isLetter {
            if letters == 0 { startsCapital = isCapital }
            letters &+= 1
        }
        if isCapital { capitals &+= 1 }
    }

    var letterCase: Token.Case {
        if capitals == 0 { return .lower }
        if letters > 1, capitals >= letters { return .upper }
        return startsCapital && capitals == 1 ? .capitalized : .mixed
    }
}
