import CUnspinPrefetch

/// The tables of a compiled model, in memory that somebody else owns.
///
/// Raw pointers, because the tables are larger than anything that may be copied and every look-up is hot. `init` checks that
/// all sections lie inside the memory and are aligned; what a look-up computes stays inside a section by construction.
@usableFromInline
struct LanguageModelStorage: @unchecked Sendable {  // memory that nobody writes
    struct Table {
        var base: UnsafeRawPointer
        var buckets: UInt64
        var codebook: UnsafeRawPointer
    }

    let order: Int
    let size: Int
    let counts: [Int]
    let slots: UInt32
    let startWord: WordID
    let endWord: WordID
    let unknown: Float
    private let base: UnsafeRawPointer
    private let logStep: Float
    private let backoffStep: Float
    private let unigrams: UnsafeRawPointer
    private let unigramBuckets: UInt64
    private let tables: (Table, Table, Table)

    init(_ bytes: UnsafeRawBufferPointer) throws(ModelError) {
        typealias Format = LanguageModelFormat
        guard let base = bytes.baseAddress, bytes.count >= Format.magic.count else {
            throw .truncated(expected: Format.headerBytes, found: bytes.count)
        }
        guard bytes.prefix(Format.magic.count).elementsEqual(Format.magic) else { throw .notAModel }
        guard bytes.count >= Format.headerBytes else {
            throw .truncated(expected: Format.headerBytes, found: bytes.count)
        }
        // In bounds: all offsets below lie in the header, whose bytes are there.
        func load<T: BitwiseCopyable>(_ offset: Int, _: T.Type) -> T {
            bytes.loadUnaligned(fromByteOffset: offset, as: T.self)
        }
        let version = load(8, UInt32.self)
        // The byte order first: it decides whether the version can be read.
        guard load(16, UInt32.self) == Format.byteOrderMark, load(20, Float.self) == Format.sanityFloat else {
            throw .foreign
        }
        guard version == Format.version else { throw .version(expected: Format.version, found: version) }
        guard UInt(bitPattern: base) % UInt(Format.bucketBytes) == 0 else { throw .corrupt("alignment in memory") }
        var header: [UInt64] = (0..<Format.headerBytes / 8).map { load($0 * 8, UInt64.self) }
        let checksum = header[6]
        header[6] = 0
        guard Format.checksum(header) == checksum else { throw .corrupt("checksum of the header") }
        guard load(24, UInt32.self) == UInt32(Format.headerBytes), load(28, UInt32.self) == UInt32(Format.bucketBytes)
        else { throw .corrupt("bytes of header or bucket") }
        let size = load(32, UInt64.self)
        guard UInt64(bytes.count) >= size else {
            throw .truncated(expected: Int(clamping: size), found: bytes.count)
        }
        let order = Int(load(12, UInt32.self))
        guard Format.orders.contains(order) else { throw .corrupt("order \(order)") }

        func section(_ offset: UInt64, items: UInt64, itemBytes: UInt64, _ name: String)
            throws(ModelError) -> UnsafeRawPointer
        {
            let (count, overflow) = items.multipliedReportingOverflow(by: itemBytes)
            guard !overflow, offset % UInt64(Format.bucketBytes) == 0, offset >= UInt64(Format.headerBytes),
                offset <= size, count <= size - offset
            else { throw .corrupt("section of \(name)") }
            return base + Int(offset)
        }

        var counts: [Int] = []
        var tables: [Table] = []
        for n in 1...order {
            let at = 96 + (n - 1) * 32
            let buckets = load(at + 16, UInt64.self)
            // The home bucket is computed in 32 bits; identities of words too.
            guard buckets > 0, buckets < 1 << 28 else { throw .corrupt("buckets of order \(n)") }
            let place = try section(
                load(at + 8, UInt64.self), items: buckets, itemBytes: UInt64(Format.bucketBytes), "order \(n)")
            var codebook = place
            if n > 1 {
                let codes: UInt64 = n == order ? 1 << UInt64(Format.highestCodeBits) : 1 << UInt64(Format.middleCodeBits)
                let floats = n == order ? codes : codes * 2
                codebook = try section(load(at + 24, UInt64.self), items: floats, itemBytes: 4, "codebook \(n)")
                for index in 0..<Int(floats) {
                    guard codebook.load(fromByteOffset: index * 4, as: Float.self).magnitude < Format.greatestLog else {
                        throw .corrupt("codebook \(n)")
                    }
                }
            }
            let count = load(at, UInt64.self)
            let room = buckets * UInt64(n == 1 ? Format.unigramsInBucket : Format.entriesInBucket)
            guard count <= room else { throw .corrupt("count of order \(n)") }
            counts.append(Int(count))
            tables.append(Table(base: place, buckets: buckets, codebook: codebook))
        }
        self.order = order
        self.size = Int(size)
        self.counts = counts
        self.base = base
        unigrams = tables[0].base
        unigramBuckets = tables[0].buckets
        slots = UInt32(tables[0].buckets) * UInt32(Format.unigramsInBucket)
        self.tables = (tables[1], order > 2 ? tables[2] : tables[1], order > 3 ? tables[3] : tables[1])
        startWord = load(56, UInt32.self)
        endWord = load(60, UInt32.self)
        unknown = load(64, Float.self)
        logStep = load(68, Float.self)
        backoffStep = load(72, Float.self)
        guard startWord <= slots, endWord <= slots else { throw .corrupt("identity of a sentence's end") }
        // A unigram's codes have 16 bits.
        guard unknown.magnitude < Format.greatestLog, logStep.magnitude < Format.greatestLog / 65536, backoffStep.magnitude < Format.greatestLog / 65536
        else { throw .corrupt("steps") }
    }

