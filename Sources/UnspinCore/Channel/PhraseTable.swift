/// A compiled profile: what one family of spinners writes for what, and how its text differs from human text.
///
/// The bytes are read in place. Everything is checked once, on opening; look-ups cannot leave the sections afterwards.
/// ``PhraseTableCompiler`` writes the format.
public final class PhraseTable: Sendable {
    /// An entry's number: one phrase that the table knows, as variant, as head or as evidence.
    public typealias EntryID = UInt32
    /// A head's number: one original phrase.
    public typealias HeadID = UInt32

    /// What is known of one phrase.
    public struct Entry: Sendable {
        /// log P(kept | head) where the phrase is a head that the spinner replaces; 0 where it is none. At most 0.
        public var keptLog: Float
        public var firstCandidate: UInt32
        public var candidates: UInt16
    }

    /// What a look-up finds at once: an entry's number, and what most phrases are asked.
    public struct Match: Sendable {
        static let entryMask: UInt32 = 0x0fff_ffff
        /// The phrase is unknown: all its properties are false.
        static let none = Match(bits: 0)

        /// The entry's number + 1 in the low 28 bits, then a bit for each property.
        private let bits: UInt32

        init(bits: UInt32) { self.bits = bits }

        init(id: EntryID, isPrefix: Bool, isWhole: Bool, isProtected: Bool, hasCandidates: Bool) {
            precondition(id < Self.entryMask, "too many phrases for one table")
            bits = (id + 1) | (isPrefix ? 1 << 31 : 0) | (isWhole ? 1 << 30 : 0) | (isProtected ? 1 << 29 : 0)
                | (hasCandidates ? 1 << 28 : 0)
        }

        /// As it is written.
        var rawValue: UInt32 { bits }

        @inline(__always)
        var isKnown: Bool { bits != 0 }
        /// The entry's number + 1; 0 where there is none.
        @inline(__always)
        var number: UInt32 { bits & Self.entryMask }
        @inline(__always)
        public var id: EntryID { number &- 1 }
        /// A longer phrase begins with this one.
        @inline(__always)
        public var isPrefix: Bool { prefixBit != 0 }
        /// The same as 0 or 1, for conditions that are better joined without a branch.
        @inline(__always)
        var prefixBit: UInt32 { bits &>> 31 }
        /// The phrase is an entry in its own right, not only the beginning of one.
        @inline(__always)
        public var isWhole: Bool { bits & 1 << 30 != 0 }
        /// The phrase is a name or a fixed term that is never touched.
        @inline(__always)
        public var isProtected: Bool { bits & 1 << 29 != 0 }
        /// It may stand for another phrase.
        @inline(__always)
        public var hasCandidates: Bool { bits & 1 << 28 != 0 }
    }

    /// One original phrase that a variant may stand for.
    public struct Candidate: Sendable {
        public var head: HeadID
        /// log P(variant | head), at most 0.
        public var log: Float
    }

    /// An original phrase.
    public struct Head: Sendable {
        var textStart: UInt32
        var textBytes: UInt16
        var firstToken: UInt32
        var tokens: UInt16
        /// It is written in digits.
        public var isNumeral: Bool
        /// Whether "an" stands before it; nil where its letters do not tell.
        var takesAn: Bool?
    }

    /// A token of a head.
    struct HeadToken {
        /// ``WordHash`` of its folded form.
        var hash: UInt64
        /// The hash under which the language model knows it; 0 where the model skips it.
        var word: UInt64
    }

    public let name: String
    let storage: PhraseTableStorage
    private let owner: AlignedBytes?

    /// Opens a compiled profile, which `bytes` must keep in place for as long as the table lives.
    public convenience init(bytes: UnsafeRawBufferPointer) throws(ModelError) { try self.init(bytes: bytes, owner: nil) }

    private init(bytes: UnsafeRawBufferPointer, owner: AlignedBytes?) throws(ModelError) {
        storage = try PhraseTableStorage(bytes: bytes)
        self.owner = owner
        name = storage.name
    }

    /// Opens a profile that was compiled just now.
    public convenience init(compiled bytes: [UInt8]) throws(ModelError) {
        let memory = AlignedBytes(bytes)
        try self.init(bytes: memory.bytes, owner: memory)
    }

    public var entryCount: Int { storage.entryCount }
    public var headCount: Int { storage.headCount }

    /// What is known of a phrase, by its ``PhraseHash``.
    @inline(__always)
    func match(_ hash: UInt64) -> Match { storage.find(hash) }

    /// The same for a phrase of several tokens: most of those that are unknown cost less.
    @inline(__always)
    func longMatch(_ hash: UInt64) -> Match { storage.mayHold(hash) != 0 ? storage.find(hash) : .none }

    /// Says that a single token will be looked up soon: what a look-up waits for most is memory.
    @inline(__always)
    func prefetch(_ token: Token) { storage.prefetch(PhraseHash.adding(token.hash, to: PhraseHash.empty)) }

