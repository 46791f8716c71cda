import UnspinCore

/// What a document says about the terms it may hold: those that stand in it unbroken, and its abbreviations.
struct TermEvidence: Sendable {
    /// The words right beside a place, as ``WordHash``; 0 where a mark or one of the commonest words stands there.
    struct Neighbours: Sendable {
        var before: UInt64
        var after: UInt64

        init(_ tokens: Span<Token>, _ range: Range<Int>, _ table: TermTable) {
            before = Self.word(tokens, TermMatcher.previous(tokens, range.lowerBound), table)
            after = Self.word(tokens, TermMatcher.next(tokens, range.upperBound), table)
        }

        private static func word(_ tokens: Span<Token>, _ index: Int?, _ table: TermTable) -> UInt64 {
            guard let index, table.wordLog(tokens[index].hash) < common else { return 0 }
            return tokens[index].hash
        }

        /// Another word stands at the same side of both places, or each has a word at another side alone: one of the two may be a part of
        /// a longer term.
        func contradicts(_ other: Neighbours) -> Bool {
            if before != 0 && other.before != 0 && before != other.before { return true }
            if after != 0 && other.after != 0 && after != other.after { return true }
            return (before == 0) != (after == 0) && (other.before == 0) != (other.after == 0) && (before == 0) == (other.after == 0)
        }

        /// Words that are more frequent than this join no term: log P.
        private static let common: Float = -7.5
    }

    private var standing: [String: [Neighbours]] = [:]
    private var abbreviations: Set<String> = []
    private var restored: [String: [Range<Int>]] = [:]

    /// Reads the whole document for some terms.
    init(bytes: Span<UInt8>, tokens: Span<Token>, terms: Set<String>, table: TermTable) {
        var sought: [UInt64: [(term: String, words: [String])]] = [:]
        for term in Set(terms.map(Self.singular)) {
            let words = term.split { $0 == " " || $0 == "-" }.map(String.init)
            sought[WordHash.of(folded: words[0].utf8), default: []].append((term, words))
        }
        var filter = [UInt64](repeating: 0, count: 64)
        for hash in sought.keys { filter[Int(hash >> 6 & 63)] |= 1 << (hash & 63) }
        for index in 0..<tokens.count where tokens[index].kind == .word {
            if let abbreviation = Self.abbreviation(bytes, tokens[index]) { abbreviations.insert(abbreviation) }
            let hash = tokens[index].hash
            if filter[Int(hash >> 6 & 63)] & 1 << (hash & 63) == 0 { continue }
            for (term, words) in sought[tokens[index].hash] ?? [] {
                guard let end = Self.end(of: words, bytes, tokens, index) else { continue }
                standing[term, default: []].append(Neighbours(tokens, index..<end, table))
            }
        }
    }

    /// The end of the words that stand from token `index` on, the last of them in the singular or the plural; nil where they do not.
    private static func end(of words: [String], _ bytes: Span<UInt8>, _ tokens: Span<Token>, _ index: Int) -> Int? {
        var at = index
        for (number, word) in words.enumerated().dropFirst() {
            guard let next = TermMatcher.next(tokens, at + 1) else { return nil }
            let found = FoldedText.fold(String(decoding: bytes.extracting(Int(tokens[next].start)..<Int(tokens[next].end))).utf8)
            guard found == word || number == words.count - 1 && singular(found) == word else { return nil }
            at = next
        }
        return at + 1
    }

    /// Notes that the term is restored at a place; false where that is known.
    mutating func add(_ term: String, at tokens: Range<Int>) -> Bool {
        let term = Self.singular(term)
        if standing[term] != nil || restored[term]?.contains(tokens) == true { return false }
        restored[term, default: []].append(tokens)
        return true
    }

    /// The term stands in the document, in the singular or the plural, or is restored at a place apart from `tokens`.
    func holds(_ term: String, besides tokens: Range<Int>) -> Bool {
        let term = Self.singular(term)
        return standing[term] != nil || restored[term]?.contains { !$0.overlaps(tokens) } == true
    }

    /// Wherever the term stands, the words beside it are others than at a place: there, a longer term may be broken.
    func isCut(_ term: String, _ place: Neighbours) -> Bool {
        guard let found = standing[Self.singular(term)] else { return false }
        return found.allSatisfy { $0.contradicts(place) }
    }

    /// The length of the term's abbreviation that stands in the document; 0 where none does.
    func abbreviation(of term: String) -> Int {
        Self.initials(of: term).filter(abbreviations.contains).map(\.utf8.count).max() ?? 0
    }

    /// The letters of a token that may be an abbreviation, without an "s" for the plural.
    static func abbreviation(_ bytes: Span<UInt8>, _ token: Token) -> String? {
        guard token.letterCase == .upper || token.letterCase == .mixed, token.end - token.start <= 7 else { return nil }
        var text = String(decoding: bytes.extracting(Int(token.start)..<Int(token.end)))
        if text.hasSuffix("s") { text.removeLast() }
        return text.utf8.count > 1 && text.utf8.allSatisfy { $0 &- 65 < 26 } ? text : nil
    }

    /// The letters of a token in brackets, which may be an abbreviation in either case, without an "s" for the plural.
    static func bracketed(_ bytes: Span<UInt8>, _ token: Token) -> String? {
        if let capitals = abbreviation(bytes, token) { return capitals }
        guard token.letterCase == .lower, token.end - token.start <= 6 else { return nil }
        let text = String(decoding: bytes.extracting(Int(token.start)..<Int(token.end))).uppercased()
        return text.utf8.count > 1 && text.utf8.allSatisfy { $0 &- 65 < 26 } ? text : nil
    }

    /// The first letters of a term's words, with and without its small words.
    static func initials(of term: String) -> Set<String> {
        let words = term.split { $0 == " " || $0 == "-" }
        func initials(_ words: [Substring]) -> String { String(words.compactMap(\.first)).uppercased() }
        return [initials(words), initials(words.filter { !small.contains($0) })]
    }

    /// Words that titles write small.
    static let small: Set<Substring> = ["of", "to", "the", "and", "in", "for", "by", "on", "a", "an"]

    /// The same for a term and its plural.
    static func singular(_ term: String) -> String {
        if term.hasSuffix("ies") { return term.dropLast(3) + "y" }
        if term.hasSuffix("ces") { return term.dropLast(3) + "x" }
        if term.hasSuffix("sses") || term.hasSuffix("xes") || term.hasSuffix("ches") { return String(term.dropLast(2)) }
        return term.hasSuffix("s") && !term.hasSuffix("ss") ? String(term.dropLast()) : term
    }
}
