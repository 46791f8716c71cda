/// Code, templates and formulas.
extension SpanRecognizer {
    /// The end of a fenced block that begins at the line at hand (CommonMark 4.5), with its closing line.
    mutating func fence() -> Int? {
        let start = end(of: { $0 == 32 }, from: at)
        let mark = byte(start)
        guard start - at <= 3, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
        let count = end(of: { $0 == mark }, from: start) - start
        guard (3...Self.longestRow).contains(count), mark == UInt8(ascii: "~") || !bytes[start + count..<lineEnd].contains(mark),
            let close = findAnywhere("\n" + String(repeating: mark == UInt8(ascii: "~") ? "~" : "`", count: count), from: lineEnd)
        else { return nil }
        return LineFeed.first(in: bytes.span, from: close + 1, to: bytes.count)
    }

    /// The end of the line at hand where it shows a command, or is indented and reads as code: it ends like a statement or holds an operator that
    /// prose does not.
    func codeLine() -> Int? {
        let start = end(of: { $0 == 32 || $0 == 9 }, from: at)
        if starts("Usage: ", at: start) || starts("usage: ", at: start) || starts("sudo ", at: start) { return lineEnd }
        guard start < lineEnd, start - at >= 4 || byte(at) == 9 else { return nil }
        var last = lineEnd - 1
        while last > start, Self.isSpace(bytes[last]) { last -= 1 }
        if [UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ";")].contains(bytes[last]) { return lineEnd }
        let marks: [StaticString] = ["==", "!=", "=>", "->", "&&", "||", "();", "::", " = ", "</", "/>"]
        for index in start..<lineEnd where marks.contains(where: { starts($0, at: index) }) { return lineEnd }
        return nil
    }

    /// Code in backticks, within a paragraph's line (CommonMark 6.1).
    mutating func codeSpan() -> Range<Int>? {
        let mark = UInt8(ascii: "`")
        let count = end(of: { $0 == mark }, from: at) - at
        if count > Self.longestRow { return nil }
        var index = at + count
        while index < lineEnd {
            guard let next = find("`", from: index, limit: lineEnd) else { return nil }
            let run = end(of: { $0 == mark }, from: next)
            // ``This'' is a quotation as typewriters and LaTeX write it.
            if run - next == count { return count == 2 && find("''", from: at, limit: lineEnd) != nil ? nil : at..<run }
            index = run
        }
        return nil
    }

    /// `{{…}}`, `{%…%}`, `{#…#}`, `${…}` on one line. `{{a|b} c|d}` is no template: its inner braces close apart.
    mutating func template() -> Range<Int>? {
        let opening = byte(at + 1)
        if byte(at - 1) == UInt8(ascii: "$"), let close = find("}", from: at, limit: lineEnd) { return at - 1..<close + 1 }
        guard opening == UInt8(ascii: "{") || opening == UInt8(ascii: "%") || opening == UInt8(ascii: "#") else { return nil }
        let closing = opening == UInt8(ascii: "{") ? "}" : opening == UInt8(ascii: "%") ? "%" : "#"
        guard let close = find(closing + "}", from: at + 2, limit: lineEnd) else { return nil }
        if opening == UInt8(ascii: "{"), let inner = find(closing, from: at + 2, limit: lineEnd), inner < close { return nil }
        return at..<close + 2
    }

    /// `\command{…}[…]`, `\(…\)`, `\[…\]`, `\begin{…}…\end{…}`.
    mutating func latex() -> Range<Int>? {
        let next = byte(at + 1)
        if next == UInt8(ascii: "(") || next == UInt8(ascii: "[") {
            return find(next == UInt8(ascii: "(") ? "\\)" : "\\]", from: at + 2, limit: at + Self.farthest).map { at..<$0 + 2 }
        }
        guard Self.isLetter(next) else { return next == 0 || Self.isSpace(next) ? nil : at..<at + (next < 0x80 ? 2 : 1) }
        var index = end(of: Self.isLetter, from: at + 1)
        if starts("\\begin{", at: at), let name = find("}", from: index, limit: lineEnd) {
            if let end = endOfEnvironment(index + 1..<name) { return at..<end }
        }
        while byte(index) == UInt8(ascii: "{") || byte(index) == UInt8(ascii: "[") {
            guard let close = closing(of: index, limit: min(bytes.count, index + Self.farthest / 10)) else { break }
            index = close + 1
        }
        return at..<index
    }

    /// Bytes of an environment's name, at most.
    private static let longestName = 64

    /// Past the `\\end{…}` of the environment whose name stands at `name`.
    private mutating func endOfEnvironment(_ name: Range<Int>) -> Int? {
        if name.count > Self.longestName { return nil }
        // Each name is sought in one list: names that never end, each another one, would else make a search of the text each.
        if environmentEnds == nil { environmentEnds = endsOfEnvironments() }
        let places = environmentEnds?[String(decoding: bytes[name], as: UTF8.self)] ?? []
        let next = places.partitioningIndex { $0 >= name.upperBound }
        return next < places.count ? places[next] + name.count + 6 : nil
    }

    private func endsOfEnvironments() -> [String: [Int]] {
        var ends: [String: [Int]] = [:]
        for start in bytes.indices where bytes[start] == UInt8(ascii: "\\") && starts("\\end{", at: start) {
            let nameStart = start + 5
            guard let nameEnd = bytes[nameStart...].prefix(Self.longestName + 1).firstIndex(of: UInt8(ascii: "}")) else { continue }
            ends[String(decoding: bytes[nameStart..<nameEnd], as: UTF8.self), default: []].append(start)
        }
        return ends
    }

    /// The bracket that closes the one at `index`.
    private func closing(of index: Int, limit: Int) -> Int? {
        let open = bytes[index]
        let close = open == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: "]")
        var depth = 0
        for place in index..<limit {
            if bytes[place] == open { depth += 1 }
            if bytes[place] == close { depth -= 1 }
            if depth == 0 { return place }
        }
        return nil
    }

    /// `$…$` and `$$…$$` on one line, where what is between them reads as a formula and not as prices.
    mutating func formula() -> Range<Int>? {
        let dollar = UInt8(ascii: "$")
        if byte(at + 1) == dollar {
            return find("$$", from: at + 2, limit: min(bytes.count, at + Self.farthest)).map { at..<$0 + 2 }
        }
        guard !Self.isSpace(byte(at + 1)), byte(at - 1) != dollar, let close = find("$", from: at + 1, limit: lineEnd),
            !Self.isSpace(byte(close - 1)), !Self.isDigit(byte(close + 1))
        else { return nil }
        let content = bytes[at + 1..<close]
        let isFormula = content.contains { "\\^_={}<>|+".utf8.contains($0) } || (content.count <= 3 && content.contains(where: Self.isLetter))
        return isFormula ? at..<close + 1 : nil
    }
}
