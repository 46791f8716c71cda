extension Article {
    /// As ``takesAn(_:)``, for what letters do not tell as well: initials and letters ("an MRI", "an X", "a U.S."), numbers ("an 8", "an 11th") and "a one-off".
    ///
    /// - Parameter word: one token, as it stands.
    public static func takesAn(sound word: String) -> Bool? {
        let bytes = Array(word.utf8)
        guard let first = bytes.first else { return nil }
        if first &- 48 < 10 { return takesAn(number: bytes.prefix { $0 &- 48 < 10 || $0 == UInt8(ascii: ",") }) }
        let letters = bytes.prefix { ($0 | 0x20) &- 97 < 26 }
        if first &- 65 < 26, bytes.count == 1 || bytes[1] == UInt8(ascii: ".") { return namesWithVowel.contains(first) }
        if letters.count > 1, letters.allSatisfy({ $0 &- 65 < 26 }) { return isSpelledOut(letters) ? namesWithVowel.contains(first) : nil }
        return takesAn(bytes.span)
    }

    /// Letters whose names begin with a vowel.
    private static let namesWithVowel = Set("AEFHILMNORSX".utf8)

    /// Capitals that are spoken letter by letter: no word could begin so, or no letter of a few is a vowel.
    private static func isSpelledOut(_ letters: ArraySlice<UInt8>) -> Bool {
        let start = String(decoding: letters.prefix(2), as: UTF8.self)
        let isVowel = letters.map { "AEIOUY".utf8.contains($0) }
        if letters.count <= 5, !isVowel.contains(true) { return true }
        return (!isVowel[0] && !isVowel[1] && !speakable.contains(start)) || spelledOut.contains(String(decoding: letters, as: UTF8.self))
    }

    /// Pairs of consonants that begin words.
    private static let speakable: Set<String> = [
        "BL", "BR", "CH", "CL", "CR", "DR", "FL", "FR", "GL", "GR", "KN", "PH", "PL", "PR", "PS", "SC", "SH", "SK", "SL", "SM", "SN", "SP", "SQ", "ST",
        "SW", "TH", "TR", "TW", "WH", "WR",
    ]

    /// Initials with vowels that are spelled out all the same.
    private static let spelledOut: Set<String> = ["FBI", "CIA", "EU", "UN", "UK", "US", "USA", "AI", "IOU", "ID", "IQ", "IT", "EPA", "IRA", "HIV", "IBM", "UFO", "SUV", "IPO", "FAQ", "MIT", "SOS"]

    /// "eight" and all that begins with it, "eleven" and "eighteen" where they are spoken so.
    private static func takesAn(number digits: ArraySlice<UInt8>) -> Bool {
        let plain = digits.filter { $0 != UInt8(ascii: ",") }
        if plain.first == UInt8(ascii: "8") { return true }
        let isTeen = plain.starts(with: "11".utf8) || plain.starts(with: "18".utf8)
        // 11, 18, 11,000, 18,000,000; and 1100 and 1800 as hundreds.
        return isTeen && (plain.count % 3 == 2 || plain.count == 4 && digits.count == 4)
    }
}
