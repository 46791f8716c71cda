/// Finds sequences of words that another sequence of the same document becomes by swaps: the document holds the right term.
///
/// The two are aligned part by part: words that stand in both, and swaps of some words for some others ("set of rules" for "algorithm").
public struct EchoMatcher: Sendable {
    /// Some tokens, and the tokens that they echo.
    public struct Match: Sendable {
        public var tokens: Range<Int>
        public var source: Range<Int>
        /// The term, in order.
        public var words: [TermMatcher.Match.Word] = []
        /// Sum of log P(tortured | expected), over the swapped parts.
        public var swapLog: Float = 0
        /// Sum of what ``TermTable`` knows of people who vary between the two, over the swapped parts.
        public var varied: Float = 0
        /// The parts that were swapped, in tokens.
        public var swapped: [Range<Int>] = []
        /// The words that stand in both, but for the commonest.
        public var kept: [Int] = []

        /// Begins with another one, in the same memory.
        fileprivate mutating func begin(_ tokens: Range<Int>, _ source: Range<Int>) {
            (self.tokens, self.source) = (tokens, source)
            words.removeAll(keepingCapacity: true)
            swapped.removeAll(keepingCapacity: true)
            kept.removeAll(keepingCapacity: true)
            (swapLog, varied) = (0, 0)
        }

        /// A word that stands in both is right beside a part that was swapped: what is apart from it may have nothing to do with it.
        public var touches: Bool {
            // A hyphen between the two is a token.
            swapped.contains { part in
                kept.contains { (part.upperBound...part.upperBound + 1).contains($0) || (part.lowerBound - 2...part.lowerBound - 1).contains($0) }
            }
        }
    }

    /// Words that a spinner writes, and a phrase that they may stand for and that the document may hold.
    private struct Hit {
        var tokens: Range<Int>
        var candidate: TermTable.Candidate
    }

    private var hits: [Hit] = []
    /// Where the first words of what is sought stand: for each, a chain through ``chain``.
    private var places: [UInt64: Chain] = [:]
    private var chain: [Link] = []
    /// Room for the match at hand.
    private var draft = Match(tokens: 0..<0, source: 0..<0)

    private struct Chain {
        var first = -1
        var last = -1
        var count = 0
    }

    private struct Link {
        var token: Int
        var next = -1
    }

    public init() {}

    /// Words that are more frequent than this join no term: log P, where they stand in both places, and where one is swapped for the other.
    static let common: Float = -6.6
    static let commonSwap: Float = -5.5
    /// Parts of a match.
    static let most = 6
    /// Places of one word that are looked at.
    static let mostPlaces = 6
    /// log P(a spinner writes two words for one, of which only one is known).
    static let skippedLog: Float = -2
    /// Words stand side by side that much more often than chance has it.
    public static let beside: Float = 2.5

    /// Appends every match in which a swapped part holds an odd word, or, where `readsCommonWords`, every match.
    ///
    /// - Parameter bytes: the document that the tokens were cut from.
    public mutating func find(
        _ bytes: Span<UInt8>, _ tokens: Span<Token>, odd: OddWords, readsCommonWords: Bool, table: TermTable, into matches: inout [Match]
    ) {
        hits.removeAll(keepingCapacity: true)
        if readsCommonWords {
            for index in 0..<tokens.count { readHits(tokens, index, odd, readsCommonWords: true, table) }
        } else {
            var next = 0
            for index in odd.tokens {
                // The phrase that holds the word may begin before it, and hyphens are tokens, too.
                for start in max(next, index - 2 * TermTableCompiler.longestSwap)...index {
                    readHits(tokens, start, odd, readsCommonWords: false, table)
                }
                next = index + 1
            }
        }
        if hits.isEmpty { return }
        findPlaces(tokens, table)
        // Out of `self`, whose methods write to it.
        var draft = Match(tokens: 0..<0, source: 0..<0)
        swap(&draft, &self.draft)
        for hit in hits {
            let phrase = table.storage.expected(hit.candidate.expected)
            for word in [table.storage.word(phrase.first), table.storage.otherNumber(phrase)].prefix(phrase.words == 1 ? 2 : 1) {
                var link = places[word]?.first ?? -1
                while link >= 0 {
                    align(bytes, tokens, hit, chain[link].token, table, &draft, &matches)
                    link = chain[link].next
                }
            }
        }
        swap(&draft, &self.draft)
    }

