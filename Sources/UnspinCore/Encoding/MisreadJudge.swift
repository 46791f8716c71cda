/// Tells text in the wrong encoding from sound text that happens to look like it.
///
/// An accented letter before a closing quotation mark may be both: "CAFÉ”" is the UTF-8 form of "ɔ", read as Windows-1252. Each
/// sequence gathers points for what no author writes, such as a capital or a symbol in the middle of a word.
public struct MisreadJudge {
    let text: ScalarText
    let encoding: Misreading

    public init(_ text: ScalarText, _ encoding: Misreading) {
        self.text = text
        self.encoding = encoding
    }

    /// Points from which on a run is taken for misread text.
    public static let certain = 3
    /// Points that are enough in a text that holds runs of the same encoding which are certain.
    public static let likely = 1

    /// Marks that follow a letter in sound text: closing quotation marks of several languages, dashes, signs, notes.
    private static let closing = Set("”’“‘…»›«–—™®©°ºª·†‡•¹²³§¶\u{a0}".unicodeScalars.map(\.value))
    /// Those of them that may stand between two letters.
    private static let joining = Set("’‘–—·".unicodeScalars.map(\.value))
    /// Symbols of formulas, which stand beside "√" and "≈" in these, too.
    private static let mathematical = Set("π∑∏∫∞∂Ω≤≥±µ≠°".unicodeScalars.map(\.value))

    /// What speaks for sequences that follow one another without a gap.
    public func points(_ run: [MisreadSequence]) -> Int {
        // A control character is no outcome of its own: it is half of what was misread twice.
        if run.count == 1, (0x80..<0xa0).contains(run[0].target) { return 0 }
        return (run.map(points).max() ?? 0) + min(run.count, 4) - 1
    }

    private func points(_ sequence: MisreadSequence) -> Int {
        let scalars = text[sequence.range]
        if scalars.contains(where: { (0x80..<0xa0).contains($0) }) || scalars.count >= 4 { return 3 }
        let place = Place(
            before: text[sequence.range.lowerBound - 1], after: text[sequence.range.upperBound],
            wordBefore: LatinLetter.isASCII(text[sequence.range.lowerBound - 1]) && LatinLetter.isASCII(text[sequence.range.lowerBound - 2]),
            wordAfter: LatinLetter.isASCII(text[sequence.range.upperBound]) && LatinLetter.isASCII(text[sequence.range.upperBound + 1]))
        switch encoding {
        case .windows1252: return scalars.count == 2 ? pointsOfTwo(scalars, sequence, place) : pointsOfThree(scalars, sequence, place)
        case .macRoman: return pointsOfMacRoman(scalars, place)
        case .cp437: return pointsOfCP437(scalars, place)
        }
    }

    /// What stands around a sequence.
    private struct Place {
        var before: UInt32
        var after: UInt32
        /// Two letters or more.
        var wordBefore: Bool
        var wordAfter: Bool

        var isAfterSmallLetter: Bool { before &- 97 < 26 }
        var isAfterCapital: Bool { before &- 65 < 26 || (0xc0...0xde).contains(before) }
        var isBeforeLetter: Bool { LatinLetter.contains(after) }
        var isInWord: Bool { LatinLetter.contains(before) && isBeforeLetter }
    }

    private func pointsOfTwo(_ scalars: [UInt32], _ sequence: MisreadSequence, _ place: Place) -> Int {
        let (lead, trail) = (scalars[0], scalars[1])
        // “Spaß“”, “3×²”: these leads are letters and signs of sound text, and what they make is of far scripts.
        if lead == 0xd7 || lead >= 0xd8 && lead <= 0xdf && lead != 0xd8 && lead != 0xd9 { return Self.closing.contains(trail) ? 0 : 1 }
        let isLatin = lead <= 0xc5
        if !isLatin, lead < 0xce || (0xd2...0xd6).contains(lead) { return Self.closing.contains(trail) ? 0 : 1 }
        // A capital within a word of small letters.
        if place.isAfterSmallLetter { return 3 }
        if lead == 0xc2 { return pointsOfSign(trail, place) }
        if !Self.closing.contains(trail) { return isLatin || place.isBeforeLetter ? 3 : 2 }
        if lead == 0xc3, !place.isAfterCapital, place.isBeforeLetter { return 3 }
        if place.isBeforeLetter, !Self.joining.contains(trail), trail != 0xa0 { return isLatin ? 3 : 2 }
        if place.isAfterCapital { return 0 }
        return lead == 0xc3 && [0xa9, 0xae, 0xa0, 0xaa].contains(trail) && !LatinLetter.contains(place.before) ? 3 : trail == 0xa0 ? 1 : 0
    }

    /// “Â” before a sign that needs none.
    private func pointsOfSign(_ trail: UInt32, _ place: Place) -> Int {
        if place.isAfterCapital || (0x2018...0x201e).contains(place.before) || place.before == 0xab || place.before == 0xa0 { return 0 }
        if trail == 0xbb, place.before == 32 { return 2 }
        return 3
    }

    private func pointsOfThree(_ scalars: [UInt32], _ sequence: MisreadSequence, _ place: Place) -> Int {
        // “â€” begins all of English typography.
        if scalars[0] == 0xe2, scalars[1] == 0x20ac { return 3 }
        if sequence.target == 0xfeff || sequence.target == 0xfffd { return 3 }
        let odd = scalars.dropFirst().count { !Self.closing.contains($0) }
        if place.isInWord, scalars.dropFirst().contains(where: { !Self.joining.contains($0) }) { return 3 }
        return odd == 2 ? 3 : odd == 1 ? 2 : 0
    }

    private func pointsOfMacRoman(_ scalars: [UInt32], _ place: Place) -> Int {
        let trail = scalars[1]
        let isBesideWord = place.wordBefore || place.wordAfter
        switch scalars[0] {
        case 0x201a: return scalars[1] == 0xc4 ? 3 : 1
        case 0xd4: return scalars.count == 3 && scalars[1] == 0xa8 ? 3 : 0
        case 0xac: return [0xa3, 0xa9, 0xae, 0x2020, 0xb4].contains(trail) ? 3 : isBesideWord && !Self.mathematical.contains(trail) ? 3 : 1
        case 0x221a, 0x192, 0x2248:
            if Self.mathematical.contains(trail) { return place.wordBefore && (place.isBeforeLetter || trail == 0xb0 || trail == 0xb1) || place.wordAfter && place.isInWord ? 3 : 1 }
            return isBesideWord || place.isInWord ? 3 : 1
        default: return place.isInWord ? 1 : 0
        }
    }

    private func pointsOfCP437(_ scalars: [UInt32], _ place: Place) -> Int {
        let hasBox = scalars.dropFirst().contains { (0x2500...0x259f).contains($0) }
        switch scalars[0] {
        case 0x393: return scalars[1] == 0xc7 ? 3 : 1
        case 0x251c, 0x252c: return !hasBox && (LatinLetter.contains(place.before) || place.isBeforeLetter || scalars[0] == 0x252c) ? 3 : 1
        case 0x2500, 0x253c: return !hasBox && place.isInWord ? 3 : 1
        default: return place.isInWord ? 1 : 0
        }
    }
}
