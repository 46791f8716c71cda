import UnspinCore

/// Reads a document once, piece by piece: its segments, and what each table says of them. No tokens are kept.
///
/// Most documents are clean, and this is all that is done to them. Scratch is kept between documents, so that none of them but the
/// longest so far allocates anything.
struct DocumentReader: Sendable {
    private var segmenter = RegionSegmenter()
    /// One for each table.
    private(set) var counters: [EvidenceCounter]
    /// The tokens that are not counted yet, and those of the piece at hand.
    private var window: [Token] = []
    private let terms: [TermTable]
    private let familySigns: FamilySigns
    private var signs = 0
    private var paperWords = PaperWords()
    private var holdsOddWord = false
    private var tokenCount = 0
    /// Longer documents have to read like papers to be searched for broken terms.
    private static let shortDocument = 250
    /// Documents with so many words of papers beyond those of any text are papers; longer texts of other kinds hold some as well.
    private static let leastPaperWords = 3, leastPaperWordsIfLong = 6

    /// The log-odds that the document is a paper.
    var paperOdds: Float { paperWords.odds(tokens: tokenCount) }

    /// The document reads like a paper: so much that its common words may be broken terms, too.
    var isPaper: Bool {
        paperWords.surplus(tokens: tokenCount) >= (tokenCount < Self.shortDocument ? Self.leastPaperWords : Self.leastPaperWordsIfLong)
    }

    /// The document reads like a paper; or it holds a sign of broken terms, and is short or somewhat like a paper.
    var mayHoldBrokenTerms: Bool {
        isPaper || holdsOddWord && (tokenCount < Self.shortDocument || paperWords.surplus(tokens: tokenCount) > 0)
    }

    /// One word in so many has to be a sign of the rarer families for their tables to be asked, and some at least.
    private static let wordsForSign = 22, leastSigns = 3

    /// The words that the rarer families write are so dense that their tables may know who wrote the document.
    var mayBeOfRarerFamily: Bool { signs >= Self.leastSigns && signs * Self.wordsForSign >= tokenCount }

    init(_ tables: [PhraseTable], _ terms: [TermTable], signs: FamilySigns = FamilySigns()) {
        counters = tables.map { EvidenceCounter($0) }
        self.terms = terms
        familySigns = signs
    }

    /// Reads for rarer families alone.
    init(rarer tables: [PhraseTable]) { self.init(families: tables, mostForHuman: EvidenceCounter.mostForHuman) }

    /// Reads texts that are known to be spun, to tell which family wrote them.
    init(ofSpunText tables: [PhraseTable]) { self.init(families: tables, mostForHuman: EvidenceCounter.mostForHumanInSpun) }

    private init(families: [PhraseTable], mostForHuman: Float) {
        counters = families.map { EvidenceCounter($0, countsAcrossSegments: true, mostForHuman: mostForHuman) }
        terms = []
        familySigns = FamilySigns()
    }

    var segments: [RegionSegmenter.Segment] { segmenter.segments }

    mutating func read(_ bytes: Span<UInt8>) {
        segmenter.beginDocument()
        paperWords.beginDocument()
        holdsOddWord = false
        tokenCount = 0
        signs = 0
        for index in counters.indices { counters[index].beginDocument() }
        // A span of an array that is a property would hold all of `self`.
        var tokens = window
        window = []
        tokens.removeAll(keepingCapacity: true)
        var reader = TokenReader(0..<bytes.count)
        var first = 0
        while reader.readPiece(bytes, into: &tokens) {
            let counted = count(tokens.span, from: first, in: bytes)
            tokens.removeFirst(counted)
            first = tokens.count
        }
        if segmenter.endSegment() {
            for index in counters.indices { counters[index].endSegment(tokens.span, at: tokens.count, in: bytes) }
        }
        window = tokens
    }

    /// Counts the evidence of the tokens from `first` on; returns how many tokens nobody needs any more.
    private mutating func count(_ tokens: Span<Token>, from first: Int, in bytes: Span<UInt8>) -> Int {
        tokenCount += tokens.count - first
        for table in terms where !holdsOddWord { holdsOddWord = table.holdsOddWord(tokens, from: first) }
        signs += familySigns.count(tokens, from: first)
        if !terms.isEmpty { paperWords.read(tokens, from: first) }
        segmenter.read(tokens, from: first) { end in
            for index in counters.indices { counters[index].endSegment(tokens, at: end, in: bytes) }
        }
        var counted = tokens.count
        for index in counters.indices {
            counters[index].countAhead(tokens, in: bytes)
            counted = min(counted, counters[index].counted)
        }
        for index in counters.indices { counters[index].forget(counted) }
        return counted
    }
}