    /// What the phrases that begin at a token may stand for.
    private mutating func readHits(_ tokens: Span<Token>, _ start: Int, _ odd: OddWords, readsCommonWords: Bool, _ table: TermTable) {
        guard tokens[start].kind != .mark else { return }
        var key = PhraseHash.empty
        var next: Int? = start
        var isWanted = readsCommonWords
        while let index = next {
            key = PhraseHash.adding(tokens[index].hash, to: key)
            guard let swap = table.swap(key) else { return }
            if !isWanted { isWanted = odd.holds(token: index) }
            if isWanted, swap.candidates > 0 { addHits(start..<index + 1, swap, tokens, odd, table) }
            if !swap.isPrefix { return }
            next = TermMatcher.next(tokens, index + 1)
        }
    }

    private mutating func addHits(
        _ range: Range<Int>, _ swap: TermTable.Swap, _ tokens: Span<Token>, _ odd: OddWords, _ table: TermTable
    ) {
        if range.count == 1, table.wordLog(tokens[range.lowerBound].hash) > Self.commonSwap { return }
        for offset in 0..<UInt32(swap.candidates) {
            let candidate = table.storage.candidate(swap.first + offset)
            let phrase = table.storage.expected(candidate.expected)
            let last = UInt32(phrase.words) - 1
            var mayStand = true
            for word in 0..<last where mayStand { mayStand = odd.mayHold(table.storage.word(phrase.first + word)) }
            if !mayStand { continue }
            let holdsLast = odd.mayHold(table.storage.word(phrase.first + last))
            if !holdsLast {
                let other = table.storage.otherNumber(phrase)
                if other == 0 { continue }
                if !odd.mayHold(other) { continue }
            }
            hits.append(Hit(tokens: range, candidate: candidate))
        }
    }

    /// Where the first words of what is sought stand.
    private mutating func findPlaces(_ tokens: Span<Token>, _ table: TermTable) {
        places.removeAll(keepingCapacity: true)
        chain.removeAll(keepingCapacity: true)
        var filter = SIMD16<UInt64>.zero
        func seek(_ word: UInt64, _ places: inout [UInt64: Chain]) {
            places[word] = Chain()
            filter[Int(word >> 6 & 15)] |= 1 << (word & 63)
        }
        for hit in hits {
            let phrase = table.storage.expected(hit.candidate.expected)
            seek(table.storage.word(phrase.first), &places)
            let other = table.storage.otherNumber(phrase)
            if phrase.words == 1, other != 0 { seek(other, &places) }
        }
        for index in 0..<tokens.count where tokens[index].kind == .word {
            let hash = tokens[index].hash
            if filter[Int(hash >> 6 & 15)] & 1 << (hash & 63) == 0 { continue }
            guard let slot = places.index(forKey: hash), places.values[slot].count < Self.mostPlaces else { continue }
            if places.values[slot].count > 0 {
                chain[places.values[slot].last].next = chain.count
            } else {
                places.values[slot].first = chain.count
            }
            places.values[slot].last = chain.count
            places.values[slot].count += 1
            chain.append(Link(token: index))
        }
    }

    private func align(
        _ bytes: Span<UInt8>, _ tokens: Span<Token>, _ hit: Hit, _ place: Int, _ table: TermTable, _ match: inout Match, _ matches: inout [Match]
    ) {
        guard let found = source(of: hit.candidate, in: tokens, from: place, table) else { return }
        let expected = tokens[place].hash
        if hit.tokens.count == 1, found.end == place + 1, table.wordLog(expected) > Self.commonSwap { return }
        if hit.tokens.overlaps(place..<found.end) { return }
        match.begin(hit.tokens, place..<found.end)
        Self.add(hit, to: &match, atEnd: true)
        // A word in the other number ends a term.
        var isEnd = found.isOtherNumber
        while !isEnd, match.words.count < Self.most, let mine = TermMatcher.next(tokens, match.tokens.upperBound),
            let its = TermMatcher.next(tokens, match.source.upperBound)
        {
            isEnd = !extendRight(&match, bytes, tokens, mine, its, table)
            // "Sun oriented cell" for "solar cell": one word of the text stands for nothing of its own.
            if isEnd, match.tokens.upperBound <= mine, let after = TermMatcher.next(tokens, mine + 1) {
                isEnd = !skip(&match, bytes, tokens, mine, after, its, table)
            }
        }
        while match.words.count < Self.most, let mine = TermMatcher.previous(tokens, match.tokens.lowerBound),
            let its = TermMatcher.previous(tokens, match.source.lowerBound)
        {
            if !extendLeft(&match, tokens, mine, its, table) { break }
        }
        trim(&match, tokens, table)
        if match.words.count > 1, !match.tokens.overlaps(match.source) { matches.append(match) }
    }

