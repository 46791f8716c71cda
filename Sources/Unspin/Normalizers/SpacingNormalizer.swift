import UnspinCore

/// The step `spacing`: spaces and marks that a spinner lost or doubled. How a text writes its marks is not touched.
struct SpacingNormalizer: ProseNormalizer {
    static let id = "spacing"

    private let input: StepInput
    /// The lines of the spun ranges and those around them.
    private let text: ScalarText
    /// What the document does throughout; nil until a rule asks.
    private var habits: Habits?
    private var edits: [Edit] = []

    /// What is a document's own way, and so no damage.
    private struct Habits {
        /// Doubled spaces between words.
        var doublesSpaces: Bool
        /// Spaces at the inner sides of its brackets and quotation marks.
        var spacesInside: Bool

        init(_ text: ScalarText) {
            let doubled = (1..<max(1, text.count)).count { text[$0] == 0x20 && text[$0 - 1] == 0x20 && LatinLetter.isASCII(text[$0 + 1]) }
            let inner = (1..<max(1, text.count)).count { text[$0] == 0x20 && SpacingNormalizer.isInner(text, $0) }
            spacesInside = inner > 4 && inner * 2 > text.scalars.count { SpacingNormalizer.pairs.contains($0) }
            doublesSpaces = doubled > 4 && doubled * 200 > text.count
        }
    }

    static func edits(_ input: StepInput) -> [Edit] {
        var step = SpacingNormalizer(input)
        var next = 0
        for range in input.spun ?? [] {
            while next < step.text.count, step.text.starts[next] < range.lowerBound { next += 1 }
            let start = next
            while next < step.text.count, step.text.starts[next] < range.upperBound { next += 1 }
            // The mark that ends the region is part of what stands around its words.
            step.mend(start..<min(next + 1, step.text.count))
        }
        return step.edits
    }

    private init(_ input: StepInput) {
        self.input = input
        text = ScalarText(input.bytes, lines: Self.lines(around: input.spun ?? [], in: input.bytes))
    }

    /// The lines that `ranges` touch with a line on either side, so that rules see what they would see in the whole text.
    private static func lines(around ranges: [Range<Int>], in bytes: [UInt8]) -> [Range<Int>] {
        func lineStart(before index: Int) -> Int { bytes[..<max(0, index - 1)].lastIndex(of: 0x0a).map { $0 + 1 } ?? 0 }
        func lineEnd(after index: Int) -> Int { bytes[index...].firstIndex(of: 0x0a).map { $0 + 1 } ?? bytes.count }
        var lines: [Range<Int>] = []
        var read = 0
        for range in ranges where range.upperBound > read {
            read = lineEnd(after: range.upperBound)
            let end = lineEnd(after: read)
            if let last = lines.last, last.upperBound >= range.lowerBound {
                lines[lines.count - 1] = last.lowerBound..<end
                continue
            }
            let start = lineStart(before: lineStart(before: range.lowerBound))
            if let last = lines.last, last.upperBound >= start {
                lines[lines.count - 1] = last.lowerBound..<end
            } else {
                lines.append(start..<end)
            }
        }
        return lines
    }

    /// Reads the whole text, where that was not done yet.
    private mutating func documentHabits() -> Habits {
        if let habits { return habits }
        let found = Habits(ScalarText(input.bytes))
        habits = found
        return found
    }

    private mutating func mend(_ range: Range<Int>) {
        var index = range.lowerBound
        while index < range.upperBound {
            if !mayBeWrong(index) {
                index += 1
                continue
            }
            index = spaceBeforeMark(index) ?? spaceAfterMark(index) ?? doubledMark(index) ?? innerSpace(index) ?? doubledSpace(index) ?? index + 1
        }
        quotations(range)
    }

    /// Whether a rule may begin at the scalar: most spaces and marks are passed over with a look at their neighbours.
    @inline(__always)
    private func mayBeWrong(_ index: Int) -> Bool {
        switch text[index] {
        case 0x20: !LatinLetter.isASCII(text[index + 1]) || Self.opens(text[index - 1])
        case 0x2c, 0x3b, 0x2e, 0x21, 0x3f: text[index + 1] != 0x20 && text[index + 1] != 0x0a
        default: false
        }
    }

