import UnspinCore

/// The step `lookalikes`: writes disguised words with Latin letters again.
///
/// A word of Latin letters and others that look like them, whose reading is an English word, is certain: no author mixes alphabets
/// in a word. Words of fewer letters, names, and words that are disguised as a whole ("сосо") are read only where the document
/// has certain ones, since formulas, units and foreign words look just the same.
struct LookalikeNormalizer: CharacterNormalizer {
    static let id = "lookalikes"
    static let suspicion = SuspectBytes.lookalikes

    /// Certain words that a document needs before the others are looked at, one in 2,000 bytes at least.
    private static let proof = 2
    /// In a text this short, one is proof enough.
    private static let fewBytes = 400
    /// Names of functions that formulas set in letters of their own.
    private static let functions: Set<String> = [
        "sin", "cos", "tan", "log", "exp", "max", "min", "lim", "sup", "inf", "det", "arg", "mod", "gcd", "dim", "ker", "deg", "and", "for", "not",
    ]

    private let text: ScalarText
    private let input: StepInput
    /// Whether a line speaks of alphabets, so that it may show their letters.
    private let isAboutLetters: LineQuestion
    /// Chinese, Japanese or Korean stands in the document: full-width letters are its own.
    private let isEastAsian: Bool

    static func edits(_ input: StepInput) -> [Edit] {
        LookalikeNormalizer(input).edits()
    }

    private init(_ input: StepInput) {
        // Words that are disguised as a whole stand on lines that nothing else marks.
        text = ScalarText(input.bytes, lines: SuspectBytes.lines(of: input.bytes, where: ScalarText.hasLookalikes))
        self.input = input
        isAboutLetters = LineQuestion(input.bytes) { line in
            ["cyrillic", "homoglyph", "homograph", "confusable", "look-alike", "lookalike", "unicode"].contains { line.contains($0) }
        }
        isEastAsian = ScalarText.hasEastAsian(input.bytes)
    }

    /// A run of letters that holds a lookalike, and what it reads as.
    private struct Word {
        var range: Range<Int>
        var reading: String
        var letters = 0
        var latin = 0
        var kinds: [Lookalike.Kind] = []
        /// Every lookalike is an exact one.
        var isExact = true
        /// Letters that look like no Latin one.
        var others = 0

        var isMixed: Bool { latin > 0 }
        var isStyled: Bool { kinds.allSatisfy(\.isStyle) }
    }

    private func edits() -> [Edit] {
        let words = words()
        let certain = words.map(isCertain)
        let proven = proven(zip(words, certain).filter(\.1).map(\.0))
        var edits: [Edit] = []
        for (word, isCertain) in zip(words, certain) {
            let isProven = word.kinds.allSatisfy(proven.contains)
            guard isProven ? isCertain || isLikely(word) : isCertain && input.isSpun(text.bytes(word.range)) else { continue }
            let names = word.kinds.map(\.name).joined(separator: ", ")
            edits.append(
                Edit(
                    range: text.bytes(word.range), original: text.text(word.range), replacement: word.reading, step: Self.id,
                    rule: "lookalikes/\(word.kinds[0].rawValue)", confidence: isCertain ? 0.99 : word.isMixed ? 0.95 : 0.85,
                    reason: "“\(word.reading)” written with look-alike letters: \(names)."))
        }
        return edits
    }

    /// The kinds of letters with which somebody disguised the document. One word in a long text is a slip of the keyboard.
    private func proven(_ certain: [Word]) -> Set<Lookalike.Kind> {
        let isShort = input.bytes.count < Self.fewBytes
        return Set(
            Set(certain.flatMap(\.kinds)).filter { kind in
                let count = certain.count { $0.kinds.contains(kind) }
                // A single word in other letters is a way to stress it.
                if isShort, !kind.isStyle || count >= Self.proof || certain.contains(where: { $0.isMixed && $0.kinds.contains(kind) }) { return true }
                return count >= Self.proof && count * 5 * Self.fewBytes >= input.bytes.count
            })
    }

