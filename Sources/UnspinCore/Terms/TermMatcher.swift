/// Finds the places of a text where swapping words gives a term.
public struct TermMatcher: Sendable {
    /// A reading of some tokens as a broken term.
    public struct Match: Sendable {
        /// A word of the text that stands, or an expected phrase of the table.
        public enum Word: Sendable, Equatable {
            case kept(token: Int)
            case swapped(expected: UInt32)
        }

        /// Half-open range of token numbers.
        public var tokens: Range<Int>
        /// The term, in order.
        public var words: [Word]
        /// log P(people write the term).
        public var termLog: Float
        /// log P(these words | the term), over the swapped words.
        public var swapLog: Float
        /// Sum of what ``TermTable`` knows of people who vary between the two, over the swapped words.
        public var varied: Float
        /// The expected phrases among the words.
        public var swapped: Int

        /// False where the document surely does not hold all of the words that were swapped.
        public func mayStand(in document: OddWords, table: TermTable) -> Bool {
            for case .swapped(let id) in words {
                let expected = table.storage.expected(id)
                for word in 0..<UInt32(expected.words) where !document.mayHold(table.storage.word(expected.first + word)) { return false }
            }
            return true
        }

        /// The tokens that were swapped; marks among them.
        public var swappedTokens: [Int] { tokens.filter { !words.contains(.kept(token: $0)) } }
    }

    /// A part of a term that was read up to some token.
    private struct Path {
        var start: Int
        /// The ``PhraseHash`` of the term's words so far, and the last of them.
        var term: UInt64
        var last: UInt64 = 0
        var count = 0
        /// log P(the words so far), where they are a term; terms that overlap by a word are one.
        var log: Float?
        /// A longer term begins with the words.
        var isPrefix = true
        var swapLog: Float = 0
        var varied: Float = 0
        var swapped = 0
    }

    private var words: [Match.Word] = []

    public init() {}

    /// Words that may still be added to paths from the token at hand: a table of a stranger might let them branch at each word.
    private var steps = 0
    private static let mostSteps = 1 << 12

    /// Words that stand as they are before the first swapped one, at most.
    static let mostBefore = 3

    /// Appends every reading whose first swapped word begins at token `index`.
    public mutating func find(_ tokens: Span<Token>, at index: Int, table: TermTable, into matches: inout [Match]) {
        guard tokens[index].kind != .mark, table.swap(of: tokens[index].hash) != nil else { return }
        steps = Self.mostSteps
        var start = index
        for _ in 0...Self.mostBefore {
            words.removeAll(keepingCapacity: true)
            if let path = kept(tokens, start..<index, table) { extend(path, tokens, at: index, table, &matches) }
            guard let previous = Self.previous(tokens, start) else { return }
            start = previous
        }
    }

    /// Words that stand as they are; nil where no term begins with them.
    private mutating func kept(_ tokens: Span<Token>, _ range: Range<Int>, _ table: TermTable) -> Path? {
        var path = Path(start: range.lowerBound, term: PhraseHash.empty)
        for index in range where tokens[index].kind != .mark {
            guard Self.add(tokens[index].hash, to: &path, table) else { return nil }
            words.append(.kept(token: index))
        }
        return path
    }

    /// False where no term goes on with the word.
    private static func add(_ word: UInt64, to path: inout Path, _ table: TermTable) -> Bool {
        let hash = PhraseHash.adding(word, to: path.term)
        let listed = path.isPrefix ? table.phrase(hash) : nil
        var log = listed?.isTerm == true && path.count > 0 ? listed?.log : nil
        if let before = path.log, let pair = table.pair(path.last, word), pair.isTerm, let both = pair.log {
            log = max(log ?? -.infinity, before + both - table.wordLog(path.last))
        }
        path.isPrefix = listed?.isPrefix == true
        if log == nil, !path.isPrefix { return false }
        (path.term, path.last, path.log) = (hash, word, log)
        path.count += 1
        return path.count <= TermTableCompiler.longestTerm
    }

    private mutating func extend(_ path: Path, _ tokens: Span<Token>, at: Int, _ table: TermTable, _ matches: inout [Match]) {
        if path.swapped > 0 {
            var next = path
            if Self.add(tokens[at].hash, to: &next, table) { step(next, .kept(token: at), tokens, end: at + 1, table, &matches) }
        }
        var key = PhraseHash.empty
        var next: Int? = at
        var holdsOdd = false
        while let index = next {
            key = PhraseHash.adding(tokens[index].hash, to: key)
            guard let swap = table.swap(key) else { return }
            holdsOdd = holdsOdd ? true : table.isOdd(tokens[index].hash)
            // Several common words in a row ("more than one") are everybody's.
            let candidates = index == at || holdsOdd ? swap.candidates : 0
            for offset in 0..<UInt32(candidates) {
                let candidate = table.storage.candidate(swap.first + offset)
                let expected = table.storage.expected(candidate.expected)
                var longer = path
                var fits = true
                for word in 0..<UInt32(expected.words) where fits {
                    fits = Self.add(table.storage.word(expected.first + word), to: &longer, table)
                }
                if !fits { continue }
                longer.swapLog += candidate.log
                longer.varied += candidate.varied
                longer.swapped += 1
                step(longer, .swapped(expected: candidate.expected), tokens, end: index + 1, table, &matches)
            }
            guard swap.isPrefix else { return }
            next = Self.next(tokens, index + 1)
        }
    }

    private mutating func step(
        _ path: Path, _ word: Match.Word, _ tokens: Span<Token>, end: Int, _ table: TermTable, _ matches: inout [Match]
    ) {
        if steps == 0 { return }
        steps -= 1
        words.append(word)
        defer { words.removeLast() }
        if let log = path.log {
            matches.append(
                Match(tokens: path.start..<end, words: words, termLog: log, swapLog: path.swapLog, varied: path.varied, swapped: path.swapped))
        }
        if let next = Self.next(tokens, end) { extend(path, tokens, at: next, table, &matches) }
    }

    /// The word at `index`, or after a hyphen there, that the word before may be one term with; nil where a mark or a paragraph parts them.
    public static func next(_ tokens: Span<Token>, _ index: Int) -> Int? {
        guard index < tokens.count, !tokens[index].lineBefore else { return nil }
        if tokens[index].kind != .mark { return index }
        guard tokens[index].hash == TermTable.hyphen, !tokens[index].spaceBefore, index + 1 < tokens.count,
            tokens[index + 1].kind != .mark, !tokens[index + 1].spaceBefore
        else { return nil }
        return index + 1
    }

    /// The word before `index` that may be one term with it.
    public static func previous(_ tokens: Span<Token>, _ index: Int) -> Int? {
        guard index > 0, !tokens[index].lineBefore else { return nil }
        if tokens[index - 1].kind != .mark { return index - 1 }
        guard tokens[index - 1].hash == TermTable.hyphen, !tokens[index].spaceBefore, !tokens[index - 1].spaceBefore, index > 1,
            !tokens[index - 1].lineBefore, tokens[index - 2].kind != .mark
        else { return nil }
        return index - 2
    }
}
