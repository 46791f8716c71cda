/// "a" or "an", by the sound that a word begins with.
enum Article {
    /// Beginnings written with a vowel and spoken with a consonant.
    private static let consonantSounds = [
        "eu", "ewe", "one", "once", "oui", "ubi", "uk", "uni", "unanim", "uran", "urol", "us", "ut", "u.s", "u.k", "u.n",
    ]
    /// Exceptions to the exceptions: spoken with a vowel all the same.
    private static let vowelSounds = [
        "hour", "honest", "honor", "honour", "heir", "unimp", "unin", "unid", "ush", "usher", "utter", "utmost", "oner",
        "us-led-",
    ]

    /// Whether "an" stands before `word`; nil where its letters do not tell, as with initials and digits.
    static func takesAn(_ word: String) -> Bool? {
        let lower = word.lowercased()
        guard let first = lower.utf8.first, (97...122).contains(first) else { return nil }
        if word.utf8.count > 1, word == word.uppercased() { return nil }
        if vowelSounds.contains(where: lower.hasPrefix) { return true }
        if consonantSounds.contains(where: lower.hasPrefix) { return false }
        return "aeiou".utf8.contains(first)
    }
}
