extension Lattice {
    /// Fills the lattice with the readings of `tokens`.
    ///
    /// - Parameter isSpun: for each token, whether it lies in a region to be repaired; all others are kept as they are.
    mutating func build(
        bytes: Span<UInt8>, tokens: Span<Token>, isSpun: Span<Bool>, table: PhraseTable,
        model: LanguageModel, weights: DecoderWeights
    ) {
        removeAll()
        for index in 0..<tokens.count {
            firstArc.append(Int32(arcs.count))
            let token = tokens[index]
            var keptScore: Float = 0
            let isTouched = isSpun[index] && !Self.isJoined(token, bytes) && !Self.shouts(token)
            if isSpun[index], !Self.followsHyphen(token, bytes) {
                keptScore = addSubstitutions(
                    from: index, bytes: bytes, tokens: tokens, isSpun: isSpun, table: table, model: model, weights: weights)
                if token.end - token.start <= 2 {
                    addArticle(at: index, bytes: bytes, tokens: tokens, table: table, model: model, weights: weights)
                }
            }
            let word = model.key(of: token, in: bytes)
            outputs.append(output(token.hash, word: word, table: table))
            arcs.append(
                Arc(
                    end: Int32(index + 1), entry: isTouched ? Self.kept : Self.untouchable, head: 0,
                    firstOutput: Int32(outputs.count - 1), outputCount: 1,
                    score: keptScore * weights.kept + (word == nil ? 0 : weights.word), channelLog: 0, habit: 0, posterior: 0,
                    isCapitalized: token.letterCase == .capitalized))
        }
        firstArc.append(Int32(arcs.count))
    }

    @inline(__always)
    private func output(_ hash: UInt64, word: WordID?, table: PhraseTable) -> Output {
        var prefix = Self.none
        if let id = table.entryID(of: PhraseHash.adding(hash, to: PhraseHash.empty)), table.entry(id).isPrefix { prefix = id }
        return Output(hash: hash, word: word ?? Self.skipped, prefix: prefix)
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
        var innerCapitals = 0
        var allUpper = true
        while end < tokens.count {
            let token = tokens[end]
            if end > index {
                if token.lineBefore { break }
                if !isSpun[end] { break }
            }
            let isCapital = token.letterCase == .capitalized || token.letterCase == .upper
            if end > index { innerCapitals += isCapital ? 1 : 0 }
            let isInitial = token.letterCase == .capitalized && token.end - token.start == 1
            if token.kind == .word, token.letterCase != .upper, !isInitial { allUpper = false }
            hash = PhraseHash.adding(token.hash, to: hash)
            end += 1
            guard let id = table.entryID(of: hash) else { break }
            let entry = table.entry(id)
            let shouts = allUpper && leader.kind == .word && token.end - leader.start > 1
            if !shouts, !Self.precedesHyphen(token, bytes) {
                if end == index + 1 { keptLog = entry.keptLog }
                if entry.candidates > 0 {
                    let joins = Self.joinsNumber(tokens, index, end)
                    addCandidates(
                        of: entry, id: id, end: end, innerCapitals: innerCapitals, joinsNumber: joins,
                        isCapitalized: leader.letterCase == .capitalized, table: table, model: model, weights: weights)
                }
            }
            if !entry.isPrefix { break }
        }
        return keptLog
    }

    private mutating func addCandidates(
        of entry: PhraseTable.Entry, id: PhraseTable.EntryID, end: Int, innerCapitals: Int, joinsNumber: Bool,
        isCapitalized: Bool, table: PhraseTable, model: LanguageModel, weights: DecoderWeights
    ) {
        for offset in 0..<UInt32(entry.candidates) {
            let candidate = table.candidate(entry.firstCandidate + offset)
            let head = table.head(candidate.head)
            let first = Int32(outputs.count)
            var words = 0
            for index in 0..<head.tokens {
                let token = table.token(index, of: head)
                outputs.append(output(token.hash, word: token.word == 0 ? nil : model.id(of: token.word), table: table))
                words += token.word == 0 ? 0 : 1
            }
            var score = weights.channel * candidate.log + weights.substitution + Float(words) * weights.word
            score += Float(innerCapitals) * weights.innerCapital
            if joinsNumber, head.isNumeral { score += weights.numeral }
            arcs.append(
                Arc(
                    end: Int32(end), entry: id, head: candidate.head, firstOutput: first, outputCount: Int32(head.tokens),
                    score: score, channelLog: candidate.log, habit: 0, posterior: 0, isCapitalized: isCapitalized))
        }
    }

    /// "a" may have to become "an", or the other way round, where the word after it is restored.
    private mutating func addArticle(
        at index: Int, bytes: Span<UInt8>, tokens: Span<Token>, table: PhraseTable, model: LanguageModel, weights: DecoderWeights
    ) {
        let token = tokens[index]
        guard token.hash == Self.a || token.hash == Self.an, token.letterCase != .upper, index + 1 < tokens.count,
            !Self.precedesHyphen(token, bytes), tokens[index + 1].spaceBefore, !tokens[index + 1].lineBefore
        else { return }
        let other = token.hash == Self.a ? Self.an : Self.a
        outputs.append(output(other, word: model.id(of: other), table: table))
        arcs.append(
            Arc(
                end: Int32(index + 1), entry: Self.article, head: 0, firstOutput: Int32(outputs.count - 1), outputCount: 1,
                score: weights.article + weights.word, channelLog: 0, habit: 0, posterior: 0,
                isCapitalized: token.letterCase == .capitalized))
    }

    static let a = WordHash.of(folded: "a".utf8)
    static let an = WordHash.of(folded: "an".utf8)

    @inline(__always)
    private static func followsHyphen(_ token: Token, _ bytes: Span<UInt8>) -> Bool {
        if token.start == 0 || token.kind == .mark { return false }
        return bytes[Int(token.start) - 1] == UInt8(ascii: "-")
    }

    @inline(__always)
    private static func precedesHyphen(_ token: Token, _ bytes: Span<UInt8>) -> Bool {
        if Int(token.end) >= bytes.count { return false }
        return bytes[Int(token.end)] == UInt8(ascii: "-")
    }

    @inline(__always)
    private static func isJoined(_ token: Token, _ bytes: Span<UInt8>) -> Bool {
        followsHyphen(token, bytes) || (token.kind != .mark && precedesHyphen(token, bytes))
    }

    /// Words in capitals are skipped by spinners; a single capital letter is none.
    @inline(__always)
    private static func shouts(_ token: Token) -> Bool { token.letterCase == .upper }

    /// A mark without spaces ties the phrase to digits: "$1.seventy six", "eighty,000", "seven.5", "$eight".
    private static func joinsNumber(_ tokens: Span<Token>, _ start: Int, _ end: Int) -> Bool {
        if start > 0, !tokens[start].spaceBefore, tokens[start - 1].kind == .mark {
            if tokens[start - 1].hash == dollar { return true }
            if isPointOrComma(tokens[start - 1]), start > 1, !tokens[start - 1].spaceBefore, tokens[start - 2].kind == .number {
                return true
            }
        }
        if end + 1 < tokens.count, !tokens[end].spaceBefore, isPointOrComma(tokens[end]), !tokens[end + 1].spaceBefore,
            tokens[end + 1].kind == .number
        {
            return true
        }
        return false
    }

    private static let dollar = WordHash.of(folded: "$".utf8)
    private static let point = WordHash.of(folded: ".".utf8)
    private static let comma = WordHash.of(folded: ",".utf8)

    private static func isPointOrComma(_ token: Token) -> Bool { token.hash == point || token.hash == comma }
}
