import UnspinCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The step `terms`: gives broken terms of papers ("profound learning") their right words back.
///
/// A broken term is a sequence of words that people hardly write, while a spinner's word for one or more of its words gives a term that
/// they often write. That alone makes a suspicion; it takes evidence in the document to change it: the right term or its abbreviation,
/// other broken terms, or several broken words in one.
struct TermNormalizer: Sendable {
    static let id = "terms"

    /// The weights of what the document says, in nats.
    enum Weight {
        /// The term's abbreviation stands in brackets right after the place.
        static let bracketed: Float = 6
        /// Its abbreviation stands elsewhere; two letters prove less.
        static let abbreviation: Float = 3, shortAbbreviation: Float = 1.5
        /// Wherever the term stands, the words beside it are others.
        static let cut: Float = -6
        /// Each other broken term, at most; and all of them.
        static let other: Float = 2.5, others: Float = 5
        /// What other broken terms have to say together to count as evidence of its own kind.
        static let tellingOthers: Float = 2
        /// The odds that another place needs to count.
        static let telling: Float = -1
        /// How much of the kind of text counts where the term or its abbreviation stands.
        static let kindBesideTerm: Float = 0.25
        /// The document is known to be spun; or to be of another family, whose words make odd sequences of their own.
        static let spun: Float = 4, otherFamily: Float = -4
        /// Nothing but the words themselves speaks for a broken term: in kinds of text that nothing was counted from, they err.
        static let alone: Float = -2.5
        /// The same where one word alone is swapped, or common words are: people vary their words.
        static let faint: Float = -3
    }

    /// Changes that are less sure are left as suspicions.
    static let leastConfidence = 0.8
    /// Suspicions that are less sure are not told of.
    static let leastSuspicion = 0.1
    /// Readings with smaller odds are not looked at: alone, and where their term stands elsewhere.
    static let leastOdds: Float = -4, leastStandingOdds: Float = -2
    /// Tokens between the first swapped word of a term and its last one, at most; hyphens are tokens, too.
    static let reach = 4

    private struct Candidate {
        var tokens: Range<Int>
        var form: UInt64
        var term: String
        var features: TermFeatures
        /// The term was read off the document, not off the table.
        var isEcho = false
        /// The log-odds of a broken term, with what the document says.
        var odds: Float = 0
        var confidence = 0.0
        var hints: [String] = []
    }

    private var odd = OddWords()
    private var matcher = TermMatcher()
    private var matches: [TermMatcher.Match] = []
    private var echo = EchoMatcher()
    private var echoes: [EchoMatcher.Match] = []
    private var candidates: [Candidate] = []

    init() {}