    /// In bounds: reads `size` bytes, which `init` found to be there; the builder makes it a multiple of 8.
    func checksumIsRight() -> Bool {
        let expected = base.load(fromByteOffset: 40, as: UInt64.self)
        let words = UnsafeRawBufferPointer(
            start: base + LanguageModelFormat.headerBytes, count: (size - LanguageModelFormat.headerBytes) & ~7
        ).bindMemory(to: UInt64.self)
        return LanguageModelFormat.checksum(words) == expected
    }

    /// In bounds: the home bucket is below `unigramBuckets`, and so is the one that follows by wrapping.
    @inline(__always)
    func id(_ hash: UInt64) -> WordID {
        var (bucket, check) = LanguageModelFormat.unigramPlace(hash, buckets: unigramBuckets)
        for _ in 0..<min(unigramBuckets, LanguageModelFormat.mostProbes) {
            let line = unigrams + Int(bucket) &* 64
            for slot in 0..<8 {
                let found = line.load(fromByteOffset: slot &* 8, as: UInt32.self)
                if found == check { return WordID(truncatingIfNeeded: bucket &* 8) &+ WordID(slot) &+ 1 }
                if found == 0 { return 0 }
            }
            bucket = bucket &+ 1 == unigramBuckets ? 0 : bucket &+ 1
        }
        return 0
    }

    /// Says that a word will be looked up soon. In bounds as in `id`.
    @inline(__always)
    func prefetch(_ hash: UInt64) { unspin_prefetch(unigrams + Int(LanguageModelFormat.unigramPlace(hash, buckets: unigramBuckets).bucket) &* 64) }

    /// In bounds: `score` lets no identity above `slots` through.
    @inline(__always)
    private func unigram(_ word: WordID) -> (log: Float, backoff: Float) {
        let codes = unigrams.load(fromByteOffset: Int(word &- 1) &* 8 &+ 4, as: UInt32.self)
        return (-Float(codes & 0xffff) * logStep, -Float(codes >> 16) * backoffStep)
    }

    /// The entry of an n-gram, or 0. In bounds as in `id`.
    @inline(__always)
    private func find(_ key: UInt64, in table: Table, codeBits: UInt32) -> UInt32 {
        var (bucket, fingerprint) = LanguageModelFormat.place(key, buckets: table.buckets, codeBits: codeBits)
        for _ in 0..<min(table.buckets, LanguageModelFormat.mostProbes) {
            // A whole cache line at once, by arithmetic that becomes vectors; at most one entry has the fingerprint, so "or" picks it.
            let line = (table.base + Int(bucket) &* 64).assumingMemoryBound(to: UInt32.self)
            var entry: UInt32 = 0
            for index in 0..<LanguageModelFormat.entriesInBucket {
                let difference = (line[index] &>> codeBits) ^ fingerprint
                let isSame = (difference | (0 &- difference)) &>> 31 &- 1
                entry |= line[index] & isSame
            }
            if entry != 0 { return entry }
            if line[15] == 0 { return 0 }
            // A search that goes on mostly goes on for some buckets.
            unspin_prefetch(line + 48)
            bucket = bucket &+ 1 == table.buckets ? 0 : bucket &+ 1
        }
        return 0
    }

