import UnspinCore

/// A part of a spun text and of its original in which all changes can be learned from.
struct Stretch {
    /// Neighbouring words that stand for others.
    struct Change {
        /// Half-open range of the stretch's words.
        var words: Range<Int>
        /// What stood there, and the byte ranges of its words.
        var original: [UInt8]
        var originalWords: [Range<Int>]

        init(words: Range<Int>, _ tokens: [Token], _ text: [UInt8]) {
            self.words = words
            let base = Int(tokens[0].start)
            original = Array(text[base..<Int(tokens[tokens.count - 1].end)])
            originalWords = tokens.map { Int($0.start) - base..<Int($0.end) - base }
        }

        /// The phrases of the change, as a splitter cuts them.
        func pairs(_ split: [PhraseSplitter.Pair]) -> [PhrasePair] {
            split.map { pair in
                let (first, last) = (originalWords[pair.right.lowerBound], originalWords[pair.right.upperBound - 1])
                return PhrasePair(
                    words: words.lowerBound + pair.left.lowerBound..<words.lowerBound + pair.left.upperBound,
                    original: Array(original[first.lowerBound..<last.upperBound]))
            }
        }
    }

    var spun: [UInt8]
    /// The byte range of each word or mark.
    var words: [Range<Int>]
    var isMark: [Bool]
    var changes: [Change]

    init(_ tokens: [Token], _ text: [UInt8], changes: [Change]) {
        let base = Int(tokens[0].start)
        spun = Array(text[base..<Int(tokens[tokens.count - 1].end)])
        words = tokens.map { Int($0.start) - base..<Int($0.end) - base }
        isMark = tokens.map { $0.kind == .mark }
        self.changes = changes
    }

    /// The changes, word by word.
    var folded: [PhraseSplitter.Change] {
        changes.map { change in
            PhraseSplitter.Change(
                left: change.words.map { FoldedText.fold(spun[words[$0]]) },
                right: change.originalWords.map { FoldedText.fold(change.original[$0]) })
        }
    }

    func bytes(of range: Range<Int>) -> Range<Int> { words[range.lowerBound].lowerBound..<words[range.upperBound - 1].upperBound }
}

/// A phrase of a stretch and what stood there.
struct PhrasePair {
    /// Half-open range of the stretch's words.
    var words: Range<Int>
    var original: [UInt8]
}
