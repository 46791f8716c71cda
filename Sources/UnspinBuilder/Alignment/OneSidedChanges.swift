import UnspinCore

/// Gives changes in which one side is empty a word beside them, since no phrase stands for nothing: in “content material for”, made
/// from “content for”, the word before or the one behind, whichever makes the pair that is seen more often.
struct OneSidedChanges {
    /// The changes of a paragraph, with its words.
    struct Paragraph {
        var changes: [WordAligner.Change]
        var left: [String]
        var right: [String]
        var isWord: [Bool]

        init(_ changes: [WordAligner.Change], _ left: [Token], _ right: [Token], _ spun: [UInt8], _ clean: [UInt8]) {
            self.changes = changes
            isWord = left.map { $0.kind == .word }
            let hasOneSided = changes.contains { $0.left.isEmpty || $0.right.isEmpty }
            // Few paragraphs need them.
            self.left = hasOneSided ? left.map { FoldedText.fold(spun[Int($0.start)..<Int($0.end)]) } : []
            self.right = hasOneSided ? right.map { FoldedText.fold(clean[Int($0.start)..<Int($0.end)]) } : []
        }

        /// The change with the word behind it and with the one before it, where there are such that belong to no other change.
        func options(_ index: Int) -> [WordAligner.Change] {
            let change = changes[index]
            let start = index > 0 ? changes[index - 1].left.upperBound : 0
            let limit = index + 1 < changes.count ? changes[index + 1].left.lowerBound : isWord.count
            var options: [WordAligner.Change] = []
            if change.left.upperBound < limit, isWord[change.left.upperBound] {
                options.append(
                    WordAligner.Change(
                        left: change.left.lowerBound..<change.left.upperBound + 1,
                        right: change.right.lowerBound..<change.right.upperBound + 1))
            }
            if change.left.lowerBound > start, isWord[change.left.lowerBound - 1] {
                options.append(
                    WordAligner.Change(
                        left: change.left.lowerBound - 1..<change.left.upperBound,
                        right: change.right.lowerBound - 1..<change.right.upperBound))
            }
            return options
        }

        func key(_ change: WordAligner.Change) -> String {
            left[change.left].joined(separator: " ") + "\t" + right[change.right].joined(separator: " ")
        }
    }

    private var counts: [String: Int] = [:]

    /// Counts what the changes of a paragraph could be. Paragraphs are counted before they are joined.
    mutating func count(_ paragraph: Paragraph) {
        for (index, change) in paragraph.changes.enumerated() where change.left.isEmpty || change.right.isEmpty {
            for option in paragraph.options(index) { counts[paragraph.key(option), default: 0] += 1 }
        }
    }

    /// The changes, of which none has an empty side where a word stands beside it. Changes that meet are one.
    func joined(_ paragraph: Paragraph) -> [WordAligner.Change] {
        var result: [WordAligner.Change] = []
        for (index, change) in paragraph.changes.enumerated() {
            var change = change
            if change.left.isEmpty || change.right.isEmpty {
                let options = paragraph.options(index).filter { $0.left.lowerBound >= result.last?.left.upperBound ?? 0 }
                // The first of equals: the word behind.
                var best = 0
                for option in options where counts[paragraph.key(option)] ?? 0 > best {
                    best = counts[paragraph.key(option)] ?? 0
                    change = option
                }
            }
            if let last = result.last, last.left.upperBound == change.left.lowerBound, last.right.upperBound == change.right.lowerBound {
                result[result.count - 1] = WordAligner.Change(
                    left: last.left.lowerBound..<change.left.upperBound, right: last.right.lowerBound..<change.right.upperBound)
            } else {
                result.append(change)
            }
        }
        return result
    }
}