    // MARK: Rules: each looks at the scalar at `index`, and returns where to go on

    /// "word ,", "it ’s".
    private mutating func spaceBeforeMark(_ index: Int) -> Int? {
        guard text[index] == 0x20, Self.isWord(text[index - 1]) || [0x22, 0x29, 0x201d].contains(text[index - 1]) else { return nil }
        let mark = text[index + 1]
        let after = text[index + 2]
        if mark == 0x27 || mark == 0x2019 {
            let isSuffix = (after == 0x73 || after == 0x74) && !Self.isWord(text[index + 3]) && LatinLetter.isASCII(text[index - 1])
            return isSuffix ? add(index..<index + 1, "", "before-mark", 0.9, "No space stands before it.") : nil
        }
        if mark == 0x2c || mark == 0x3b, LatinLetter.isASCII(after) {
            return add(index..<index + 2, text.text(index + 1..<index + 2) + " ", "before-mark", 0.9, "The space stands after the mark.")
        }
        guard ",.;:!?".unicodeScalars.contains(where: { $0.value == mark }), Self.endsWord(after), text[index + 3] &- 48 >= 10 else { return nil }
        return add(index..<index + 1, "", "before-mark", 0.95, "No space stands before the mark.")
    }

    /// "word,word", "word.Word".
    private mutating func spaceAfterMark(_ index: Int) -> Int? {
        guard ",;.!?".unicodeScalars.contains(where: { $0.value == text[index] }), Self.isSmall(text[index - 1]), Self.isSmall(text[index - 2]) else { return nil }
        let isSentence = text[index] != 0x2c && text[index] != 0x3b
        let (first, second) = (text[index + 1], text[index + 2])
        let isGlued = isSentence ? first &- 65 < 26 && Self.isSmall(second) : Self.isSmall(first) && Self.isSmall(second)
        guard isGlued else { return nil }
        return add(index..<index + 1, text.text(index..<index + 1) + " ", "after-mark", 0.95, "A space follows the mark.")
    }

    /// ",,", ",.", and two full stops where one ends the sentence.
    private mutating func doubledMark(_ index: Int) -> Int? {
        let (mark, next, after) = (text[index], text[index + 1], text[index + 2])
        guard Self.isWord(text[index - 1]), mark == 0x2c && (next == 0x2c || next == 0x2e) || mark == 0x2e && next == 0x2e || mark == 0x3b && next == 0x3b,
            Self.endsWord(after) || LatinLetter.isASCII(after)
        else { return nil }
        let space = LatinLetter.isASCII(after) ? " " : ""
        return add(index..<index + 2, text.text(index + 1..<index + 2) + space, "doubled-mark", 0.9, "One mark is enough.")
    }

    /// "( word )", "“ word ”".
    private mutating func innerSpace(_ index: Int) -> Int? {
        guard text[index] == 0x20, Self.isInner(text, index), !documentHabits().spacesInside else { return nil }
        return add(index..<index + 1, "", "inner-space", 0.9, "No space stands at the inner side of the mark.")
    }

    private static let pairs: Set<UInt32> = [0x28, 0x29, 0x201c, 0x201d]

    /// An opening bracket or quotation mark.
    @inline(__always)
    private static func opens(_ scalar: UInt32) -> Bool { scalar == 0x28 || scalar == 0x201c }

    private static func isInner(_ text: ScalarText, _ index: Int) -> Bool {
        let (before, after) = (text[index - 1], text[index + 1])
        let isAfterOpening = opens(before) && isWord(after)
        let isBeforeClosing = (after == 0x29 || after == 0x201d) && (isWord(before) || ",.!?".unicodeScalars.contains { $0.value == before })
        return isAfterOpening || isBeforeClosing
    }

