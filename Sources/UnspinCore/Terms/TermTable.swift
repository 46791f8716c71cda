/// A compiled profile of broken terms: the words that a spinner writes for others, and how often people write which words together.
///
/// The bytes are read in place. Everything is checked once, on opening. ``TermTableCompiler`` writes the format.
public final class TermTable: Sendable {
    /// What a tortured phrase may stand for.
    struct Swap {
        var first: UInt32
        var candidates: UInt16
        /// A longer tortured phrase begins with this one.
        var isPrefix: Bool
        /// It is one word, and people write it seldom.
        var isOdd: Bool
    }

    /// An expected phrase, with log P(tortured | expected).
    struct Candidate {
        var log: Float
        /// How freely people vary between the two in one document: log(1 + 2n) of the n documents where they were seen to; 0 or more.
        var varied: Float
        var expected: UInt32
    }

    /// Words that a spinner replaces: where their hashes and their text begin, and how many there are.
    struct Expected {
        var first: UInt32
        var textStart: UInt32
        var words: UInt16
        var textBytes: UInt16
    }

    /// A word or a sequence of words that people write.
    struct Phrase {
        /// log P(the words stand at a place), in the kind of text where they stand most often; nil where nobody counted them.
        var log: Float?
        /// The words are a term, or two words of a term that stand together in others as well.
        var isTerm: Bool
        /// A longer term begins with the words.
        var isPrefix: Bool

        /// Two flags, then the log in 63 steps; the last of them stands for no count.
        init(code: UInt8) {
            isTerm = code & 1 != 0
            isPrefix = code & 2 != 0
            let step = code >> 2
            log = step == Self.uncounted ? nil : -Float(step) * Self.logStep
        }

        init(log: Float?, isTerm: Bool, isPrefix: Bool) {
            (self.log, self.isTerm, self.isPrefix) = (log, isTerm, isPrefix)
        }

        var code: UInt8 {
            let step = log.map { UInt8(max(0, min(Float(Self.uncounted - 1), (-$0 / Self.logStep).rounded()))) } ?? Self.uncounted
            return step << 2 | (isPrefix ? 2 : 0) | (isTerm ? 1 : 0)
        }

        private static let uncounted: UInt8 = 63
        private static let logStep: Float = 0.3
    }

    static let hyphen = WordHash.of(folded: "-".utf8)
    /// log P of words that nobody was seen to write, at most.
    public static let unseen: Float = -17
    /// log P of a single word that was not counted.
    static let rareWord: Float = -15.5

    public let name: String
    let storage: TermTableStorage
    private let owner: AlignedBytes?

    /// Opens a compiled profile, which `bytes` must keep in place for as long as the table lives.
    public convenience init(bytes: UnsafeRawBufferPointer) throws(ModelError) { try self.init(bytes: bytes, owner: nil) }

    private init(bytes: UnsafeRawBufferPointer, owner: AlignedBytes?) throws(ModelError) {
        storage = try TermTableStorage(bytes: bytes)
        self.owner = owner
        name = storage.name
    }

    /// Opens a profile that was compiled just now.
    public convenience init(compiled bytes: [UInt8]) throws(ModelError) {
        let memory = AlignedBytes(bytes)
        try self.init(bytes: memory.bytes, owner: memory)
    }

    public var swapCount: Int { storage.swapCount }
    public var expectedCount: Int { storage.expectedCount }

    /// What a folded phrase may stand for in a term, with log P(phrase | that), most frequently swapped first.
    public func candidates(for phrase: String) -> [(text: String, log: Float)] {
        let hash = TermTableCompiler.hashes(of: phrase).reduce(PhraseHash.empty) { PhraseHash.adding($1, to: $0) }
        guard let swap = swap(hash) else { return [] }
        return (0..<UInt32(swap.candidates)).map { offset in
            let candidate = storage.candidate(swap.first + offset)
            return (text(ofExpected: candidate.expected), candidate.log)
        }
    }

    /// False where the word of this ``WordHash`` is surely not odd: one load and a shift, for all words of clean text.
    @inline(__always)
    public func mayBeOdd(_ word: UInt64) -> Bool { storage.mayBeOdd(word) }

    /// A spinner is known to write the word, and people seldom do.
    public func isOdd(_ word: UInt64) -> Bool { mayBeOdd(word) && swap(of: word)?.isOdd == true }

    /// Whether one of the tokens from `first` on is odd.
    public func holdsOddWord(_ tokens: Span<Token>, from first: Int) -> Bool {
        for index in first..<tokens.count where mayBeOdd(tokens[index].hash) {
            if tokens[index].kind == .word { if isOdd(tokens[index].hash) { return true } }
        }
        return false
    }

    @inline(__always)
    func swap(_ phrase: UInt64) -> Swap? { storage.findSwap(phrase) }

    func swap(of word: UInt64) -> Swap? { swap(PhraseHash.adding(word, to: PhraseHash.empty)) }

    @inline(__always)
    func phrase(_ hash: UInt64) -> Phrase? { storage.findPhrase(hash) }

    /// log P that people write the words of a ``PhraseHash``; nil where nobody counted them.
    public func log(_ hash: UInt64) -> Float? { phrase(hash)?.log }

    /// log P that people write a word.
    public func wordLog(_ word: UInt64) -> Float { log(PhraseHash.adding(word, to: PhraseHash.empty)) ?? Self.rareWord }

    /// The words of a ``PhraseHash`` are a term as they are.
    public func isTerm(_ hash: UInt64) -> Bool { phrase(hash)?.isTerm == true }

    /// Two words side by side, as people write them.
    func pair(_ first: UInt64, _ second: UInt64) -> Phrase? {
        phrase(PhraseHash.adding(second, to: PhraseHash.adding(first, to: PhraseHash.empty)))
    }

    /// log P that people write two words side by side; nil where nobody counted them.
    public func log(_ first: UInt64, _ second: UInt64) -> Float? { pair(first, second)?.log }

    /// Two words are a term.
    public func isTerm(_ first: UInt64, _ second: UInt64) -> Bool { pair(first, second)?.isTerm == true }

    /// log P(tortured | expected) of two single words; nil where no swap is known.
    func swapLog(_ tortured: UInt64, _ expected: UInt64) -> Float? {
        guard let swap = swap(of: tortured) else { return nil }
        for offset in 0..<UInt32(swap.candidates) {
            let candidate = storage.candidate(swap.first + offset)
            let phrase = storage.expected(candidate.expected)
            if phrase.words == 1, storage.word(phrase.first) == expected { return candidate.log }
        }
        return nil
    }

    /// The ``WordHash`` of the first word of a part of a term.
    public func first(_ part: TermMatcher.Match.Word, _ tokens: Span<Token>) -> UInt64 {
        switch part {
        case .kept(let token): tokens[token].hash
        case .swapped(let id): storage.word(storage.expected(id).first)
        }
    }

    /// The ``WordHash`` of the last word of a part of a term.
    public func last(_ part: TermMatcher.Match.Word, _ tokens: Span<Token>) -> UInt64 {
        switch part {
        case .kept(let token): tokens[token].hash
        case .swapped(let id): storage.word(storage.expected(id).first + UInt32(storage.expected(id).words) - 1)
        }
    }

    /// The text of an expected phrase: lower case, straight apostrophes.
    public func text(ofExpected id: UInt32) -> String { String(decoding: storage.text(storage.expected(id)), as: UTF8.self) }
}
