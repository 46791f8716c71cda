import CUnspinPrefetch

/// The sections of a compiled profile, read in place.
///
/// ``Sections`` with the magic `UNSPINTB`: name, buckets (of four: high halves of phrase hashes, then ``PhraseTable/Match``es; UInt32 each), evidence (Float,
/// a zero first), entries (12 bytes), candidates (8), heads (16), head tokens (16: word hash, language-model hash), head texts, filter
/// (a bit for each phrase of several tokens).
struct PhraseTableStorage: @unchecked Sendable {
    static let magic = Array("UNSPINTB".utf8)
    static let version: UInt32 = 4
    static let sections = 9
    /// Buckets fill from their start; what finds its bucket full goes to the next, so a search ends at the first that has room.
    static let slotsInBucket = 4
    static let bucketBytes = 8 * slotsInBucket
    /// Full buckets in a row at most: so many does a look-up read.
    static let mostFull = 256

    // Immutable memory, kept alive by the table or by the process: safe to share. No references here, so that a copy is free.
    private let base: UnsafeRawPointer
    private let slots: Int, bucketMask: UInt64
    private let evidences: Int, entries: Int, candidates: Int, heads: Int, tokens: Int, texts: Int
    private let filter: Int, filterMask: UInt64
    let entryCount: Int, candidateCount: Int, headCount: Int
    let tokenCount: Int
    private let textBytes: Int
    private let nameStart: Int, nameBytes: Int

    init(bytes: UnsafeRawBufferPointer) throws(ModelError) {
        let ranges = try Sections.read(bytes, magic: Self.magic, version: Self.version, count: Self.sections, of: "a phrase table")
        guard let base = bytes.baseAddress, UInt(bitPattern: base) % 64 == 0 else {
            throw .corrupt("alignment in memory of a phrase table")
        }
        (nameStart, nameBytes) = (ranges[0].lowerBound, ranges[0].count)
        let slotCount = ranges[1].count / 8
        guard slotCount >= Self.slotsInBucket, slotCount & (slotCount - 1) == 0 else { throw .corrupt("slots of a phrase table") }
        self.base = base
        slots = ranges[1].lowerBound
        bucketMask = UInt64(slotCount / Self.slotsInBucket - 1)
        (entries, entryCount) = (ranges[3].lowerBound, ranges[3].count / 12)
        guard ranges[2].count / 4 == entryCount + 1 else { throw .corrupt("evidence of a phrase table") }
        evidences = ranges[2].lowerBound
        (candidates, candidateCount) = (ranges[4].lowerBound, ranges[4].count / 8)
        (heads, headCount) = (ranges[5].lowerBound, ranges[5].count / 16)
        (tokens, tokenCount) = (ranges[6].lowerBound, ranges[6].count / 16)
        (texts, textBytes) = (ranges[7].lowerBound, ranges[7].count)
        let filterWords = ranges[8].count / 8
        guard filterWords > 0, filterWords & (filterWords - 1) == 0 else { throw .corrupt("filter of a phrase table") }
        filter = ranges[8].lowerBound
        filterMask = UInt64(filterWords - 1)
        guard entryCount < slotCount else { throw .corrupt("slots of a phrase table: too few") }

        // Every index that a look-up can follow is checked here, so that none is checked later; and what a look-up costs.
        var full = 0
        for bucket in 0...Int(bucketMask) {
            let at = slots + bucket * Self.bucketBytes
            for slot in 0..<Self.slotsInBucket {
                let (mark, match) = (load(at + slot * 4, UInt32.self), load(at + (slot + Self.slotsInBucket) * 4, UInt32.self))
                let entry = match & PhraseTable.Match.entryMask
                guard match == 0 || (entry > 0 && Int(entry) <= entryCount) else { throw .corrupt("bucket \(bucket) of a phrase table") }
                // `find` joins what has the same mark in a bucket.
                for other in 0..<slot where match != 0 && load(at + other * 4, UInt32.self) == mark {
                    throw .corrupt("bucket \(bucket) of a phrase table")
                }
            }
            full = load(at + Self.bucketBytes - 4, UInt32.self) == 0 ? 0 : full + 1
            guard full <= Self.mostFull else { throw .corrupt("bucket \(bucket) of a phrase table") }
        }
        // What is not found is no evidence.
        guard load(evidences, Float.self) == 0 else { throw .corrupt("evidence of a phrase table") }
        for number in 0...entryCount where !load(evidences + number * 4, Float.self).isFinite {
            throw .corrupt("evidence \(number) of a phrase table")
        }
        for id in 0..<UInt32(entryCount) {
            let entry = entry(id)
            guard Int(entry.firstCandidate) + Int(entry.candidates) <= candidateCount,
                entry.candidates <= PhraseTableCompiler.mostCandidates, Self.isLog(entry.keptLog)
            else {
                throw .corrupt("entry \(id) of a phrase table")
            }
        }
        for index in 0..<UInt32(candidateCount) {
            let candidate = candidate(index)
            guard Int(candidate.head) < headCount, Self.isLog(candidate.log) else { throw .corrupt("candidate \(index) of a phrase table") }
        }
        for id in 0..<UInt32(headCount) {
            let head = head(id)
            guard (1...PhraseTableCompiler.longestPhrase).contains(Int(head.tokens)), Int(head.firstToken) + Int(head.tokens) <= tokenCount,
                Int(head.textStart) + Int(head.textBytes) <= textBytes
            else { throw .corrupt("head \(id) of a phrase table") }
        }
    }