    /// Begins to bring near what ``score(_:_:)`` will read for the n-grams of these words.
    @inline(__always)
    func prefetch(_ word: WordID, after newest: WordID, _ older: WordID, _ oldest: WordID) {
        if word == 0 || word > slots { return }
        unspin_prefetch(unigrams + Int(word &- 1) &* 8)
        if newest == 0 { return }
        let key2 = LanguageModelFormat.key(UInt64(word), after: newest)
        prefetch(key2, tables.0)
        if order == 2 || older == 0 { return }
        let key3 = LanguageModelFormat.key(key2, after: older)
        prefetch(key3, tables.1)
        if order == 3 || oldest == 0 { return }
        prefetch(LanguageModelFormat.key(key3, after: oldest), tables.2)
    }

    /// The home bucket and the one after it, since tables are so full that a search for what they do not hold mostly goes on there.
    /// In bounds: a home bucket is below the count of buckets, and a hint may lead anywhere.
    @inline(__always)
    private func prefetch(_ key: UInt64, _ table: Table) {
        let line = table.base + Int(((key &>> 32) &* table.buckets) &>> 32) &* 64
        unspin_prefetch(line)
        unspin_prefetch(line + 64)
    }

    /// A middle n-gram's log and back-off. In bounds: 10 bits index a codebook of 1,024 pairs.
    @inline(__always)
    private func middle(_ key: UInt64, _ table: Table) -> (log: Float, backoff: Float)? {
        let entry = find(key, in: table, codeBits: LanguageModelFormat.middleCodeBits)
        if entry == 0 { return nil }
        let pair = table.codebook + Int(entry & 1023) &* 8
        return (pair.load(as: Float.self), pair.load(fromByteOffset: 4, as: Float.self))
    }

    /// A highest n-gram's log. In bounds: 8 bits index a codebook of 256.
    @inline(__always)
    private func highest(_ key: UInt64, _ table: Table) -> Float? {
        let entry = find(key, in: table, codeBits: LanguageModelFormat.highestCodeBits)
        if entry == 0 { return nil }
        return table.codebook.load(fromByteOffset: Int(entry & 255) &* 4, as: Float.self)
    }

    /// Walks from the word to longer n-grams while they are known; what remains of the state backs off.
    ///
    /// A back-off of exactly 0 marks an n-gram that no longer one starts with: the builder sees to it.
    @inline(__always)
    func score(_ word: WordID, _ state: LanguageModel.State) -> (Float, LanguageModel.State) {
        var next = LanguageModel.State()
        guard word != 0 else { return (unknown + state.backoff1 + state.backoff2 + state.backoff3, next) }
        precondition(word <= slots, "a word identity of another model")
        let (log1, backoff1) = unigram(word)
        if backoff1 != 0 {
            next.newest = word
            next.backoff1 = backoff1
        }
        if state.newest == 0 { return (log1, next) }

        let key2 = LanguageModelFormat.key(UInt64(word), after: state.newest)
        if order == 2 {
            guard let log = highest(key2, tables.0) else { return (log1 + state.backoff1, next) }
            return (log, next)
        }
        guard let (log2, backoff2) = middle(key2, tables.0) else {
            return (log1 + state.backoff1 + state.backoff2 + state.backoff3, next)
        }
        if backoff2 != 0, backoff1 != 0 {
            next.older = state.newest
            next.backoff2 = backoff2
        }
        if state.older == 0 { return (log2, next) }

        let key3 = LanguageModelFormat.key(key2, after: state.older)
        if order == 3 {
            guard let log = highest(key3, tables.1) else { return (log2 + state.backoff2, next) }
            return (log, next)
        }
        guard let (log3, backoff3) = middle(key3, tables.1) else {
            return (log2 + state.backoff2 + state.backoff3, next)
        }
        if backoff3 != 0, next.older != 0 {
            next.oldest = state.older
            next.backoff3 = backoff3
        }
        if state.oldest == 0 { return (log3, next) }
        let key4 = LanguageModelFormat.key(key3, after: state.oldest)
        guard let log = highest(key4, tables.2) else { return (log3 + state.backoff3, next) }
        return (log, next)
    }
}
