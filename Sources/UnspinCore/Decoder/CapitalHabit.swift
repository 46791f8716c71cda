/// Whether the site that spun a document leaves capitalised words alone: some do, to keep names whole.
///
/// It shows in the heads that stand. A head that the spinner always replaces, yet stands with a capital, speaks for the habit; a word that
/// the spinner writes, with a capital, speaks against it. Words that begin a sentence are judged apart from those within one: who protects
/// names leaves the latter alone.
struct CapitalHabit: Sendable {
    // Nats. In the training text no head stands with a capital within a sentence, of 2,100, and 4 at the start of one, of 1,000: one within
    // a sentence outweighs the prior, unless the spinner's words stand with capitals, too, and at the start it takes two.
    private static let priorWithin: Float = -4
    private static let priorAtStart: Float = -6
    private static let forStanding: Float = 5
    private static let mostForVariant: Float = 1.5

    /// Log-odds that words at the start of a sentence, and words within one, are left alone.
    private var atStart = priorAtStart
    private var within = priorWithin

    init() {}

    /// A head stands at some tokens although the spinner always replaces it.
    @inline(__always)
    mutating func addStanding(_ tokens: Span<Token>, _ range: Range<Int>) { add(Self.forStanding, tokens, range) }

    /// A phrase that the spinner writes stands at some tokens.
    ///
    /// - Parameter evidence: log P(phrase | spun) - log P(phrase | human), in nats.
    @inline(__always)
    mutating func addVariant(_ tokens: Span<Token>, _ range: Range<Int>, evidence: Float) {
        if evidence > 0 { add(-min(Self.mostForVariant, evidence), tokens, range) }
    }

    /// A capital within the phrase tells more than the one that it begins with: "The City".
    private mutating func add(_ nats: Float, _ tokens: Span<Token>, _ range: Range<Int>) {
        for index in range.dropFirst() where Self.isCapital(tokens[index]) {
            within += nats
            return
        }
        if !Self.isCapital(tokens[range.lowerBound]) { return }
        if Self.beginsSentence(tokens, range.lowerBound) { atStart += nats } else { within += nats }
    }

    /// The site leaves this token alone.
    @inline(__always)
    func spares(_ tokens: Span<Token>, _ index: Int) -> Bool {
        if max(atStart, within) <= 0 { return false }
        if !Self.isCapital(tokens[index]) { return false }
        return (Self.beginsSentence(tokens, index) ? atStart : within) > 0
    }

    /// The writer chose the capital: "I" always has one.
    private static func isCapital(_ token: Token) -> Bool { token.letterCase == .capitalized && !ofSpeaker.contains(token.hash) }

    private static let ofSpeaker = ["i", "i'm", "i'll", "i'd", "i've"].map { WordHash.of(folded: $0.utf8) }

    /// A line begins with the token, or a mark other than a comma stands before it.
    private static func beginsSentence(_ tokens: Span<Token>, _ index: Int) -> Bool {
        if index == 0 { return true }
        let (token, before) = (tokens[index], tokens[index - 1])
        return token.lineBefore || before.kind == .mark && before.hash != comma
    }

    private static let comma = WordHash.of(folded: ",".utf8)
}