    private static func add(_ hit: Hit, to match: inout Match, atEnd: Bool) {
        match.words.insert(.swapped(expected: hit.candidate.expected), at: atEnd ? match.words.count : 0)
        match.swapped.append(hit.tokens)
        match.swapLog += hit.candidate.log
        match.varied += hit.candidate.varied
    }

    /// Goes on after a word that has no counterpart, between two parts of which one is an odd word that was swapped; false where the term
    /// ends.
    private func skip(
        _ match: inout Match, _ bytes: Span<UInt8>, _ tokens: Span<Token>, _ skipped: Int, _ mine: Int, _ its: Int, _ table: TermTable
    ) -> Bool {
        let (word, next) = (tokens[skipped].hash, tokens[mine].hash)
        if table.wordLog(word) > Self.common { return false }
        if table.isTerm(word, next) { return false }
        var longer = match
        let goesOn = extendRight(&longer, bytes, tokens, mine, its, table)
        if longer.words.count == match.words.count { return false }
        // The word goes with the part that was swapped.
        if let before = match.swapped.firstIndex(where: { $0.upperBound == match.tokens.upperBound }), holdsOdd(match.swapped[before], tokens, table) {
            longer.swapped[before] = longer.swapped[before].lowerBound..<skipped + 1
        } else if longer.swapped.count > match.swapped.count, holdsOdd(longer.swapped[longer.swapped.count - 1], tokens, table) {
            let last = longer.swapped.count - 1
            longer.swapped[last] = skipped..<longer.swapped[last].upperBound
        } else {
            return false
        }
        longer.swapLog += Self.skippedLog
        match = longer
        return goesOn
    }

    private func holdsOdd(_ part: Range<Int>, _ tokens: Span<Token>, _ table: TermTable) -> Bool {
        for index in part where table.isOdd(tokens[index].hash) { return true }
        return false
    }

    /// False where the term ends: nothing was added, or a word in the other number.
    private func extendRight(
        _ match: inout Match, _ bytes: Span<UInt8>, _ tokens: Span<Token>, _ mine: Int, _ its: Int, _ table: TermTable
    ) -> Bool {
        if tokens[mine].hash == tokens[its].hash {
            match.words.append(.kept(token: mine))
            match.tokens = match.tokens.lowerBound..<mine + 1
            match.source = match.source.lowerBound..<its + 1
            return true
        }
        var key = PhraseHash.empty
        var next: Int? = mine
        var best: (hit: Hit, end: Int, isOtherNumber: Bool)?
        while let index = next {
            key = PhraseHash.adding(tokens[index].hash, to: key)
            guard let swap = table.swap(key) else { break }
            let isSingle = index == mine
            for offset in 0..<UInt32(swap.candidates) {
                let candidate = table.storage.candidate(swap.first + offset)
                guard let found = source(of: candidate, in: tokens, from: its, table) else { continue }
                if isSingle, found.end == its + 1, isTooCommon(tokens, mine, its, table) { continue }
                best = (Hit(tokens: mine..<index + 1, candidate: candidate), found.end, found.isOtherNumber)
                break
            }
            if !swap.isPrefix { break }
            next = TermMatcher.next(tokens, index + 1)
        }
        if let best {
            Self.add(best.hit, to: &match, atEnd: true)
            match.tokens = match.tokens.lowerBound..<best.hit.tokens.upperBound
            match.source = match.source.lowerBound..<best.end
            return !best.isOtherNumber
        }
        if Self.differInNumber(bytes, tokens[mine], tokens[its]) {
            match.words.append(.kept(token: mine))
            match.tokens = match.tokens.lowerBound..<mine + 1
            match.source = match.source.lowerBound..<its + 1
        }
        return false
    }

    private func extendLeft(_ match: inout Match, _ tokens: Span<Token>, _ mine: Int, _ its: Int, _ table: TermTable) -> Bool {
        if tokens[mine].hash == tokens[its].hash {
            match.words.insert(.kept(token: mine), at: 0)
            match.tokens = mine..<match.tokens.upperBound
            match.source = its..<match.source.upperBound
            return true
        }
        var start: Int? = mine
        var best: (hit: Hit, source: Int)?
        for _ in 0..<TermTableCompiler.longestSwap {
            guard let first = start else { break }
            start = TermMatcher.previous(tokens, first)
            guard let swap = table.swap(Self.hash(of: first..<mine + 1, tokens)) else { continue }
            for offset in 0..<UInt32(swap.candidates) {
                let candidate = table.storage.candidate(swap.first + offset)
                guard let from = self.start(of: candidate, in: tokens, to: its, table) else { continue }
                if first == mine, from == its, isTooCommon(tokens, mine, its, table) { continue }
                best = (Hit(tokens: first..<mine + 1, candidate: candidate), from)
                break
            }
        }
        guard let best else { return false }
        Self.add(best.hit, to: &match, atEnd: false)
        match.tokens = best.hit.tokens.lowerBound..<match.tokens.upperBound
        match.source = best.source..<match.source.upperBound
        return true
    }