    private mutating func doubledSpace(_ index: Int) -> Int? {
        guard text[index] == 0x20, text[index + 1] == 0x20, text[index + 2] != 0x20 else { return nil }
        guard Self.isWord(text[index - 1]) || text[index - 1] == 0x2c, Self.isWord(text[index + 2]), !documentHabits().doublesSpaces else { return nil }
        return add(index..<index + 2, " ", "doubled-space", 0.9, "One space is enough.")
    }

    // MARK: Quotation marks

    private static let verbs: Set<String> = ["said", "says", "added", "told", "explained", "noted", "asked", "stated", "wrote", "recalled", "argued", "warned", "insisted"]

    /// “… will go, she said.: the mark that a spinner dropped before the words that name the speaker.
    private mutating func quotations(_ range: Range<Int>) {
        var start = range.lowerBound
        while start < range.upperBound {
            var end = start
            while end < range.upperBound, text[end] != 0x0a { end += 1 }
            close(start..<end)
            start = end + 1
        }
    }

    private mutating func close(_ line: Range<Int>) {
        guard let open = onlyQuotationMark(line), text[open] != 0x201d, Self.isWord(text[open + 1]), !Self.isWord(text[open - 1]) else { return }
        let commas = (open..<line.upperBound).filter { index in
            text[index] == 0x2c && text[index + 1] == 0x20 && namesSpeaker(index + 2..<min(index + 60, line.upperBound))
        }
        guard commas.count == 1, let comma = commas.first else { return }
        let edit = self.edit(
            comma..<comma + 1, text[open] == 0x22 ? ",\"" : ",”", "open-quotation", 0.8, "A quotation ends before the words that name its speaker.")
        let place = edits.partitioningIndex { $0.range.lowerBound >= edit.range.upperBound }
        if place > 0, edits[place - 1].range.upperBound > edit.range.lowerBound { return }
        if !input.spans.overlap(edit.range) { edits.insert(edit, at: place) }
    }

    /// The only quotation mark of a line; nil where it holds none, or several.
    private func onlyQuotationMark(_ line: Range<Int>) -> Int? {
        var found: Int?
        for index in line where text[index] == 0x22 || text[index] == 0x201c || text[index] == 0x201d {
            if found != nil { return nil }
            found = index
        }
        return found
    }

    /// "she said", "said the minister", "Maria Lopez told".
    private func namesSpeaker(_ range: Range<Int>) -> Bool {
        let words = text.text(range).split(separator: " ").prefix(3).map { $0.filter(\.isLetter) }
        guard let first = words.first else { return false }
        if Self.verbs.contains(first) { return true }
        let isSpeaker = ["he", "she", "they", "i", "we"].contains(first.lowercased()) || first.first?.isUppercase == true
        return isSpeaker && words.dropFirst().contains { Self.verbs.contains($0) }
    }

    // MARK: Looking at scalars

    private static func isSmall(_ scalar: UInt32) -> Bool { scalar &- 97 < 26 }

    private static func isWord(_ scalar: UInt32) -> Bool { LatinLetter.contains(scalar) || scalar &- 48 < 10 }

    /// Nothing, white space, or a mark that closes.
    private static func endsWord(_ scalar: UInt32) -> Bool {
        scalar == 0 || scalar == 0x20 || scalar == 0x0a || scalar == 0x0d || scalar == 0x22 || scalar == 0x201d || scalar == 0x2019
    }

    private func edit(_ range: Range<Int>, _ replacement: String, _ rule: String, _ confidence: Double, _ reason: String) -> Edit {
        Edit(
            range: text.bytes(range), original: text.text(range), replacement: replacement, step: Self.id, rule: "spacing/\(rule)",
            confidence: confidence, reason: reason)
    }

    private mutating func add(_ range: Range<Int>, _ replacement: String, _ rule: String, _ confidence: Double, _ reason: String) -> Int? {
        let edit = edit(range, replacement, rule, confidence, reason)
        if input.spans.overlap(edit.range) || edit.range.lowerBound < edits.last?.range.upperBound ?? 0 { return nil }
        edits.append(edit)
        return range.upperBound
    }
}
