/// Citations, identifiers of publications, and numbers with units.
extension SpanRecognizer {
    private static let identifiers: Set<String> = ["doi", "arxiv", "isbn", "issn", "pmid", "hdl", "pmcid"]

    /// `doi:10.1000/182` and its kin, with the colon at hand.
    func identifier() -> Range<Int>? {
        let start = start(of: Self.isLetter, before: at)
        guard Self.identifiers.contains(String(decoding: bytes[start..<at], as: UTF8.self).lowercased()) else { return nil }
        let value = end(of: { $0 == 32 }, from: at + 1)
        var end = end(of: { !Self.isSpace($0) }, from: value)
        while end > value, ".,;)]".utf8.contains(bytes[end - 1]) { end -= 1 }
        return end > value ? start..<end : nil
    }

    /// `[12]`, `[3, 5–7]`, `[@key]`, `[Smi10]`: no words in it.
    mutating func numberedCitation() -> Range<Int>? {
        guard let close = find("]", from: at, limit: min(lineEnd, at + 60)) else { return nil }
        let content = bytes[at + 1..<close]
        if content.first == UInt8(ascii: "@") || content.first == UInt8(ascii: "^") { return at..<close + 1 }
        let isNumbers = content.allSatisfy { Self.isDigit($0) || ", -\u{2013}".utf8.contains($0) }
        let isKey = content.last.map(Self.isDigit) == true && content.first.map(Self.isLetter) == true && content.allSatisfy(Self.isAlphanumeric)
        return content.contains(where: Self.isDigit) && (isNumbers || isKey) ? at..<close + 1 : nil
    }

    private static let citationWords: Set<String> = ["and", "et", "al", "al.", "al.,", "&", "cf.", "see", "e.g.", "e.g.,", "in", "pp.", "p.", "n.d."]

    /// `(Smith et al., 2010; Jones & Brown, 2012a)`: names, years and what joins them.
    mutating func namedCitation() -> Range<Int>? {
        guard let close = find(")", from: at, limit: min(lineEnd, at + 160)) else { return nil }
        let words = bytes[at + 1..<close].split(separator: 32)
        guard words.count >= 2, let last = words.last, Self.isYear(last), let first = words.first, first[first.startIndex] &- 65 < 26
        else { return nil }
        let beforeYear = words[words.count - 2]
        guard beforeYear.last == UInt8(ascii: ",") || beforeYear.starts(with: "al".utf8) else { return nil }
        let fits = words.allSatisfy { word in
            word[word.startIndex] &- 65 < 26 || word[word.startIndex] >= 0x80 || Self.isYear(word)
                || Self.citationWords.contains(String(decoding: word, as: UTF8.self))
        }
        return fits ? at..<close + 1 : nil
    }

    /// `2010`, `2010a`, `2010;`.
    private static func isYear(_ word: ArraySlice<UInt8>) -> Bool {
        let digits = word.prefix { isDigit($0) }
        guard digits.count == 4, let first = digits.first, first == 49 || first == 50 else { return false }
        return word.dropFirst(4).allSatisfy { isLetter($0) || ",;:".utf8.contains($0) } && word.count <= 6
    }

    /// Symbols of units. Those that are English words ("in", "a", "as", "at", "m" for million) are missing.
    private static let units: Set<String> = {
        let prefixed = ["m", "g", "s", "Hz", "W", "V", "A", "J", "N", "Pa", "eV", "F", "L", "l", "mol", "K", "B", "b", "Wh", "bar", "T", "\u{3a9}", "\u{2126}"]
        let prefixes = ["k", "M", "G", "T", "m", "c", "n", "p", "\u{3bc}", "\u{b5}", "h", "d"]
        let plain = [
            "kg", "Hz", "eV", "Pa", "mol", "\u{b0}C", "\u{b0}F", "\u{b0}", "\u{3a9}", "\u{2126}", "mph", "dB", "rpm", "ft", "lb", "oz", "\u{212b}", "\u{c5}", "bpm", "fps",
            "px", "pt", "em", "kcal", "cal", "ppm", "psi", "kph", "KiB", "MiB", "GiB", "KB",
        ]
        return Set(plain + prefixes.flatMap { prefix in prefixed.map { prefix + $0 } }).subtracting(["as", "am", "pm", "mb", "ml", "cl", "dm", "ham", "mA", "hl", "db"])
            .union(["ml", "mb"])
    }()

    /// A number and the symbol of its unit: `5 km`, `10 \u{3bc}m/s`, `3.5GHz`. The unit is what is protected, and the number with it.
    mutating func quantity() -> Range<Int>? {
        if Self.isAlphanumeric(byte(at - 1)) { return nil }
        // The parts of "12,345,678" all end where it does.
        if !number.digits.contains(at) {
            let end = end(of: { Self.isDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }, from: at)
            number = (at..<end, endOfUnit(after: end))
        }
        return number.unitEnd.map { at..<$0 }
    }

    private func endOfUnit(after numberEnd: Int) -> Int? {
        var start = numberEnd
        if byte(start) == 32 { start += 1 } else if byte(start) == 0xc2, byte(start + 1) == 0xa0 { start += 2 }
        let end = end(of: { Self.isLetter($0) || $0 >= 0x80 }, from: start)
        guard end > start, end - start <= 8, Self.units.contains(String(decoding: bytes[start..<end], as: UTF8.self)) else { return nil }
        return end
    }
}
