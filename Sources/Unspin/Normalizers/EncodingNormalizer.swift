import UnspinCore

/// The step `encoding`: reads text again that was read in the wrong encoding, and entities that were left in it.
///
/// Each pass undoes one misreading; text that was misread three times takes three.
struct EncodingNormalizer: CharacterNormalizer {
    static let id = "encoding"
    static let suspicion = SuspectBytes.encoding
    private static let mostPasses = 4

    let text: ScalarText
    let input: StepInput
    let makesTags: LineQuestion
    let isAboutMarkup: LineQuestion
    /// Encodings that have misread something in this text for certain.
    private var proven: Set<Misreading> = []

    static func edits(_ input: StepInput) -> [Edit] {
        var edits: [Edit] = []
        var current = input
        for _ in 0..<mostPasses {
            var step = EncodingNormalizer(text: ScalarText(current.bytes, suspect: suspicion), input: current)
            let pass = step.pass().filter { !current.spans.overlap($0.range) }
            if pass.isEmpty { break }
            edits = edits.composed(with: pass, text: input.bytes, middle: current.bytes)
            current.spans = current.spans.mapped(EditMap(pass).forward)
            current.bytes = pass.applied(to: current.bytes)
        }
        return edits
    }

    private init(text: ScalarText, input: StepInput) {
        self.text = text
        self.input = input
        makesTags = LineQuestion(input.bytes, Self.makesTags)
        isAboutMarkup = LineQuestion(input.bytes, Self.isAboutMarkup)
    }

    /// What one reading finds, in order. A first look tells which encodings are proven.
    private mutating func pass() -> [Edit] {
        var edits = look()
        let sure = proven
        for edit in edits {
            if let encoding = Misreading(rawValue: String(edit.rule.dropFirst(Self.id.utf8.count + 1))) { proven.insert(encoding) }
        }
        if proven != sure { edits = look() }
        return edits
    }

    private func look() -> [Edit] {
        var edits: [Edit] = []
        var index = 0
        while index < text.count {
            let scalar = text[index]
            if scalar < 0x80, scalar != 0x26 {
                index += 1
                continue
            }
            if let edit = scalar == 0x26 ? entity(at: index) : misread(at: index) ?? lost(at: index) ?? control(at: index) {
                edits.append(edit)
                while text.starts[index] < edit.range.upperBound { index += 1 }
            } else {
                index += 1
            }
        }
        return edits
    }

    func edit(_ range: Range<Int>, _ replacement: String, _ rule: String, _ confidence: Double, _ reason: String) -> Edit {
        Edit(
            range: text.bytes(range), original: text.text(range), replacement: replacement, step: Self.id, rule: "encoding/\(rule)",
            confidence: confidence, reason: reason)
    }

    /// A run of sequences that one encoding misread.
    private func misread(at start: Int) -> Edit? {
        for encoding in Misreading.allCases {
            var run: [MisreadSequence] = []
            var end = start
            while let sequence = MisreadSequence(text, at: end, encoding) {
                run.append(sequence)
                end = sequence.range.upperBound
            }
            if run.isEmpty { continue }
            let needed = proven.contains(encoding) ? MisreadJudge.likely : MisreadJudge.certain
            if MisreadJudge(text, encoding).points(run) >= needed {
                return edit(
                    start..<end, String(scalars: run.map(\.target)), encoding.rawValue, 0.98,
                    "UTF-8 that was read as \(encoding.name).")
            }
        }
        return nil
    }

    /// What is left of UTF-8 that was read as Windows-1252 and then lost characters.
    private func lost(at start: Int) -> Edit? {
        let reason = "UTF-8 that was read as \(Misreading.windows1252.name) and lost a byte."
        let (before, next, after) = (text[start - 1], text[start + 1], text[start + 2])
        func edit(_ width: Int, _ replacement: String) -> Edit {
            self.edit(start..<start + width, replacement, "lost-byte", 0.9, reason)
        }
        switch text[start] {
        // “â€” before 9D, which Windows-1252 leaves out: a closing quotation mark.
        case 0xe2 where next == 0x20ac:
            if after == 0xfffd { return edit(3, "”") }
            return after < 0x80 && !LatinLetter.isASCII(after) ? edit(2, "”") : nil
        // “â” is gone.
        case 0x20ac where before < 0x80:
            if next == 0x2122, LatinLetter.isASCII(before) { return edit(2, "’") }
            if next == 0x153, !LatinLetter.isASCII(before), LatinLetter.isASCII(after) { return edit(2, "“") }
            return nil
        // A no-break space became a space, or was dropped beside one. So may a slip of an author's look.
        case 0xc3 where next == 0x20:
            guard input.isSpun(text.bytes(start..<start + 1)) else { return nil }
            let isInProse = before &- 97 < 26 || (before <= 0x20 && after &- 97 < 26 && text[start + 3] &- 97 < 26)
            return isInProse ? edit(after == 0x20 ? 2 : 1, "à") : nil
        case 0xc2 where next == 0x20:
            guard input.isSpun(text.bytes(start..<start + 1)) else { return nil }
            return before &- 97 < 26 || before &- 48 < 10 || [0x2e, 0x2c, 0x3a, 0x3b, 0x21, 0x3f, 0x29].contains(before) ? edit(1, "") : nil
        default: return nil
        }
    }

    /// A C1 control, which no text holds: Windows-1252 has a mark or a letter at its place.
    private func control(at start: Int) -> Edit? {
        guard (0x80..<0xa0).contains(text[start]), let mark = Misreading.windows1252(UInt8(text[start])) else { return nil }
        // Behind such a letter it is part of misread text that nobody can read any more; 85 is a line end of its own in some texts.
        if (0xc2...0xf4).contains(text[start - 1]) { return nil }
        if text[start] == 0x85, !LatinLetter.contains(text[start - 1]) { return nil }
        return edit(start..<start + 1, String(scalars: [mark]), "c1-control", 0.97, "A control code where Windows-1252 has a character.")
    }
}