    /// Appends the edits for one document, and what is suspected, in order.
    ///
    /// - Parameters:
    ///   - paperOdds: the log-odds that the document is a paper.
    ///   - isPaper: it is one so surely that its common words are read as well.
    ///   - isOfOtherFamily: it is known to be spun, by a spinner that writes other words.
    mutating func normalize(
        bytes: Span<UInt8>, tokens: Span<Token>, table: TermTable, paperOdds: Float, isPaper: Bool, isSpun: Bool,
        isOfOtherFamily: Bool, minimumConfidence: Double, edits: inout [Edit], suspicions: inout [Suspicion]
    ) {
        odd.read(tokens, table: table)
        let readsCommonWords = isPaper || isSpun
        if odd.tokens.isEmpty, !readsCommonWords { return }
        candidates.removeAll(keepingCapacity: true)
        readOddWords(bytes, tokens, readsCommonWords: readsCommonWords, table)
        if candidates.isEmpty { return }
        if candidates.contains(where: { $0.features.odds(tokens: tokens.count) > Weight.telling }) { readOtherWords(bytes, tokens, table) }
        var evidence = TermEvidence(bytes: bytes, tokens: tokens, terms: Set(candidates.map(\.term)), table: table)
        let prior = isSpun ? Weight.spun : isOfOtherFamily ? min(0, paperOdds) + Weight.otherFamily : paperOdds
        // What is repaired at one place stands for the next, as it would if the text were repaired again.
        for _ in 0..<4 {
            for index in candidates.indices { weigh(&candidates[index], bytes, tokens, evidence, table) }
            addOthers(tokens: tokens.count, prior: prior)
            compare()
            var isNew = false
            for candidate in candidates where candidate.confidence >= max(Self.leastConfidence, minimumConfidence) {
                if evidence.add(candidate.term, at: candidate.tokens) { isNew = true }
            }
            if !isNew { break }
        }
        // What is sure and explains more words goes first: half a term repaired is wrong.
        func rank(_ candidate: Candidate) -> Int {
            candidate.confidence < Self.leastConfidence ? 0 : candidate.features.swapped + (candidate.features.stands ? 1 : 0)
        }
        candidates.sort {
            (rank($1), $1.confidence, $0.tokens.lowerBound, $0.term) < (rank($0), $0.confidence, $1.tokens.lowerBound, $1.term)
        }
        var taken: Set<Int> = []
        for candidate in candidates where taken.isDisjoint(with: candidate.tokens) {
            if candidate.confidence < Self.leastSuspicion { continue }
            taken.formUnion(candidate.tokens)
            settle(candidate, bytes, tokens, table, minimumConfidence, &edits, &suspicions)
        }
        edits.sort { $0.range.lowerBound < $1.range.lowerBound }
        suspicions.sort { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// The readings that hold an odd word. Most documents have none, and are done.
    private mutating func readOddWords(_ bytes: Span<UInt8>, _ tokens: Span<Token>, readsCommonWords: Bool, _ table: TermTable) {
        matches.removeAll(keepingCapacity: true)
        var next = 0
        for index in odd.tokens {
            // A reading that holds the word may begin to swap before it.
            for start in max(next, index - Self.reach)...index { matcher.find(tokens, at: start, table: table, into: &matches) }
            next = index + 1
        }
        for match in matches where match.tokens.contains(where: { odd.holds(token: $0) }) { add(match, bytes, tokens, table) }
        echoes.removeAll(keepingCapacity: true)
        echo.find(bytes, tokens, odd: odd, readsCommonWords: readsCommonWords, table: table, into: &echoes)
        for match in echoes { add(match, bytes, tokens, table) }
    }

    /// The readings of common words alone, in a document that is under suspicion.
    private mutating func readOtherWords(_ bytes: Span<UInt8>, _ tokens: Span<Token>, _ table: TermTable) {
        matches.removeAll(keepingCapacity: true)
        for index in 0..<tokens.count { matcher.find(tokens, at: index, table: table, into: &matches) }
        for match in matches where !match.tokens.contains(where: { odd.holds(token: $0) }) { add(match, bytes, tokens, table) }
    }

    private mutating func add(_ match: TermMatcher.Match, _ bytes: Span<UInt8>, _ tokens: Span<Token>, _ table: TermTable) {
        let features = TermFeatures(tokens, match, table)
        let form = TermFeatures.form(tokens, match.tokens)
        let mayStand = match.mayStand(in: odd, table: table)
        if !Self.isWorthALook(features, form, tokens.count, mayStand: mayStand, table) { return }
        candidates.append(
            Candidate(tokens: match.tokens, form: form, term: Self.text(of: match.words, bytes, tokens, table), features: features))
    }

    private mutating func add(_ match: EchoMatcher.Match, _ bytes: Span<UInt8>, _ tokens: Span<Token>, _ table: TermTable) {
        if match.swapped.count == 1, !match.touches { return }
        let features = TermFeatures(tokens, match, termLog: Self.termLog(tokens, match.source, table), table)
        let form = TermFeatures.form(tokens, match.tokens)
        if !Self.isWorthALook(features, form, tokens.count, mayStand: true, table) { return }
        candidates.append(
            Candidate(
                tokens: match.tokens, form: form, term: Self.text(of: match.words, bytes, tokens, table), features: features, isEcho: true))
    }

    /// log P(people write the term that stands at a place); nil where the table does not know it, nor every two words of it.
    private static func termLog(_ tokens: Span<Token>, _ range: Range<Int>, _ table: TermTable) -> Float? {
        let form = TermFeatures.form(tokens, range)
        if table.isTerm(form) { return table.log(form) }
        var least: Float?
        var last: UInt64?
        for index in range where tokens[index].kind != .mark {
            let word = tokens[index].hash
            if let last {
                guard table.isTerm(last, word), let log = table.log(last, word) else { return nil }
                least = min(least ?? 0, log)
            }
            last = word
        }
        return least
    }

    private static func isWorthALook(
        _ features: TermFeatures, _ form: UInt64, _ tokens: Int, mayStand: Bool, _ table: TermTable
    ) -> Bool {
        if table.isTerm(form) { return false }
        if features.odds(tokens: tokens) >= leastOdds { return true }
        var best = features
        best.stands = mayStand
        return best.odds(tokens: tokens) >= leastStandingOdds
    }

    @inline(never)
    private static func text(of parts: [TermMatcher.Match.Word], _ bytes: Span<UInt8>, _ tokens: Span<Token>, _ table: TermTable) -> String {
        var words: [String] = []
        for word in parts {
            switch word {
            case .kept(let index): words.append(text(bytes, tokens, index..<index + 1))
            case .swapped(let expected): words.append(table.text(ofExpected: expected))
            }
        }
        return words.joined(separator: " ")
    }

    /// What other places say: each different form once, at the best of its readings.
    private mutating func addOthers(tokens: Int, prior: Float) {
        var forms: [UInt64: (own: Float, range: Range<Int>)] = [:]
        for candidate in candidates where !candidate.isEcho {
            let own = candidate.features.odds(tokens: tokens)
            if own > max(Weight.telling, forms[candidate.form]?.own ?? -.infinity) { forms[candidate.form] = (own, candidate.tokens) }
        }
        let telling = forms.sorted { ($1.value.own, $0.key) < ($0.value.own, $1.key) }
        // A long document holds some by chance.
        let chance = log(max(1, Float(tokens) / 300)) / 2
        for index in candidates.indices {
            let mine = candidates[index]
            var others: Float = 0
            var counted: [Range<Int>] = []
            for (form, other) in telling where form != mine.form {
                if others >= Weight.others { break }
                if other.range.overlaps(mine.tokens) || counted.contains(where: { $0.overlaps(other.range) }) { continue }
                let gain = min(Weight.other, 1 + (other.own - Weight.telling) / 2) - chance
                if gain <= 0 { break }
                counted.append(other.range)
                others += gain
            }
            // What kind of text it is says little where the term itself is there.
            let kind = mine.hints.isEmpty ? prior : prior * Weight.kindBesideTerm
            if others > Weight.tellingOthers { candidates[index].hints.append("other broken terms stand near it") }
            candidates[index].odds += min(Weight.others, others) + kind
            if candidates[index].hints.isEmpty {
                candidates[index].odds += mine.features.swapped > 1 && mine.features.isOdd ? Weight.alone : Weight.faint
            }
        }
    }

    /// The confidences: the odds of a broken term, shared among the readings of the same words.
    private mutating func compare() {
        var places: [Range<Int>: [Int]] = [:]
        for index in candidates.indices { places[candidates[index].tokens, default: []].append(index) }
        for rivals in places.values {
            for index in rivals {
                var sum: Float = 0
                var seen: Set<String> = []
                for rival in rivals.sorted(by: { candidates[$0].odds > candidates[$1].odds })
                where seen.insert(candidates[rival].term).inserted {
                    sum += exp(candidates[rival].odds - candidates[index].odds)
                }
                candidates[index].confidence = Double(1 / (1 + exp(-candidates[index].odds))) / Double(max(1, sum))
            }
        }
    }

    private func weigh(_ candidate: inout Candidate, _ bytes: Span<UInt8>, _ tokens: Span<Token>, _ evidence: TermEvidence, _ table: TermTable) {
        candidate.hints = []
        if candidate.isEcho || evidence.holds(candidate.term, besides: candidate.tokens) {
            candidate.features.stands = true
            candidate.hints.append("“\(candidate.term)” stands elsewhere")
        }
        candidate.odds = candidate.features.odds(tokens: tokens.count)
        if candidate.features.stands, evidence.isCut(candidate.term, TermEvidence.Neighbours(tokens, candidate.tokens, table)) {
            candidate.odds += Weight.cut
        }
        let end = candidate.tokens.upperBound
        if end + 1 < tokens.count, Self.isBracket(tokens[end]), let found = TermEvidence.bracketed(bytes, tokens[end + 1]),
            TermEvidence.initials(of: candidate.term).contains(found)
        {
            candidate.odds += Weight.bracketed
            candidate.hints.append("“(\(found))” follows it")
            return
        }
        let letters = evidence.abbreviation(of: candidate.term)
        if letters > 1 {
            candidate.odds += letters > 2 ? Weight.abbreviation : Weight.shortAbbreviation
            candidate.hints.append("its abbreviation stands in the document")
        }
    }

    private func settle(
        _ candidate: Candidate, _ bytes: Span<UInt8>, _ tokens: Span<Token>, _ table: TermTable, _ minimumConfidence: Double,
        _ edits: inout [Edit], _ suspicions: inout [Suspicion]
    ) {
        let range = Int(tokens[candidate.tokens.lowerBound].start)..<Int(tokens[candidate.tokens.upperBound - 1].end)
        let original = String(decoding: bytes.extracting(range))
        let replacement = TermSurface.fitted(candidate.term, to: original)
        let why = candidate.hints.isEmpty ? "" : ": " + candidate.hints.joined(separator: ", ")
        if candidate.confidence < max(Self.leastConfidence, minimumConfidence) {
            suspicions.append(
                Suspicion(
                    range: range, original: original, proposal: replacement, step: Self.id, confidence: candidate.confidence,
                    reason: "“\(original)” is hardly ever written, “\(candidate.term)” often\(why)."))
            return
        }
        var mine = [
            Edit(
                range: range, original: original, replacement: replacement, step: Self.id,
                rule: "\(table.name)/\(FoldedText.fold(original.utf8))>\(candidate.term)", confidence: candidate.confidence,
                reason: "“\(original)” is a spinner's rendering of “\(candidate.term)”\(why).")
        ]
        if let article = PhraseNormalizer.articleEdit(
            bytes, tokens, before: candidate.tokens.lowerBound, replacement: replacement, confidence: candidate.confidence, step: Self.id
        ) {
            mine.insert(article, at: 0)
        }
        edits += mine
    }

    /// The words of a range, folded, parted by spaces.
    private static func text(_ bytes: Span<UInt8>, _ tokens: Span<Token>, _ range: Range<Int>) -> String {
        var words: [String] = []
        for index in range where tokens[index].kind != .mark {
            words.append(FoldedText.fold(String(decoding: bytes.extracting(Int(tokens[index].start)..<Int(tokens[index].end))).utf8))
        }
        return words.joined(separator: " ")
    }

    private static let brackets = [WordHash.of(folded: "(".utf8), WordHash.of(folded: "[".utf8)]
    private static func isBracket(_ token: Token) -> Bool { brackets.contains(token.hash) }
}
