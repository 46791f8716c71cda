/// "a" or "an", by the sound that a word begins with.
public enum Article {
    /// Beginnings written with a vowel and spoken with a consonant.
    private static let consonantSounds = [
        "eu", "ewe", "one", "once", "oui", "ubiq", "uk", "uni", "unanim", "uran", "urol", "us", "ut",
    ]
    /// Beginnings spoken with a vowel all the same, or written with a consonant and spoken with a vowel.
    private static let vowelSounds = [
        "hour", "honest", "honor", "honour", "heir", "unimp", "unimag", "unin", "unid", "unir", "unis", "ush", "usher", "utter",
        "utmost", "oner", "oneself",
    ]
    /// Exceptions to these: the "uni" of one, not the "un" of not.
    private static let union = ["unison", "uninomial", "unisex"]

    /// Whether "an" stands before the word that `bytes` begin with; nil where its letters do not tell, as with initials and digits.
    public static func takesAn(_ bytes: Span<UInt8>) -> Bool? {
        var word: [UInt8] = []
        var capitals = 0
        for index in 0..<bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: " ") { break }
            capitals += byte &- 65 < 26 ? 1 : 0
            word.append(byte &- 65 < 26 ? byte | 0x20 : byte)
        }
        guard let first = word.first, first &- 97 < 26 else { return nil }
        if word.count > 1, capitals == word.count { return nil }
        if union.contains(where: { word.starts(with: $0.utf8) }) { return false }
        if vowelSounds.contains(where: { word.starts(with: $0.utf8) }) { return true }
        if consonantSounds.contains(where: { word.starts(with: $0.utf8) }) { return false }
        return "aeiou".utf8.contains(first)
    }

    /// Whether a token is "a" (false) or "an" (true) in front of a word; nil where it is neither.
    public static func isAn(_ token: Token) -> Bool? { token.hash == an ? true : token.hash == a ? false : nil }

    private static let a = WordHash.of(folded: "a".utf8)
    private static let an = WordHash.of(folded: "an".utf8)
}
