/// The form in which phrases are written in tables.
public enum FoldedText {
    /// Lower case, straight apostrophes, single spaces.
    public static func fold(_ bytes: some Sequence<UInt8>) -> String {
        var text = ""
        var space = false
        for character in String(decoding: Array(bytes), as: UTF8.self).lowercased().unicodeScalars {
            if character.properties.isWhitespace {
                space = !text.isEmpty
                continue
            }
            if space { text.unicodeScalars.append(" ") }
            space = false
            text.unicodeScalars.append(character == "’" || character == "‘" ? "'" : character)
        }
        return text
    }
}
