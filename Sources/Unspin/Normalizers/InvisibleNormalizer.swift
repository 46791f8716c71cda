import UnspinCore

/// The step `invisible`: takes characters that nobody sees out of Latin words.
///
/// Other scripts need some of them, and soft hyphens are their authors'. Runs of invisible characters between Latin letters prove that
/// a document is disguised; then those at the edges of words go, too. Without the proof they go in spun regions only.
struct InvisibleNormalizer: CharacterNormalizer {
    static let id = "invisible"
    static let suspicion = SuspectBytes.invisible

    private let text: ScalarText
    /// Direction marks mean something in this document.
    private let isBidi: Bool

    /// Bytes of the document.
    private let size: Int

    private init(_ bytes: [UInt8]) {
        text = ScalarText(bytes, suspect: Self.suspicion)
        isBidi = ScalarText.hasRightToLeft(bytes)
        size = bytes.count
    }

    /// A run of invisible characters beside a Latin letter, in scalars.
    private struct Run {
        var range: Range<Int>
        var isInside: Bool
        var kind: InvisibleCharacter
    }

    static func edits(_ input: StepInput) -> [Edit] {
        let step = InvisibleNormalizer(input.bytes)
        let runs = step.runs()
        let isDisguised = step.isDisguised(runs.filter { !input.spans.overlap(step.text.bytes($0.range)) })
        return step.edits(runs.filter { isDisguised || input.isSpun(step.text.bytes($0.range)) })
    }

    /// In a text this short, one is proof enough; in longer ones there has to be one in five times as many bytes, and more than one.
    private static let fewBytes = 400

    /// Whether somebody hid words of this document. Authors use soft hyphens, and word processors leave a stray here and there.
    private func isDisguised(_ runs: [Run]) -> Bool {
        let inside = runs.count { $0.isInside && $0.kind != .softHyphen }
        return inside * 2 >= runs.count && (size < Self.fewBytes ? inside > 0 : inside > 1 && inside * 5 * Self.fewBytes >= size)
    }

    private func runs() -> [Run] {
        var runs: [Run] = []
        var index = 0
        while index < text.count {
            guard let kind = InvisibleCharacter(text[index]) else {
                index += 1
                continue
            }
            var end = index + 1
            while InvisibleCharacter(text[end]) != nil { end += 1 }
            if isRemovable(index..<end) {
                runs.append(Run(range: index..<end, isInside: isInside(index..<end), kind: kind))
            }
            index = end
        }
        return runs
    }

    /// Between Latin letters, but not where a zero-width space parts two words: "Keys\u{200b}The" was a heading and its text.
    private func isInside(_ run: Range<Int>) -> Bool {
        let (before, after) = (text[run.lowerBound - 1], text[run.upperBound])
        // Operators of formulas, between letters that stand alone.
        if (0x2061...0x2064).contains(text[run.lowerBound]), !LatinLetter.contains(text[run.lowerBound - 2]), !LatinLetter.contains(text[run.upperBound + 1]) {
            return false
        }
        if text[run.lowerBound] == 0x200b, before &- 97 < 26, after &- 65 < 26 { return false }
        return LatinLetter.contains(before) && LatinLetter.contains(after)
    }

    /// Between Latin letters, marks and white space. Beside other scripts and symbols, joiners and selectors have their uses.
    private func isRemovable(_ run: Range<Int>) -> Bool {
        // A mark at the head of the text tells its encoding.
        if run.lowerBound == 0 { return false }
        let kinds = text[run].compactMap { InvisibleCharacter($0) }
        if isBidi, kinds.contains(.bidi) { return false }
        let (before, after) = (text[run.lowerBound - 1], text[run.upperBound])
        if LatinLetter.contains(before), LatinLetter.contains(after) { return isInside(run) }
        return !kinds.contains(.variation) && !kinds.contains(.tag) && Self.isLatinText(before) && Self.isLatinText(after)
    }

    private static func isLatinText(_ scalar: UInt32) -> Bool {
        scalar < 0x80 || LatinLetter.contains(scalar) || (0x2010...0x2027).contains(scalar)
    }

    /// An edit covers the whole word, so that a reader sees what was changed.
    private func edits(_ runs: [Run]) -> [Edit] {
        var edits: [Edit] = []
        var next = 0
        while next < runs.count {
            let first = next
            var end = letters(from: runs[first].range.upperBound)
            next += 1
            while next < runs.count, runs[next].range.lowerBound == end {
                end = letters(from: runs[next].range.upperBound)
                next += 1
            }
            var start = runs[first].range.lowerBound
            while LatinLetter.contains(text[start - 1]) { start -= 1 }
            edits.append(edit(start..<end, without: runs[first..<next]))
        }
        return edits
    }

    /// Past the Latin letters at `start`.
    private func letters(from start: Int) -> Int {
        var end = start
        while LatinLetter.contains(text[end]) { end += 1 }
        return end
    }

    private func edit(_ word: Range<Int>, without runs: ArraySlice<Run>) -> Edit {
        let kept = word.filter { InvisibleCharacter(text[$0]) == nil }
        let isInside = runs.contains(where: \.isInside)
        let kind = runs[runs.startIndex].kind
        return Edit(
            range: text.bytes(word), original: text.text(word), replacement: String(scalars: kept.map { text[$0] }), step: Self.id,
            rule: "invisible/\(kind.rawValue)", confidence: isInside ? 0.99 : 0.9,
            reason: "Nobody sees \(kind.name) \(isInside ? "inside" : "beside") a word, and it hides the word.")
    }
}