    /// Whether a number is the logarithm of a probability.
    private static func isLog(_ number: Float) -> Bool { number <= 0 && number.isFinite }

    /// In bounds: every caller's offset lies in a section that `init` found inside the bytes.
    @inline(__always)
    private func load<T: BitwiseCopyable>(_ offset: Int, _: T.Type) -> T { base.load(fromByteOffset: offset, as: T.self) }

    /// The profile's name.
    var name: String {
        String(decoding: UnsafeRawBufferPointer(start: base + nameStart, count: nameBytes), as: UTF8.self)
    }

    /// In bounds: a bucket is below the count of buckets, a power of two.
    @inline(__always)
    func find(_ hash: UInt64) -> PhraseTable.Match {
        var bucket = hash & bucketMask
        let mark = UInt32(truncatingIfNeeded: hash &>> 32)
        // Ends: `init` made sure that there are more slots than entries; the bound covers a table full of false marks.
        for _ in 0...bucketMask {
            // All slots of a bucket at once, by arithmetic that becomes vectors: a branch that depends on which of them it is would be
            // guessed badly.
            let marks = (base + (slots &+ Int(truncatingIfNeeded: bucket) &* Self.bucketBytes)).assumingMemoryBound(to: UInt32.self)
            let matches = marks + Self.slotsInBucket
            var found: UInt32 = 0
            for slot in 0..<Self.slotsInBucket {
                let difference = marks[slot] ^ mark
                let isSame = (difference | (0 &- difference)) &>> 31 &- 1
                found |= matches[slot] & isSame
            }
            // Whether anything was found is a toss-up, and so is whether the bucket is full; that a search goes on is rare.
            // One comparison tells, which no compiler takes apart: 1 ... 2^32 - 1 stands for nothing in a full bucket.
            let both = UInt64(found) &<< 32 | UInt64(matches[Self.slotsInBucket - 1])
            if both &- 1 >= UInt64(UInt32.max) { return PhraseTable.Match(bits: found) }
            bucket = (bucket &+ 1) & bucketMask
        }
        return .none
    }

    /// Says that a phrase will be looked up soon. In bounds as in `find`.
    @inline(__always)
    func prefetch(_ hash: UInt64) { unspin_prefetch(base + (slots &+ Int(truncatingIfNeeded: hash & bucketMask) &* Self.bucketBytes)) }

    /// Says that a candidate or a head will be read soon. A hint may lead anywhere.
    @inline(__always)
    func prefetch(candidate index: UInt32) { unspin_prefetch(base + (candidates &+ Int(index) &* 8)) }

    @inline(__always)
    func prefetch(head id: UInt32) { unspin_prefetch(base + (heads &+ Int(id) &* 16)) }

    /// 1 where a phrase of several tokens may be known, 0 where it is not. In bounds: the mask is below the section's count of words, a power of two.
    @inline(__always)
    func mayHold(_ hash: UInt64) -> UInt32 {
        let word = load(filter &+ Int(truncatingIfNeeded: hash &>> 24 & filterMask) &* 8, UInt64.self)
        return UInt32(truncatingIfNeeded: word &>> (hash &>> 18 & 63)) & 1
    }

    /// In bounds: `init` held the number of every match against the count of entries, and there is one more.
    @inline(__always)
    func evidence(_ match: PhraseTable.Match) -> Float { load(evidences &+ Int(truncatingIfNeeded: match.number) &* 4, Float.self) }

    @inline(__always)
    func entry(_ id: UInt32) -> PhraseTable.Entry {
        let at = entries + Int(id) * 12
        return PhraseTable.Entry(
            keptLog: load(at, Float.self), firstCandidate: load(at + 4, UInt32.self), candidates: load(at + 8, UInt16.self))
    }

    @inline(__always)
    func candidate(_ index: UInt32) -> PhraseTable.Candidate {
        let at = candidates + Int(index) * 8
        return PhraseTable.Candidate(head: load(at, UInt32.self), log: load(at + 4, Float.self))
    }

    @inline(__always)
    func head(_ id: UInt32) -> PhraseTable.Head {
        let at = heads + Int(id) * 16
        let tokens = load(at + 12, UInt16.self)
        let flags = load(at + 4, UInt32.self)
        return PhraseTable.Head(
            textStart: load(at, UInt32.self), textBytes: load(at + 14, UInt16.self),
            firstToken: load(at + 8, UInt32.self), tokens: tokens, isNumeral: flags & 1 != 0,
            takesAn: flags & 2 != 0 ? true : flags & 4 != 0 ? false : nil)
    }

    @inline(__always)
    func token(_ index: UInt32) -> PhraseTable.HeadToken {
        let at = tokens + Int(index) * 16
        return PhraseTable.HeadToken(hash: load(at, UInt64.self), word: load(at + 8, UInt64.self))
    }

    func text(start: UInt32, bytes: UInt16) -> [UInt8] {
        Array(UnsafeRawBufferPointer(start: base + texts + Int(start), count: Int(bytes)))
    }
}
