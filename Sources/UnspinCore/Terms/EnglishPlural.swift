/// The regular plural of a term's last word.
enum EnglishPlural {
    /// The plural, or the singular of what is one by its looks; nil where rules could not tell.
    static func otherNumber(of term: String) -> String? {
        if term.hasSuffix("ies"), term.utf8.count > 4 { return term.dropLast(3) + "y" }
        if ["sses", "xes", "ches", "shes"].contains(where: term.hasSuffix) { return String(term.dropLast(2)) }
        if term.hasSuffix("s"), !["ss", "us", "is", "ics"].contains(where: term.hasSuffix) { return String(term.dropLast()) }
        return of(term)
    }

    /// nil where the word is a plural already, or has none that rules could tell.
    static func of(_ term: String) -> String? {
        let word = Array(term.utf8)
        guard word.count > 3, let last = word.last, last &- 97 < 26 else { return nil }
        func ends(_ ending: String) -> Bool { word.suffix(ending.utf8.count).elementsEqual(ending.utf8) }
        if ends("sis") || ends("xis") { return String(term.dropLast(2)) + "es" }
        if ends("rix") { return String(term.dropLast(1)) + "ces" }
        if ends("ss") || ends("x") || ends("ch") || ends("sh") { return term + "es" }
        if last == UInt8(ascii: "s") || ["ing", "ics", "ware", "data", "media", "ed"].contains(where: ends) { return nil }
        if last == UInt8(ascii: "y"), !"aeiou".utf8.contains(word[word.count - 2]) { return String(term.dropLast()) + "ies" }
        return term + "s"
    }
}
