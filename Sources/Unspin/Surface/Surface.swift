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
        if usesCurlyApostrophes {
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
        if startsCapital, let first = text.first { return first.uppercased() + text.dropFirst() }
        return text
    }
}