    private func words() -> [Word] {
        var words: [Word] = []
        var index = 0
        while index < text.count {
            guard LatinLetter.isWordPart(text[index]) || Lookalike(text[index]) != nil else {
                index += 1
                continue
            }
            let word = word(at: index)
            index = word.range.upperBound
            if !word.kinds.isEmpty, word.others == 0, !input.spans.overlap(text.bytes(word.range)), !isAboutLetters.holds(at: text.starts[word.range.lowerBound]) {
                words.append(word)
            }
        }
        return words
    }

    private func word(at start: Int) -> Word {
        var reading: [UInt32] = []
        var word = Word(range: start..<start, reading: "")
        var index = start
        while true {
            let scalar = text[index]
            if let lookalike = Lookalike(scalar) {
                reading.append(lookalike.letter)
                if !word.kinds.contains(lookalike.kind) { word.kinds.append(lookalike.kind) }
                if !lookalike.isExact { word.isExact = false }
                word.letters += 1
            } else if LatinLetter.contains(scalar) {
                reading.append(scalar)
                word.letters += 1
                word.latin += 1
            } else if LatinLetter.isWordPart(scalar) {
                reading.append(scalar)
                word.others += 1
            } else if scalar == 0x27 || scalar == 0x2019, index > start, LatinLetter.isWordPart(text[index + 1]) || Lookalike(text[index + 1]) != nil {
                reading.append(scalar)
            } else {
                break
            }
            index += 1
        }
        word.range = start..<index
        word.reading = String(scalars: reading)
        return word
    }

    private func isCertain(_ word: Word) -> Bool {
        guard word.letters >= 3, input.model.knows(word.reading) else { return false }
        if word.isStyled { return isCertainStyle(word) }
        guard word.isMixed else { return false }
        // “αnd” may be a formula's.
        if word.kinds.contains(.greek), word.letters < 4 { return false }
        return word.isExact || word.letters >= 4
    }

    private func isCertainStyle(_ word: Word) -> Bool {
        // Transcriptions: [bɪt].
        if word.kinds == [.phonetic] { return false }
        if word.kinds.contains(.fullWidth), isEastAsian || (word.letters < 5 && !word.isMixed && word.reading.allSatisfy(\.isUppercase)) { return false }
        if word.kinds.contains(.mathematical), Self.functions.contains(word.reading.lowercased()) { return false }
        return true
    }

    /// What stands for a word in a document that is certain to be disguised.
    private func isLikely(_ word: Word) -> Bool {
        if word.kinds.contains(.fullWidth), isEastAsian { return false }
        // “NF-κB”, “TGFα”: a Greek letter of science is no disguise.
        if word.kinds.contains(.greek), word.letters > 1 {
            let isWord = word.reading.dropFirst().allSatisfy(\.isLowercase) && word.letters >= (word.isMixed ? 5 : 4)
            if !isWord, !word.isMixed || !input.model.knows(word.reading) { return false }
        }
        if word.isMixed {
            if word.isExact, !word.kinds.contains(where: \.isStyle) { return true }
            return input.model.knows(word.reading)
        }
        if word.letters == 1 {
            return ["a", "A", "I"].contains(word.reading) && (word.isStyled ? !word.kinds.contains(.mathematical) : true) && !isBesideForeign(word)
        }
        return input.model.knows(word.reading) && !isBesideForeign(word)
    }

    /// A neighbouring word holds letters that look like no Latin ones: the word belongs to another language.
    private func isBesideForeign(_ word: Word) -> Bool {
        isForeign(text[(word.range.lowerBound - 12)..<(word.range.lowerBound)]) || isForeign(text[word.range.upperBound..<(word.range.upperBound + 12)])
    }

    private func isForeign(_ scalars: [UInt32]) -> Bool {
        scalars.contains { LatinLetter.isWordPart($0) && !LatinLetter.contains($0) && Lookalike($0) == nil }
    }
}
