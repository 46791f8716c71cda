import UnspinCore

/// Entities of HTML that were left in plain text.
extension EncodingNormalizer {
    /// The entity, escaped once or more, that begins with the ampersand at scalar `start`.
    func entity(at start: Int) -> Edit? {
        if input.spans.isMarkup { return nil }
        var at = start + 1
        // “&amp;quot;” was escaped twice.
        while isAmpersand(at), let inner = body(at + 4), inner.isWhole { at += 4 }
        guard let body = body(at), body.isWhole, let scalar = body.scalar, scalar != 0x3c && scalar != 0x3e || !makesTags.holds(at: text.starts[start]) else { return nil }
        // Sites and their users leave single ones in text that no machine rewrote.
        if at == start + 1, !input.isSpun(text.bytes(start..<body.end)) { return nil }
        if isAboutMarkup.holds(at: text.starts[start]) || isCode(start, body.end) { return nil }
        return edit(start..<body.end, String(scalars: [scalar]), "entity", 0.97, "An entity of HTML left in plain text.")
    }

    private struct Body {
        /// Past the semicolon.
        var end: Int
        /// nil where nothing is known by the name.
        var scalar: UInt32?
        var isWhole: Bool { scalar != nil }
    }

    private func isAmpersand(_ at: Int) -> Bool { text[at..<at + 4] == [0x61, 0x6d, 0x70, 0x3b] }

    /// What stands between an ampersand and its semicolon: a name, or a number after `#`.
    private func body(_ start: Int) -> Body? {
        var end = start
        while end - start <= NamedCharacter.mostBytes, text[end] != 0x3b {
            guard LatinLetter.isASCII(text[end]) || text[end] &- 48 < 10 || (end == start && text[end] == 0x23) else { return nil }
            end += 1
        }
        guard text[end] == 0x3b, end > start else { return nil }
        let name = text.text(start..<end)
        return Body(end: end + 1, scalar: name.hasPrefix("#") ? Self.number(name.dropFirst()) : NamedCharacter.scalar(name))
    }

    /// A number names a character of prose; those of C1 are taken for Windows-1252, as browsers do.
    private static func number(_ digits: Substring) -> UInt32? {
        let isHex = digits.first == "x" || digits.first == "X"
        guard let value = UInt32(isHex ? digits.dropFirst() : digits, radix: isHex ? 16 : 10) else { return nil }
        if (0x80..<0xa0).contains(value) { return Misreading.windows1252(UInt8(value)) }
        guard value >= 0x20, let category = Unicode.Scalar(value)?.properties.generalCategory else { return nil }
        return [.unassigned, .privateUse, .control].contains(category) ? nil : value
    }

    /// The line shows tags: “&lt;b&gt;” as plain text would become markup.
    static func makesTags(_ line: String) -> Bool {
        var rest = line[...]
        while let found = rest.firstRange(of: "lt;") {
            if let next = rest[found.upperBound...].first, next.isLetter || next == "/" || next == "!" { return true }
            rest = rest[found.upperBound...]
        }
        return false
    }

    static func isAboutMarkup(_ line: String) -> Bool {
        ["html", "xml", "entit", "escap", "markup", "ampersand", "character reference", "encod"].contains { line.contains($0) }
    }

    /// `p = &copy;` takes an address.
    private func isCode(_ start: Int, _ end: Int) -> Bool {
        var before = start - 1
        while text[before] == 0x20 { before -= 1 }
        let isOperand = [0x3d, 0x28, 0x2c].contains(text[before])
        return isOperand && (text[end] == 0 || text[end] == 0x0a || text[end] == 0x0d || text[end] == 0x29)
    }
}
