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
        /// log P(phrase | spun) - log P(phrase | human), in nats.
        public var evidence: Float
        public var firstCandidate: UInt32
        public var candidates: UInt16
        /// A longer phrase begins with this one.
        public var isPrefix: Bool
        /// The phrase is an entry in its own right, not only the beginning of one.
        public var isWhole: Bool
        /// The phrase is a name or a fixed term that is never touched.
        public var isProtected: Bool
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

    /// The entry of a phrase, by its ``PhraseHash``.
    @inline(__always)
    func entryID(of hash: UInt64) -> EntryID? { storage.find(hash) }

    @inline(__always)
    func entry(_ id: EntryID) -> Entry { storage.entry(id) }

    @inline(__always)
    func candidate(_ index: UInt32) -> Candidate { storage.candidate(index) }

    @inline(__always)
    func head(_ id: HeadID) -> Head { storage.head(id) }

    /// A head's `index`-th token.
    @inline(__always)
    func token(_ index: UInt16, of head: Head) -> HeadToken { storage.token(head.firstToken + UInt32(index)) }

    /// A head's text: lower case, straight apostrophes.
    public func text(of head: HeadID) -> [UInt8] {
        let head = storage.head(head)
        return storage.text(start: head.textStart, bytes: head.textBytes)
    }

    /// The heads that a phrase may stand for with log P(phrase | head), for reports; `phrase` is folded here.
    public func candidates(for phrase: String) -> [(head: String, log: Float)] {
        guard let hash = PhraseTableCompiler.hash(of: phrase), let id = entryID(of: hash) else { return [] }
        let entry = entry(id)
        return (0..<UInt32(entry.candidates)).map { offset in
            let candidate = candidate(entry.firstCandidate + offset)
            return (String(decoding: text(of: candidate.head), as: UTF8.self), candidate.log)
        }
    }
}

extension PhraseTable {
    /// Calls `visit` with every entry that a phrase of one paragraph, from token `index` on, goes through, and the token after it;
    /// phrases end at `limit`.
    @inline(__always)
    private func walk(_ tokens: Span<Token>, from index: Int, limit: Int, _ visit: (Entry, _ end: Int) -> Void) {
        var hash = PhraseHash.empty
        var end = index
        while end < limit {
            if end > index, tokens[end].lineBefore { break }
            hash = PhraseHash.adding(tokens[end].hash, to: hash)
            end += 1
            guard let id = entryID(of: hash) else { break }
            let entry = entry(id)
            visit(entry, end)
            if !entry.isPrefix { break }
        }
    }

    /// The evidence of the longest known phrase that begins at token `index`, and the token after it.
    ///
    /// A token that begins no known phrase gives 0 and is stepped over.
    public func longestEvidence(_ tokens: Span<Token>, from index: Int, limit: Int) -> (Float, end: Int) {
        let (entry, end) = longest(tokens, from: index, limit: limit)
        return (entry?.evidence ?? 0, end)
    }

    /// The longest phrase of the table that begins at token `index`, and the token after it; nil where none does.
    @inline(__always)
    func longest(_ tokens: Span<Token>, from index: Int, limit: Int) -> (Entry?, end: Int) {
        var found: (Entry?, end: Int) = (nil, index + 1)
        walk(tokens, from: index, limit: limit) { entry, end in
            if entry.isWhole { found = (entry, end) }
        }
        return found
    }

    /// The token after the longest protected phrase that begins at token `index`; `index` where none does.
    func protectedEnd(_ tokens: Span<Token>, from index: Int) -> Int {
        var found = index
        walk(tokens, from: index, limit: tokens.count) { entry, end in
            if entry.isProtected { found = end }
        }
        return found
    }
}
