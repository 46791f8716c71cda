import UnspinCore

/// Words that papers are full of and other texts are not: broken terms are a matter of papers.
///
/// Of abstracts of arXiv, 79% hold two of them or more; of press releases 9%, of pages of novels 1%.
struct PaperWords {
    private static let words =
        """
        abstract accuracy algorithm algorithmic algorithms analysis analyzed appendix approach approaches architecture article author \
        authors baseline benchmark classifier compared comparison computational conclusion correlation dataset datasets data diagnosis \
        equation estimation et evaluate evaluated experiment experimental experiments figure framework function hypothesis investigated \
        literature method methodology methods metric metrics model models network networks numerical optimization paper papers parameter \
        parameters patients performance proposed proposes results review samples scheme section sections simulation simulations \
        statistical studies study survey system systems technique techniques theorem theoretical theory variables
        """.split { $0 == " " || $0 == "\n" }
    /// The number of each word by its hash.
    private static let numbers = Dictionary(uniqueKeysWithValues: words.enumerated().map { (WordHash.of(folded: $0.element.utf8), $0.offset) })

    /// A bit for each value of the low 12 bits of their hashes.
    private static let filter: [UInt64] = {
        var filter = [UInt64](repeating: 0, count: 64)
        for hash in numbers.keys { filter[Int(hash >> 6 & 63)] |= 1 << (hash & 63) }
        return filter
    }()

    /// A bit for each word that the document holds.
    private var seen = SIMD2<UInt64>()

    mutating func beginDocument() { seen = .zero }

    mutating func read(_ tokens: Span<Token>, from first: Int) {
        let filter = Self.filter
        for index in first..<tokens.count {
            let hash = tokens[index].hash
            if filter[Int(hash >> 6 & 63)] & 1 << (hash & 63) == 0 { continue }
            if let number = Self.numbers[hash] { seen[number >> 6] |= 1 << UInt64(number & 63) }
        }
    }

    /// How many different ones a document of so many tokens holds beyond those of any long text.
    func surplus(tokens: Int) -> Int { seen.x.nonzeroBitCount + seen.y.nonzeroBitCount - tokens / 250 }

    /// How much more likely papers are to hold what the document holds of them than other texts are, in nats.
    func odds(tokens: Int) -> Float {
        let count = surplus(tokens: tokens)
        return count < 1 ? -6 : count < 2 ? -2.5 : count < 3 ? 0.6 : 1.2
    }
}
