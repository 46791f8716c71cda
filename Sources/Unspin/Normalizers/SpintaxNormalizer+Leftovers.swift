import UnspinCore

/// What is left of a spinner's source where its braces do not match, and its placeholders.
extension SpintaxNormalizer {
    /// Choices of which a brace is lost, and single braces at words.
    func torn(_ line: Range<Int>, _ groups: [SpintaxGroup]) -> [Edit] {
        var edits: [Edit] = []
        var at = line.lowerBound
        var next = 0
        while at < line.upperBound {
            if next < groups.count, at >= groups[next].range.lowerBound {
                at = groups[next].range.upperBound
                next += 1
                continue
            }
            let byte = bytes[at]
            if byte == UInt8(ascii: "|"), let edit = choice(at, line, after: edits.last { $0.original.count > 1 }?.range.upperBound ?? line.lowerBound) {
                // The choice takes its brace along.
                while let last = edits.last, last.range.upperBound > edit.range.lowerBound { edits.removeLast() }
                edits.append(edit)
                at = edit.range.upperBound
            } else {
                if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}"), let edit = brace(at, line) { edits.append(edit) }
                at += 1
            }
        }
        return edits
    }

    /// "great|good", with a brace before or after where one is left.
    private func choice(_ bar: Int, _ line: Range<Int>, after limit: Int) -> Edit? {
        let words = { (byte: UInt8) in LatinLetter.isASCII(UInt32(byte)) || byte >= 0x80 || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "-") }
        guard bar > limit, bar + 1 < line.upperBound, words(bytes[bar - 1]), words(bytes[bar + 1]) else { return nil }
        var start = bar
        while start > limit, words(bytes[start - 1]) { start -= 1 }
        var first = start
        var count = 1
        // An open brace a few words before begins the choice.
        var open = start
        while open > max(limit, bar - 40), words(bytes[open - 1]) || bytes[open - 1] == 32 { open -= 1 }
        let isOpen = open > limit && bytes[open - 1] == UInt8(ascii: "{") && bytes[open] != 32
        if isOpen {
            first = open
            start = open - 1
            count = bytes[first..<bar].split(separator: 32).count
        }
        var options = [text(first..<bar)]
        var at = bar
        while at < line.upperBound, bytes[at] == UInt8(ascii: "|") {
            var end = at + 1
            var seen = 0
            while seen < count {
                while end < line.upperBound, words(bytes[end]) { end += 1 }
                seen += 1
                if seen < count, end < line.upperBound, bytes[end] == 32 { end += 1 }
            }
            options.append(text(at + 1..<end))
            at = end
        }
        if at < line.upperBound, bytes[at] == UInt8(ascii: "}") { at += 1 }
        guard options.allSatisfy({ !$0.isEmpty && $0.first != " " && SpintaxGroup.isProse($0) }), !input.spans.overlap(start..<at) else { return nil }
        let before = start > line.lowerBound ? bytes[start - 1] : 32
        let after = at < line.upperBound ? bytes[at] : 32
        guard before == 32 || before == UInt8(ascii: "\""), after == 32 || ".,;:!?".utf8.contains(after) else { return nil }
        let (reading, confidence) = best(options, before: text(max(line.lowerBound, start - 120)..<start), after: text(at..<min(line.upperBound, at + 60)))
        return edit(start..<at, reading, "torn-group", confidence, "One reading of a spinner's choices, of which a brace is lost.")
    }

    /// A brace that touches a word and has no partner.
    private func brace(_ at: Int, _ line: Range<Int>) -> Edit? {
        let before = at > line.lowerBound ? bytes[at - 1] : 32
        let after = at + 1 < line.upperBound ? bytes[at + 1] : 32
        let isOpen = bytes[at] == UInt8(ascii: "{")
        let touches = isOpen ? LatinLetter.isASCII(UInt32(after)) : LatinLetter.isASCII(UInt32(before))
        let isFree = isOpen ? before == 32 || before == UInt8(ascii: "\"") : after == 32 || ".,;:!?".utf8.contains(after)
        let reach = isOpen ? at..<min(line.upperBound, at + 400) : max(line.lowerBound, at - 400)..<at
        let partner = bytes[reach].contains(isOpen ? UInt8(ascii: "}") : UInt8(ascii: "{"))
        return touches && isFree && !partner ? edit(at..<at + 1, "", "brace", 0.9, "A brace of the spinner's source.") : nil
    }

    /// `(*12*)`, and rows of asterisks between words: they stood for what a spinner was to keep, which is lost.
    func placeholders(_ line: Range<Int>) -> [Edit] {
        guard bytes[line].contains(UInt8(ascii: "*")) else { return [] }
        let words = bytes[line].split(separator: 32).count { $0.allSatisfy { LatinLetter.isASCII(UInt32($0)) || ",.'".utf8.contains($0) } }
        var edits: [Edit] = []
        var at = line.lowerBound
        while let star = bytes[at..<line.upperBound].firstIndex(of: UInt8(ascii: "*")) {
            if let range = (words >= 4 ? numbered(star, line) : nil) ?? row(star, line) {
                edits.append(edit(withSpace(range, line), "", "placeholder", 0.8, "A placeholder of the spinner; what it stood for is lost."))
                at = range.upperBound
            } else {
                at = star + 1
                while at < line.upperBound, bytes[at] == UInt8(ascii: "*") { at += 1 }
            }
        }
        return edits
    }

    private func numbered(_ star: Int, _ line: Range<Int>) -> Range<Int>? {
        guard star > line.lowerBound, bytes[star - 1] == UInt8(ascii: "(") else { return nil }
        var end = star + 1
        while end < line.upperBound, bytes[end] &- 48 < 10 { end += 1 }
        guard end > star + 1, end + 1 < line.upperBound, bytes[end] == UInt8(ascii: "*"), bytes[end + 1] == UInt8(ascii: ")") else { return nil }
        return star - 1..<end + 2
    }

    /// Four asterisks and more between two words of a sentence.
    private func row(_ star: Int, _ line: Range<Int>) -> Range<Int>? {
        guard isProven, star > line.lowerBound, bytes[star - 1] == 32 else { return nil }
        var end = star
        while end < line.upperBound, bytes[end] == UInt8(ascii: "*") { end += 1 }
        guard end - star >= 4, end + 1 < line.upperBound, bytes[end] == 32, LatinLetter.isASCII(UInt32(bytes[end + 1])) else { return nil }
        let before = bytes[line.lowerBound..<star].last { $0 != 32 }
        return before.map { LatinLetter.isASCII(UInt32($0)) } == true ? star..<end : nil
    }

    /// With the space before it, where another follows.
    private func withSpace(_ range: Range<Int>, _ line: Range<Int>) -> Range<Int> {
        guard range.lowerBound > line.lowerBound, bytes[range.lowerBound - 1] == 32 else { return range }
        let after = range.upperBound < line.upperBound ? bytes[range.upperBound] : 32
        return after == 32 || ".,;:!?".utf8.contains(after) ? range.lowerBound - 1..<range.upperBound : range
    }
}
