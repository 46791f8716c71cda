import UnspinCore

/// Sets a restored phrase into its place: capitals, apostrophes.
enum Surface {
    /// The head as it has to be written where the variant stood.
    ///
    /// - Parameters:
    ///   - head: the original phrase, capitals only where it always has them.
    ///   - variant: the text that it replaces.
    ///   - usesCurlyApostrophes: how the document writes them.
    static func fitted(_ head: [UInt8], to variant: Span<UInt8>, usesCurlyApostrophes: Bool) -> String {
        var text = String(decoding: head, as: UTF8.self)
        if usesCurlyApostrophes, head.contains(UInt8(ascii: "'")) {
            text = String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "'" ? "’" : $0 }))
        }
        var letters = 0
        var capitals = 0
        var startsCapital = false
        for index in 0..<variant.count {
            let byte = variant[index]
            let isCapital = (65...90).contains(byte)
            if isCapital || (97...122).contains(byte) {
                if letters == 0 { startsCapital = isCapital }
                letters += 1
                capitals += isCapital ? 1 : 0
            }
        }
        if letters > 1, capitals == letters { return text.uppercased() }
        if !startsCapital { return lastWordCapitalized(variant) ? capitalizingLastWord(text) : text }
        if let first = text.first { return first.uppercased() + text.dropFirst() }
        return text
    }

    /// Whether the variant has several words, the first small and the last one a capital: "the General".
    private static func lastWordCapitalized(_ variant: Span<UInt8>) -> Bool {
        var index = variant.count
        while index > 0, variant[index - 1] != UInt8(ascii: " ") { index -= 1 }
        return index > 0 && index < variant.count && (65...90).contains(variant[index])
    }

    private static func capitalizingLastWord(_ text: String) -> String {
        guard let space = text.lastIndex(of: " ") else { return text }
        let last = text[text.index(after: space)...]
        return text[...space] + last.prefix(1).uppercased() + last.dropFirst()
    }
}
