/// HTML and Markdown.
extension SpanRecognizer {
    /// Elements whose content is not prose.
    private static let opaque: Set<String> = ["script", "style", "pre", "code", "svg", "math", "textarea", "kbd", "samp", "tt"]

    /// A tag, a comment, a doctype, or an element with all that is in it where that is not prose.
    mutating func tag() -> Range<Int>? {
        if starts("<!--", at: at) {
            isMarkup = true
            return findAnywhere("-->", from: at + 4).map { at..<$0 + 3 }
        }
        let isClosing = byte(at + 1) == UInt8(ascii: "/")
        let isDeclaration = byte(at + 1) == UInt8(ascii: "!") || byte(at + 1) == UInt8(ascii: "?")
        let start = at + (isClosing || isDeclaration ? 2 : 1)
        guard Self.isLetter(byte(start)) else { return nil }
        let nameEnd = end(of: { Self.isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ":") }, from: start)
        // <http://…> is read at its colon.
        guard !starts("//", at: nameEnd), let close = closeOfTag(from: nameEnd) else { return nil }
        let name = String(decoding: bytes[start..<nameEnd], as: UTF8.self).lowercased()
        let isAddress = bytes[start..<close].contains { $0 == UInt8(ascii: "@") } && byte(nameEnd) != 32
        if isAddress { return at..<close + 1 }
        isMarkup = true
        if !isClosing, !isDeclaration, Self.opaque.contains(name), byte(close - 1) != UInt8(ascii: "/"),
            let end = findAnywhere("</\(name)", from: close)
        {
            return at..<end + name.utf8.count + 2
        }
        return at..<close + 1
    }

    /// The `>` of the tag whose name ends at `start`; nil where what stands there is no tag.
    private func closeOfTag(from start: Int) -> Int? {
        let first = byte(start)
        guard first == UInt8(ascii: ">") || first == UInt8(ascii: "/") || Self.isSpace(first) || first == UInt8(ascii: "@")
            || first == UInt8(ascii: ".")
        else { return nil }
        var quote: UInt8 = 0
        for index in start..<min(bytes.count, start + 1000) {
            let byte = bytes[index]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: ">") {
                return index
            } else if byte == UInt8(ascii: "<") {
                return nil
            } else if byte == UInt8(ascii: "\"") || (byte == UInt8(ascii: "'") && bytes[index - 1] == UInt8(ascii: "=")) {
                quote = byte
            }
        }
        return nil
    }

    /// The target of a Markdown link, `](…)`, or a reference, `][…]` and `]: …`.
    mutating func linkTarget() -> Range<Int>? {
        switch byte(at + 1) {
        case UInt8(ascii: "("):
            guard let close = find(")", from: at, limit: lineEnd) else { return nil }
            let hasSpace = find(" ", from: at + 2, limit: close) != nil
            return hasSpace && find("\"", from: at + 2, limit: close) == nil ? nil : at..<close + 1
        case UInt8(ascii: "["):
            return find("]", from: at + 1, limit: lineEnd).map { at..<$0 + 1 }
        default: return nil
        }
    }
}