    /// Says that a candidate or a head will be read soon.
    @inline(__always)
    func prefetch(candidate index: UInt32) { storage.prefetch(candidate: index) }

    @inline(__always)
    func prefetch(head: HeadID) { storage.prefetch(head: head) }

    @inline(__always)
    func entry(_ id: EntryID) -> Entry { storage.entry(id) }

    /// log P(phrase | spun) - log P(phrase | human) of what was found, in nats; 0 where nothing was found.
    @inline(__always)
    func evidence(_ match: Match) -> Float { storage.evidence(match) }

    @inline(__always)
    func candidate(_ index: UInt32) -> Candidate { storage.candidate(index) }

    @inline(__always)
    func head(_ id: HeadID) -> Head { storage.head(id) }

    /// A token of a head, by its number among those of all heads.
    @inline(__always)
    func headToken(_ number: UInt32) -> HeadToken { storage.token(number) }

    var headTokenCount: Int { storage.tokenCount }

    /// A head's text: lower case, straight apostrophes.
    public func text(of head: HeadID) -> [UInt8] {
        let head = storage.head(head)
        return storage.text(start: head.textStart, bytes: head.textBytes)
    }

    /// The heads that a phrase may stand for with log P(phrase | head), for reports; `phrase` is folded here.
    public func candidates(for phrase: String) -> [(head: String, log: Float)] {
        guard let hash = PhraseTableCompiler.hash(of: phrase), match(hash).isKnown else { return [] }
        let entry = entry(match(hash).id)
        return (0..<UInt32(entry.candidates)).map { offset in
            let candidate = candidate(entry.firstCandidate + offset)
            return (String(decoding: text(of: candidate.head), as: UTF8.self), candidate.log)
        }
    }
}

extension PhraseTable {
    /// What is known of the single token at `index`, and 1 where a longer phrase may begin with it; phrases end at `limit`.
    @inline(__always)
    func first(_ tokens: Span<Token>, _ index: Int, limit: Int) -> (match: Match, mayGoOn: UInt32) {
        let hash = PhraseHash.adding(tokens[index].hash, to: PhraseHash.empty)
        let match = match(hash)
        if index &+ 1 >= limit { return (match, 0) }
        let token = tokens[index &+ 1]
        // Each of the three alone is a toss-up, which a processor guesses badly; together they seldom hold.
        let mayGoOn = match.prefixBit & (token.lineBefore ? 0 : 1) & storage.mayHold(PhraseHash.adding(token.hash, to: hash))
        return (match, mayGoOn)
    }

    /// Calls `visit` with everything that a phrase of one paragraph, from token `index` on, goes through, and the token after it;
    /// phrases end at `limit`.
    @inline(__always)
    private func walk(_ tokens: Span<Token>, from index: Int, limit: Int, _ visit: (Match, _ end: Int) -> Void) {
        let (match, mayGoOn) = first(tokens, index, limit: limit)
        if match.isKnown { visit(match, index &+ 1) }
        if mayGoOn != 0 { walkOn(tokens, from: index, limit: limit, visit) }
    }

    /// The same for the phrases of several tokens.
    @inline(__always)
    private func walkOn(_ tokens: Span<Token>, from index: Int, limit: Int, _ visit: (Match, _ end: Int) -> Void) {
        var hash = PhraseHash.adding(tokens[index].hash, to: PhraseHash.empty)
        var end = index &+ 1
        let limit = min(limit, index &+ PhraseTableCompiler.longestPhrase)
        while end < limit, !tokens[end].lineBefore {
            hash = PhraseHash.adding(tokens[end].hash, to: hash)
            let match = longMatch(hash)
            if !match.isKnown { return }
            end &+= 1
            visit(match, end)
            if !match.isPrefix { return }
        }
    }

    /// The longest phrase of the table that begins at token `index`, and the token after it; where none does, the token is stepped over.
    @inline(__always)
    func longest(_ tokens: Span<Token>, from index: Int, limit: Int) -> (Match, end: Int) {
        let (match, mayGoOn) = first(tokens, index, limit: limit)
        let found = (match.isWhole ? match : .none, end: index &+ 1)
        return mayGoOn != 0 ? longest(tokens, from: index, limit: limit, orElse: found) : found
    }

    /// The longest phrase of several tokens that begins at token `index`, and the token after it; `found` where there is none.
    @inline(__always)
    func longest(_ tokens: Span<Token>, from index: Int, limit: Int, orElse found: (Match, end: Int)) -> (Match, end: Int) {
        var found = found
        walkOn(tokens, from: index, limit: limit) { match, end in
            if match.isWhole { found = (match, end) }
        }
        return found
    }

    /// The token after the longest protected phrase that begins at token `index`; `index` where none does.
    func protectedEnd(_ tokens: Span<Token>, from index: Int) -> Int {
        var found = index
        walk(tokens, from: index, limit: tokens.count) { match, end in
            if match.isProtected { found = end }
        }
        return found
    }
}
