#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension Lattice {
    /// Readings that begin at one token at most. No profile has as many; a table of a stranger might.
    static let mostArcs = 128
    /// Tokens that the memory is ahead of what is built.
    private static let ahead = 8

    /// Fills the lattice with the readings of `tokens`.
    ///
    /// - Parameter isSpun: for each token, whether it lies in a region to be repaired; all others are kept as they are.
    mutating func build(
        bytes: Span<UInt8>, tokens: Span<Token>, isSpun: Span<Bool>, table: PhraseTable,
        model: LanguageModel, weights: DecoderWeights
    ) {
        removeAll()
        headOutputs.use(table, model)
        firsts.removeAll(keepingCapacity: true)
        for index in 0..<tokens.count {
            table.prefetch(tokens[min(index + Self.ahead, tokens.count - 1)])
            firsts.append(table.first(tokens, index, limit: tokens.count))
        }
        capitals = CapitalHabit()
        leastKeptLog = weights.standingPower * log(standingShare(bytes: bytes, tokens: tokens, isSpun: isSpun, table: table, weights: weights))
        var protectedEnd = 0
        for index in 0..<tokens.count {
            firstArc.append(Int32(arcs.count))
            prefetchReadings(of: index, table)
            let token = tokens[index]
            var keptScore: Float = 0
            let first = firsts[index]
            if first.mayGoOn != 0 {
                protectedEnd = max(protectedEnd, table.protectedEnd(tokens, from: index))
            } else if first.match.isProtected {
                protectedEnd = max(protectedEnd, index + 1)
            }
            var isOpen = index >= protectedEnd && isSpun[index]
            if isOpen, capitals.spares(tokens, index) { isOpen = false }
            if isOpen, !Self.followsHyphen(token, bytes), !Self.isJoinedMark(tokens, index) {
                keptScore = weights.kept * addSubstitutions(
                    from: index, bytes: bytes, tokens: tokens, isSpun: isSpun, table: table, model: model, weights: weights)
            }
            // An article that does not fit shows that the word after it is not the author's.
            if let isAn = articleBefore(index, tokens) {
                let takesAn = Article.takesAn(bytes.extracting(Int(token.start)..<Int(token.end)))
                if takesAn != nil, takesAn != isAn { keptScore += weights.article }
            }
            let word = model.key(of: token, in: bytes)
            outputs.append(
                Output(hash: token.hash, word: word ?? Self.skipped, prefix: first.match.isPrefix ? first.match.id : Self.none))
            arcs.append(
                Arc(
                    end: Int32(index + 1), entry: isOpen && token.isTouchable(in: bytes) ? Self.kept : Self.untouchable, head: 0,
                    firstOutput: Int32(outputs.count - 1), outputCount: 1,
                    score: keptScore + (word == nil ? 0 : weights.word), channelLog: 0, fit: 0, habit: 0, posterior: 0,
                    isCapitalized: token.letterCase == .capitalized))
        }
        firstArc.append(Int32(arcs.count))
    }

    /// Has the candidates of the single tokens some way ahead brought near, then their heads, then what these put out: by the time that arcs
    /// are made of them, they need not be waited for.
    @inline(__always)
    private func prefetchReadings(of index: Int, _ table: PhraseTable) {
        if index + Self.ahead * 2 < firsts.count {
            let match = firsts[index + Self.ahead * 2].match
            if match.hasCandidates { table.prefetch(candidate: table.entry(match.id).firstCandidate) }
        }
        if index + Self.ahead < firsts.count {
            forEachCandidate(of: firsts[index + Self.ahead].match, table) { table.prefetch(head: $0.head) }
        }
        if index + Self.ahead / 2 < firsts.count {
            forEachCandidate(of: firsts[index + Self.ahead / 2].match, table) { headOutputs.prefetch(table.head($0.head).firstToken) }
        }
    }

    @inline(__always)
    private func forEachCandidate(of match: PhraseTable.Match, _ table: PhraseTable, _ body: (PhraseTable.Candidate) -> Void) {
        if !match.hasCandidates { return }
        let entry = table.entry(match.id)
        for offset in 0..<UInt32(entry.candidates) { body(table.candidate(entry.firstCandidate + offset)) }
    }

    /// The share of heads that the document leaves standing: heads that are no variant of another, among them and the variants.
    ///
    /// A spinner of profile A leaves none; other tools, and people who mend what it wrote, leave many. What stands with a capital is
    /// counted for ``capitals``, too.
    private mutating func standingShare(
        bytes: Span<UInt8>, tokens: Span<Token>, isSpun: Span<Bool>, table: PhraseTable, weights: DecoderWeights
    ) -> Float {
        var standing: Float = 0
        var variants: Float = 0
        var index = 0
        while index < tokens.count {
            let token = tokens[index]
            var next = index + 1
            if isSpun[index], token.isTouchable(in: bytes) {
                var match = firsts[index].match
                if firsts[index].mayGoOn != 0 {
                    (match, next) = table.longest(tokens, from: index, limit: tokens.count, orElse: (match.isWhole ? match : .none, next))
                }
                if match.hasCandidates {
                    let evidence = table.evidence(match)
                    variants += evidence > 0 ? 1 : 0
                    capitals.addVariant(tokens, index..<next, evidence: evidence)
                } else if match.isKnown, table.entry(match.id).keptLog < -4 {
                    standing += 1
                    capitals.addStanding(tokens, index..<next)
                }
            }
            index = next
        }
        return (standing + min(weights.standing, variants / 2)) / (standing + variants + 1)
    }

    /// Whether the word before a token is "an" (true) or "a" (false); nil where it is neither.
    @inline(__always)
    private func articleBefore(_ index: Int, _ tokens: Span<Token>) -> Bool? {
        if index == 0 { return nil }
        let word = tokens[index]
        if word.lineBefore || !word.spaceBefore { return nil }
        return Article.isAn(tokens[index - 1])
    }

    /// Whether a token is a capitalised word after another one, as in names of several words.
    @inline(__always)
    private func isNamePart(_ index: Int, _ tokens: Span<Token>) -> Bool {
        if index == 0 { return false }
        let token = tokens[index]
        if token.letterCase != .capitalized || token.lineBefore { return false }
        let before = tokens[index - 1]
        return before.letterCase == .capitalized && before.kind == .word
    }

    /// Adds the readings of every phrase that begins at `index`; returns log P(kept) of its single token.
    private mutating func addSubstitutions(
        from index: Int, bytes: Span<UInt8>, tokens: Span<Token>, isSpun: Span<Bool>, table: PhraseTable,
        model: LanguageModel, weights: DecoderWeights
    ) -> Float {
        var keptLog: Float = 0
        var hash = PhraseHash.empty
        // No span inside an autoclosure (`&&`): the optimiser of Swift 6.3 stops at it.
        let leader = tokens[index]
        var end = index
        let limit = min(tokens.count, index + PhraseTableCompiler.longestPhrase)
        var innerCapitals = 0
        var allUpper = true
        while end < limit {
            let token = tokens[end]
            if end > index {
                if token.lineBefore { break }
                if !isSpun[end] { break }
                if capitals.spares(tokens, end) { break }
                let isProtected = firsts[end].mayGoOn == 0 ? firsts[end].match.isProtected : table.protectedEnd(tokens, from: end) > end
                if isProtected { break }
            }
            let isCapital = token.letterCase == .capitalized || token.letterCase == .upper
            if end > index { innerCapitals += isCapital ? 1 : 0 }
            let isInitial = token.letterCase == .capitalized && token.end - token.start == 1
            if token.kind == .word, token.letterCase != .upper, !isInitial { allUpper = false }
            hash = PhraseHash.adding(token.hash, to: hash)
            end += 1
            let match = end == index + 1 ? firsts[index].match : table.longMatch(hash)
            if !match.isKnown { break }
            let shouts = allUpper && leader.kind == .word && token.end - leader.start > 1
            if !shouts, !Self.precedesHyphen(token, bytes) {
                if end == index + 1 { keptLog = max(table.entry(match.id).keptLog, leastKeptLog) }
                if match.hasCandidates {
                    let joins = Self.joinsNumber(tokens, index, end)
                    var isBound = false
                    if end == index + 1, leader.kind == .number { isBound = joins ? true : Self.standsPercent(tokens, end) }
                    let isName = isNamePart(index, tokens)
                    let article = articleBefore(index, tokens)
                    addCandidates(
                        of: table.entry(match.id), id: match.id, end: end, innerCapitals: innerCapitals, joinsNumber: joins, isBoundNumber: isBound, isName: isName, article: article,
                        isCapitalized: leader.letterCase == .capitalized, evidence: weights.forEvidence(table.evidence(match)), table: table,
                        model: model, weights: weights)
                }
            }
            if end == index + 1 ? firsts[index].mayGoOn == 0 : !match.isPrefix { break }
        }
        return keptLog
    }

    private mutating func addCandidates(
        of entry: PhraseTable.Entry, id: PhraseTable.EntryID, end: Int, innerCapitals: Int, joinsNumber: Bool, isBoundNumber: Bool, isName: Bool, article: Bool?,
        isCapitalized: Bool, evidence: Float, table: PhraseTable, model: LanguageModel, weights: DecoderWeights
    ) {
        let room = max(0, Self.mostArcs - (arcs.count - Int(firstArc[firstArc.count - 1])))
        for offset in 0..<UInt32(min(Int(entry.candidates), room)) {
            let candidate = table.candidate(entry.firstCandidate + offset)
            let head = table.head(candidate.head)
            if isBoundNumber, !head.isNumeral { continue }
            let first = Int32(outputs.count)
            var words = 0
            for index in 0..<head.tokens {
                let output = headOutputs[head.firstToken + UInt32(index), table, model]
                outputs.append(output)
                words += output.word == Self.skipped ? 0 : 1
            }
            var score = weights.channel * candidate.log + weights.substitution + Float(words) * weights.word + evidence
            score += Float(innerCapitals) * weights.innerCapital
            if isName { score += weights.name }
            if let article, let takesAn = head.takesAn, article != takesAn { score += weights.article }
            if joinsNumber, head.isNumeral { score += weights.numeral }
            arcs.append(
                Arc(
                    end: Int32(end), entry: id, head: candidate.head, firstOutput: first, outputCount: Int32(head.tokens),
                    score: score, channelLog: candidate.log, fit: 0, habit: 0, posterior: 0, isCapitalized: isCapitalized,
                    isName: isName))
        }
    }

    @inline(__always)
    private static func followsHyphen(_ token: Token, _ bytes: Span<UInt8>) -> Bool {
        if token.start == 0 || token.kind == .mark { return false }
        return bytes[Int(token.start) - 1] == UInt8(ascii: "-")
    }

    /// A mark that no space parts from a word or number: it was written for no word ("12%", but "12 %" for "12 percent").
    @inline(__always)
    private static func isJoinedMark(_ tokens: Span<Token>, _ index: Int) -> Bool {
        let token = tokens[index]
        if index == 0 || token.kind != .mark { return false }
        let before = tokens[index - 1]
        return before.end == token.start && before.kind != .mark
    }

    @inline(__always)
    private static func precedesHyphen(_ token: Token, _ bytes: Span<UInt8>) -> Bool {
        if Int(token.end) >= bytes.count { return false }
        return bytes[Int(token.end)] == UInt8(ascii: "-")
    }

    /// A mark without spaces ties the phrase to digits: "$1.seventy six", "eighty,000", "seven.5", "$eight".
    private static func joinsNumber(_ tokens: Span<Token>, _ start: Int, _ end: Int) -> Bool {
        if start > 0, !tokens[start].spaceBefore, tokens[start - 1].kind == .mark {
            if tokens[start - 1].hash == dollar { return true }
            if isPointOrComma(tokens[start - 1]), start > 1, !tokens[start - 1].spaceBefore, NumberWord.isNumber(tokens[start - 2]) {
                return true
            }
        }
        if end + 1 < tokens.count, !tokens[end].spaceBefore, isPointOrComma(tokens[end]), !tokens[end + 1].spaceBefore,
            NumberWord.isNumber(tokens[end + 1])
        {
            return true
        }
        return false
    }

    /// "%" stands at `index`.
    @inline(__always)
    private static func standsPercent(_ tokens: Span<Token>, _ index: Int) -> Bool {
        if index >= tokens.count { return false }
        let token = tokens[index]
        return token.hash == percent && !token.lineBefore
    }

    private static let percent = WordHash.of(folded: "%".utf8)
    private static let dollar = WordHash.of(folded: "$".utf8)
    private static let point = WordHash.of(folded: ".".utf8)
    private static let comma = WordHash.of(folded: ",".utf8)

    private static func isPointOrComma(_ token: Token) -> Bool { token.hash == point || token.hash == comma }
}
