/// Finds sequences of words that another sequence of the same document becomes by swaps: the document holds the right term.
public struct EchoMatcher: Sendable {
    /// Some tokens, and the tokens that they echo.
    public struct Match: Sendable {
        public var tokens: Range<Int>
        public var source: Range<Int>
        /// Sum of log P(tortured | expected), over the swapped words.
        public var swapLog: Float
        /// The tokens that were swapped.
        public var swapped: [Int]
        public var words: Int

        fileprivate mutating func add(_ log: Float, _ token: Int) {
            swapLog += log
            if log < 0 { swapped.append(token) }
            words += 1
        }
    }

    /// An odd word, and a word that it may stand for and that the document may hold.
    private var pairs: [(index: Int, expected: UInt64)] = []
    private var places: [UInt64: [Int]] = [:]

    public init() {}

    /// Words that are more frequent than this join no term: log P, where they stand in both places, and where one is swapped for the other.
    static let common: Float = -6.6
    static let commonSwap: Float = -5.5
    static let most = 5
    /// Places of one word that are looked at.
    static let mostPlaces = 6
    /// Words stand side by side that much more often than chance has it.
    public static let beside: Float = 2.5

    /// Appends every match that holds an odd word.
    public mutating func find(_ tokens: Span<Token>, odd: OddWords, table: TermTable, into matches: inout [Match]) {
        pairs.removeAll(keepingCapacity: true)
        for index in odd.tokens {
            guard let swap = table.swap(of: tokens[index].hash) else { continue }
            for offset in 0..<UInt32(swap.candidates) {
                let expected = table.storage.expected(table.storage.candidate(swap.first + offset).expected)
                if expected.words != 1 { continue }
                let word = table.storage.word(expected.first)
                if odd.mayHold(word) { pairs.append((index, word)) }
            }
        }
        if pairs.isEmpty { return }
        places.removeAll(keepingCapacity: true)
        var filter = SIMD16<UInt64>.zero
        for (_, word) in pairs {
            places[word] = []
            filter[Int(word >> 6 & 15)] |= 1 << (word & 63)
        }
        for index in 0..<tokens.count where tokens[index].kind == .word {
            let hash = tokens[index].hash
            if filter[Int(hash >> 6 & 15)] & 1 << (hash & 63) != 0 { places[hash]?.append(index) }
        }
        for (index, word) in pairs {
            for place in places[word]!.prefix(Self.mostPlaces) { align(tokens, index, place, table, &matches) }
        }
    }

    private func align(_ tokens: Span<Token>, _ index: Int, _ place: Int, _ table: TermTable, _ matches: inout [Match]) {
        var match = Match(tokens: index..<index + 1, source: place..<place + 1, swapLog: 0, swapped: [], words: 0)
        guard let first = pair(tokens, index, place, table) else { return }
        match.add(first, index)
        while match.words < Self.most, let mine = TermMatcher.next(tokens, match.tokens.upperBound),
            let its = TermMatcher.next(tokens, match.source.upperBound), let log = pair(tokens, mine, its, table)
        {
            match.tokens = match.tokens.lowerBound..<mine + 1
            match.source = match.source.lowerBound..<its + 1
            match.add(log, mine)
        }
        while match.words < Self.most, let mine = TermMatcher.previous(tokens, match.tokens.lowerBound),
            let its = TermMatcher.previous(tokens, match.source.lowerBound), let log = pair(tokens, mine, its, table)
        {
            match.tokens = mine..<match.tokens.upperBound
            match.source = its..<match.source.upperBound
            match.add(log, mine)
        }
        if match.words > 1, !match.tokens.overlaps(match.source) { matches.append(match) }
    }

    /// log P(this word | that one): 0 where they are the same, nil where no swap relates them or they are too common to be a part of a term.
    private func pair(_ tokens: Span<Token>, _ mine: Int, _ its: Int, _ table: TermTable) -> Float? {
        let (mine, its) = (tokens[mine].hash, tokens[its].hash)
        if mine == its { return table.wordLog(mine) > Self.common ? nil : 0 }
        if max(table.wordLog(mine), table.wordLog(its)) > Self.commonSwap { return nil }
        return table.swapLog(mine, its).map { min($0, -0.01) }
    }
}
