import UnspinCore

/// Makes aligned documents of spun texts and the texts that they were made from.
public struct ParallelTexts {
    /// Texts that have a smaller share of their words in common are no versions of each other.
    public static let leastLikeness = 0.25
    /// Words of a change at most: what is longer was written anew, and not replaced word by word.
    private static let longestChange = 10

    private var tokenizer = Tokenizer()
    private var texts: [[Stretch]] = []
    private var oneSided = OneSidedChanges()

    public init() {}

    /// Aligns a pair. Returns the share of its words that are the same, from 0 to 1; below ``leastLikeness`` it is left out.
    @discardableResult
    public mutating func add(spun: [UInt8], clean: [UInt8]) -> Double {
        let (left, right) = (tokens(of: spun), tokens(of: clean))
        let (leftParagraphs, rightParagraphs) = (Self.paragraphs(left), Self.paragraphs(right))
        let pairs = ParagraphAligner.align(
            leftParagraphs.map { left[$0].map(\.hash) }, rightParagraphs.map { right[$0].map(\.hash) })
        var stretches: [Stretch] = []
        var same = 0
        let paragraphs = pairs.map { pair in
            let (l, r) = (Array(left[leftParagraphs[pair.left]]), Array(right[rightParagraphs[pair.right]]))
            return (l, r, OneSidedChanges.Paragraph(WordAligner.changes(l.map(\.hash), r.map(\.hash)), l, r, spun, clean))
        }
        for paragraph in paragraphs { oneSided.count(paragraph.2) }
        for (l, r, paragraph) in paragraphs {
            let changes = oneSided.joined(paragraph)
            same += l.count - changes.reduce(0) { $0 + $1.left.count }
            stretches += Self.stretches(changes, l, r, spun, clean)
        }
        let likeness = Double(2 * same) / Double(max(1, left.count + right.count))
        if likeness >= Self.leastLikeness { texts.append(stretches) }
        return min(1, likeness)
    }

    /// The pairs that were added, in order, with each change split into phrases.
    public func documents() -> [AlignedDocument] {
        var splits = PhraseSplitter.split(texts.flatMap { $0.flatMap(\.folded) }).makeIterator()
        var pairs = texts.map { $0.map { stretch in stretch.changes.flatMap { $0.pairs(splits.next() ?? []) } } }
        PhraseContext.extend(&pairs, in: texts)
        return zip(texts, pairs).map { stretches, pairs in
            var document = AlignedDocument(spun: [], substitutions: [])
            for (stretch, pairs) in zip(stretches, pairs) {
                // A phrase never reaches from one stretch into the next.
                if !document.spun.isEmpty { document.spun.append(UInt8(ascii: "\n")) }
                let offset = document.spun.count
                document.spun += stretch.spun
                for pair in pairs {
                    let range = stretch.bytes(of: pair.words)
                    document.substitutions.append(
                        AlignedDocument.Substitution(
                            range: range.lowerBound + offset..<range.upperBound + offset, original: pair.original))
                }
            }
            return document
        }
    }

    private mutating func tokens(of bytes: [UInt8]) -> [Token] {
        var tokens: [Token] = []
        tokenizer.tokenize(bytes.span, range: 0..<bytes.count, into: &tokens)
        return tokens
    }

    private static func paragraphs(_ tokens: [Token]) -> [Range<Int>] {
        var paragraphs: [Range<Int>] = []
        var start = 0
        for index in tokens.indices where index > start && tokens[index].lineBefore {
            paragraphs.append(start..<index)
            start = index
        }
        if start < tokens.count { paragraphs.append(start..<tokens.count) }
        return paragraphs
    }

    /// A paragraph without the changes that cannot be learned from.
    private static func stretches(
        _ changes: [WordAligner.Change], _ left: [Token], _ right: [Token], _ spun: [UInt8], _ clean: [UInt8]
    ) -> [Stretch] {
        var stretches: [Stretch] = []
        var start = 0
        var kept: [WordAligner.Change] = []
        func close(at end: Int) {
            guard end > start else { return }
            stretches.append(Stretch(Array(left[start..<end]), spun, changes: kept.map { change in
                Stretch.Change(
                    words: change.left.lowerBound - start..<change.left.upperBound - start, Array(right[change.right]), clean)
            }))
        }
        for change in changes {
            let isPhrase = !change.left.isEmpty && !change.right.isEmpty
                && max(change.left.count, change.right.count) <= longestChange
                && left[change.left].allSatisfy { $0.kind != .mark } && right[change.right].allSatisfy { $0.kind != .mark }
            if isPhrase {
                kept.append(change)
            } else {
                close(at: change.left.lowerBound)
                start = change.left.upperBound
                kept = []
            }
        }
        close(at: left.count)
        return stretches
    }
}
