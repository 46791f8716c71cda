/// The identity of a word in one language model; 0 is a word that the model does not know.
public typealias WordID = UInt32

/// An n-gram model with back-off, read in place: how likely is a word after the words before it?
///
/// ## Tokens
///
/// The model's tokens, in training and here, are:
/// - words as UAX #29 cuts them, lower-cased, with `’` written `'`;
/// - one- and two-digit integers as they stand (`5`, `12`); four plain digits from 1500 to 2099 as `_year_`;
///   all other tokens of digits, commas and full stops alone as `_num_`;
/// - tokens that start with a digit and hold a letter as they stand (`1980s`, `21st`);
/// - the marks `. , ; : ! ? % $`. Every other mark, and what starts with `_`, is skipped as if it were not there.
///
/// A paragraph (a line of text) is the model's sentence: `<s>` stands at its start, `</s>` at its end, and nothing at the
/// sentence ends within it.
///
/// ## Costs and errors
///
/// Logs are natural. They are quantized: see `LanguageModelFormat`. An n-gram that the model does not hold is taken
/// for one it holds with a probability of about 4e-6 for middle orders and 1e-6 for the highest, and only where the n-gram
/// without its oldest word is known. Nothing is copied or unpacked on opening, nothing allocated in a look-up.
public final class LanguageModel: Sendable {
    @usableFromInline let storage: LanguageModelStorage
    private let mapping: MappedFile?

    /// The words before, as far as they can matter: the longest suffix that some longer n-gram of the model starts with.
    ///
    /// Two states are equal when all scores that follow are. Carries the back-offs of its n-grams, so that a score needs no
    /// look-up of contexts.
    @frozen
    public struct State: Sendable, BitwiseCopyable {
        /// The words before, newest first; 0 where there is none.
        @usableFromInline var newest: WordID = 0
        @usableFromInline var older: WordID = 0
        @usableFromInline var oldest: WordID = 0
        /// Log back-offs of the contexts of one, two and three words; 0 where there is none.
        @usableFromInline var backoff1: Float = 0
        @usableFromInline var backoff2: Float = 0
        @usableFromInline var backoff3: Float = 0

        /// Nothing before: not a sentence start, but a place where all that came before is irrelevant.
        @inlinable public init() {}

        /// How many words the state remembers.
        public var words: Int { newest == 0 ? 0 : older == 0 ? 1 : oldest == 0 ? 2 : 3 }

        /// The state in 96 bits, as two integers: equal for equal states of one model.
        @inlinable public var bits: (UInt64, UInt64) {
            (UInt64(newest) << 32 | UInt64(older), UInt64(oldest))
        }
    }

    /// Uses bytes that the caller keeps in place, aligned to 64 bytes, for as long as the model lives.
    ///
    /// Reads the header and the codebooks (some kilobytes) only. ``checksumIsRight()`` reads everything.
    public init(bytes: UnsafeRawBufferPointer) throws(ModelError) {
        storage = try LanguageModelStorage(bytes)
        mapping = nil
    }

    private init(mapping: MappedFile) throws(ModelError) {
        storage = try LanguageModelStorage(mapping.bytes)
        self.mapping = mapping
    }

    /// Maps a file into memory; pages are read when they are first needed.
    public static func open(path: String) throws(ModelError) -> LanguageModel {
        try LanguageModel(mapping: MappedFile(path: path))
    }

    /// The longest n-gram, in words.
    public var order: Int { storage.order }
    /// How many n-grams of `order` words the model holds.
    public func count(order: Int) -> Int { storage.counts[order - 1] }
    /// The size of the model in bytes.
    public var bytes: Int { storage.size }
    /// Identities are below this: the size of a table indexed by ``WordID``.
    public var identities: Int { Int(storage.slots) + 1 }

    /// After `<s>`: the state at the start of a paragraph.
    public var start: State { score(storage.startWord, from: State()).1 }
    /// `</s>`, the end of a paragraph.
    public var end: WordID { storage.endWord }
    /// The log of a word that the model does not know, without context.
    public var unknown: Float { storage.unknown }

    /// Whether all bytes are as the builder wrote them. Reads the whole model.
    public func checksumIsRight() -> Bool { withExtendedLifetime(self) { storage.checksumIsRight() } }

    /// The identity of a folded word, by its ``WordHash``; 0 if the model does not know it.
    ///
    /// An unknown word is taken for a known one with a probability of 2e-9.
    @inline(__always)
    public func id(of hash: UInt64) -> WordID {
        // Keeps a mapped file in place until the look-up is done; costs nothing.
        withExtendedLifetime(self) { storage.id(hash) }
    }

    /// The log of `word` after `state`, and the state after it.
    @inline(__always)
    public func score(_ word: WordID, from state: State) -> (Float, State) {
        withExtendedLifetime(self) { storage.score(word, state) }
    }

    /// Says that `word` will be scored after `state` soon: what a look-up waits for most is memory.
    @inline(__always)
    public func prefetch(_ word: WordID, from state: State) { prefetch(word, after: state.newest, state.older, state.oldest) }

    /// As ``prefetch(_:from:)``, for what may be the last three words before it, newest first; 0 where there is none.
    @inline(__always)
    func prefetch(_ word: WordID, after newest: WordID, _ older: WordID, _ oldest: WordID) {
        withExtendedLifetime(self) { storage.prefetch(word, after: newest, older, oldest) }
    }

    /// The log of `words` after `state`, and the state after them.
    public func score(_ words: [WordID], from state: State) -> (Float, State) {
        var (sum, state): (Float, State) = (0, state)
        for word in words {
            let (log, next) = score(word, from: state)
            sum += log
            state = next
        }
        return (sum, state)
    }
}

extension LanguageModel.State: Hashable {
    // Back-offs follow from the words, so they take no part.
    @inlinable @inline(__always)
    public static func == (left: Self, right: Self) -> Bool {
        left.newest == right.newest && left.older == right.older && left.oldest == right.oldest
    }

    @inlinable
    public func hash(into hasher: inout Hasher) {
        hasher.combine(bits.0)
        hasher.combine(bits.1)
    }
}