    /// Takes the commonest words away from the ends, and notes the other words that stand.
    private func trim(_ match: inout Match, _ tokens: Span<Token>, _ table: TermTable) {
        while case .kept(let index)? = match.words.last, table.wordLog(tokens[index].hash) > Self.common, match.words.count > 1 {
            match.words.removeLast()
            match.tokens = match.tokens.lowerBound..<Self.end(before: index, tokens)
            match.source = match.source.lowerBound..<Self.end(before: match.source.upperBound - 1, tokens)
        }
        while case .kept(let index)? = match.words.first, table.wordLog(tokens[index].hash) > Self.common, match.words.count > 1 {
            match.words.removeFirst()
            match.tokens = (TermMatcher.next(tokens, index + 1) ?? index + 1)..<match.tokens.upperBound
            let its = match.source.lowerBound
            match.source = (TermMatcher.next(tokens, its + 1) ?? its + 1)..<match.source.upperBound
        }
        for case .kept(let index) in match.words where table.wordLog(tokens[index].hash) <= Self.common { match.kept.append(index) }
    }

    /// The end of the words before the one at `index`.
    private static func end(before index: Int, _ tokens: Span<Token>) -> Int { (TermMatcher.previous(tokens, index) ?? index - 1) + 1 }

    /// The tokens from `place` on are what a candidate stands for, the last of them in its number or the other.
    private func source(
        of candidate: TermTable.Candidate, in tokens: Span<Token>, from place: Int, _ table: TermTable
    ) -> (end: Int, isOtherNumber: Bool)? {
        let phrase = table.storage.expected(candidate.expected)
        var at = place
        for word in 0..<UInt32(phrase.words) {
            if word > 0 {
                guard let next = TermMatcher.next(tokens, at + 1) else { return nil }
                at = next
            }
            let hash = tokens[at].hash
            if hash == table.storage.word(phrase.first + word) { continue }
            if word + 1 == UInt32(phrase.words), hash == table.storage.otherNumber(phrase) { return (at + 1, true) }
            return nil
        }
        return (at + 1, false)
    }

    /// Where the tokens that end with `place` begin to be what a candidate stands for; nil where they are not.
    private func start(of candidate: TermTable.Candidate, in tokens: Span<Token>, to place: Int, _ table: TermTable) -> Int? {
        let phrase = table.storage.expected(candidate.expected)
        var at = place
        for word in (0..<UInt32(phrase.words)).reversed() {
            if tokens[at].hash != table.storage.word(phrase.first + word) { return nil }
            if word == 0 { return at }
            guard let previous = TermMatcher.previous(tokens, at) else { return nil }
            at = previous
        }
        return nil
    }

    /// Too common words to be swapped in a term, one for one.
    private func isTooCommon(_ tokens: Span<Token>, _ mine: Int, _ its: Int, _ table: TermTable) -> Bool {
        max(table.wordLog(tokens[mine].hash), table.wordLog(tokens[its].hash)) > Self.commonSwap
    }

    private static func hash(of range: Range<Int>, _ tokens: Span<Token>) -> UInt64 {
        var hash = PhraseHash.empty
        for index in range where tokens[index].kind != .mark { hash = PhraseHash.adding(tokens[index].hash, to: hash) }
        return hash
    }

    /// One of two words is the other with an "s".
    private static func differInNumber(_ bytes: Span<UInt8>, _ one: Token, _ other: Token) -> Bool {
        let (short, long) = one.end - one.start < other.end - other.start ? (one, other) : (other, one)
        let count = Int(short.end - short.start)
        guard count > 2, Int(long.end - long.start) == count + 1, bytes[Int(long.end) - 1] | 0x20 == UInt8(ascii: "s") else { return false }
        for offset in 0..<count where bytes[Int(short.start) + offset] | 0x20 != bytes[Int(long.start) + offset] | 0x20 { return false }
        return true
    }
}
