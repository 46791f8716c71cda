/// The form in which phrases are written in tables.
public enum FoldedText {
    /// Lower case, straight apostrophes, single spaces.
    public static func fold(_ bytes: some Sequence<UInt8>) -> String { fold(Array(bytes).span) }

    /// As ``fold(_:)``, for bytes in place.
    public static func fold(_ bytes: Span<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var space = false
        for index in 0..<bytes.count {
            let byte = bytes[index]
            if byte >= 0x80 { return foldScalars(bytes) }
            if byte == 32 || byte &- 9 < 5 {
                space = !text.isEmpty
                continue
            }
            if space { text.append(32) }
            space = false
            text.append(byte &- 65 < 26 ? byte | 0x20 : byte)
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func foldScalars(_ bytes: Span<UInt8>) -> String {
        var copy: [UInt8] = []
        for index in 0..<bytes.count { copy.append(bytes[index]) }
        var text = ""
        var space = false
        for character in String(decoding: copy, as: UTF8.self).lowercased().unicodeScalars {
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
