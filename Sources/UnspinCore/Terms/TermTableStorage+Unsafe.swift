/// The sections of a compiled profile of broken terms, read in place.
///
/// ``Sections`` with the magic `UNSPINTM`: name; filter (a bit for each value of the low 16
/// bits of the ``WordHash`` of an odd word); swap slots (UInt64: high half of the ``PhraseHash``, swap + 1); swaps (8 bytes); candidates
/// (12); expected phrases (12); their words (UInt64), after those of each phrase the last one in the other number; their texts;
/// fingerprints of phrases (UInt32, 0 where the slot is free); what is known of each of them (UInt8).
struct TermTableStorage: @unchecked Sendable {
    static let magic = Array("UNSPINTM".utf8)
    static let version: UInt32 = 3
    static let sections = 10
    static let filterBits = 1 << 16
    /// Slots that a look-up reads at most.
    private static let mostFull: UInt64 = 4096

    // Immutable memory, kept alive by the table or by the process: safe to share. No references here, so that a copy is free.
    private let base: UnsafeRawPointer
    private let filter: Int, swapSlots: Int, swaps: Int, candidates: Int, expected: Int, words: Int, texts: Int
    private let fingerprints: Int, infos: Int
    private let swapMask: UInt64
    private let phraseSlots: UInt64
    let swapCount: Int, expectedCount: Int
    private let nameStart: Int, nameBytes: Int

    init(bytes: UnsafeRawBufferPointer) throws(ModelError) {
        let ranges = try Sections.read(bytes, magic: Self.magic, version: Self.version, count: Self.sections, of: "a term table")
        guard let base = bytes.baseAddress, UInt(bitPattern: base) % 64 == 0 else {
            throw .corrupt("alignment in memory of a term table")
        }
        self.base = base
        (nameStart, nameBytes) = (ranges[0].lowerBound, ranges[0].count)
        guard ranges[1].count == Self.filterBits / 8 else { throw .corrupt("filter of a term table") }
        (filter, swapSlots, swaps, candidates) = (ranges[1].lowerBound, ranges[2].lowerBound, ranges[3].lowerBound, ranges[4].lowerBound)
        (expected, words, texts) = (ranges[5].lowerBound, ranges[6].lowerBound, ranges[7].lowerBound)
        (fingerprints, infos) = (ranges[8].lowerBound, ranges[9].lowerBound)
        let slots = ranges[2].count / 8
        guard slots > 0, slots & (slots - 1) == 0 else { throw .corrupt("slots of a term table") }
        swapMask = UInt64(slots - 1)
        swapCount = ranges[3].count / 8
        expectedCount = ranges[5].count / 12
        phraseSlots = UInt64(ranges[9].count)
        guard ranges[8].count == ranges[9].count * 4, phraseSlots > 0, phraseSlots < 1 << 31 else {
            throw .corrupt("phrases of a term table")
        }

        // Every index that a look-up can follow is checked here, so that none is checked later.
        var full = 0
        for slot in 0..<slots {
            let id = UInt32(truncatingIfNeeded: load(swapSlots + slot * 8, UInt64.self))
            full = id == 0 ? 0 : full + 1
            guard Int(id) <= swapCount, full <= Self.mostFull else { throw .corrupt("slot \(slot) of a term table") }
        }
        let candidateCount = ranges[4].count / 12
        for id in 0..<UInt32(swapCount) {
            let swap = swap(id)
            guard Int(swap.first) + Int(swap.candidates) <= candidateCount, swap.candidates <= TermTableCompiler.mostCandidates else { throw .corrupt("swap \(id) of a term table") }
        }
        for index in 0..<UInt32(candidateCount) {
            let candidate = candidate(index)
            guard Int(candidate.expected) < expectedCount, candidate.log <= 0, candidate.log.isFinite, candidate.varied >= 0,
                candidate.varied.isFinite
            else { throw .corrupt("candidate \(index) of a term table") }
        }
        for id in 0..<UInt32(expectedCount) {
            let phrase = expected(id)
            guard Int(phrase.first) + Int(phrase.words) < ranges[6].count / 8,
                (1...TermTableCompiler.longestSwap).contains(Int(phrase.words)),
                Int(phrase.textStart) + Int(phrase.textBytes) <= ranges[7].count
            else { throw .corrupt("expected phrase \(id) of a term table") }
        }
    }

    /// In bounds: every caller's offset lies in a section that `init` found inside the bytes.
    @inline(__always)
    private func load<T: BitwiseCopyable>(_ offset: Int, _: T.Type) -> T { base.load(fromByteOffset: offset, as: T.self) }

    var name: String { String(decoding: UnsafeRawBufferPointer(start: base + nameStart, count: nameBytes), as: UTF8.self) }

    @inline(__always)
    func mayBeOdd(_ word: UInt64) -> Bool {
        let bit = Int(word & UInt64(Self.filterBits - 1))
        return load(filter + bit >> 3, UInt8.self) >> UInt8(bit & 7) & 1 != 0
    }

    @inline(__always)
    func findSwap(_ hash: UInt64) -> TermTable.Swap? {
        var slot = hash & swapMask
        // Ends: the bound covers a table full of false marks.
        for _ in 0...swapMask {
            let value = load(swapSlots + Int(slot) * 8, UInt64.self)
            let id = UInt32(truncatingIfNeeded: value)
            if id == 0 { return nil }
            if value >> 32 == hash >> 32 { return swap(id - 1) }
            slot = (slot + 1) & swapMask
        }
        return nil
    }

    @inline(__always)
    private func swap(_ id: UInt32) -> TermTable.Swap {
        let at = swaps + Int(id) * 8
        let flags = load(at + 6, UInt16.self)
        return TermTable.Swap(
            first: load(at, UInt32.self), candidates: load(at + 4, UInt16.self), isPrefix: flags & 1 != 0, isOdd: flags & 2 != 0)
    }

    @inline(__always)
    func candidate(_ index: UInt32) -> TermTable.Candidate {
        let at = candidates + Int(index) * 12
        return TermTable.Candidate(log: load(at, Float.self), varied: load(at + 4, Float.self), expected: load(at + 8, UInt32.self))
    }

    @inline(__always)
    func expected(_ id: UInt32) -> TermTable.Expected {
        let at = expected + Int(id) * 12
        return TermTable.Expected(
            first: load(at, UInt32.self), textStart: load(at + 4, UInt32.self), words: load(at + 8, UInt16.self),
            textBytes: load(at + 10, UInt16.self))
    }

    @inline(__always)
    func word(_ index: UInt32) -> UInt64 { load(words + Int(index) * 8, UInt64.self) }

    /// The ``WordHash`` of the last word of a phrase in the plural, or in the singular where it is a plural; 0 where rules give none.
    @inline(__always)
    func otherNumber(_ phrase: TermTable.Expected) -> UInt64 { word(phrase.first + UInt32(phrase.words)) }

    func text(_ phrase: TermTable.Expected) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: base + texts + Int(phrase.textStart), count: Int(phrase.textBytes))
    }

    /// The slot in which the search for a phrase begins, of `slots`.
    @inline(__always)
    static func firstSlot(_ hash: UInt64, of slots: UInt64) -> UInt64 { ((hash >> 32) * slots) >> 32 }

    /// What a slot keeps of a phrase; never 0.
    @inline(__always)
    static func fingerprint(_ hash: UInt64) -> UInt32 { max(1, UInt32(truncatingIfNeeded: hash)) }

    @inline(__always)
    func findPhrase(_ hash: UInt64) -> TermTable.Phrase? {
        let wanted = Self.fingerprint(hash)
        var slot = Self.firstSlot(hash, of: phraseSlots)
        // What stands further away is not found; `init` would take too long to see how full the slots are.
        for _ in 0..<min(phraseSlots, Self.mostFull) {
            let found = load(fingerprints + Int(slot) * 4, UInt32.self)
            if found == 0 { return nil }
            if found == wanted { return TermTable.Phrase(code: load(infos + Int(slot), UInt8.self)) }
            slot = slot + 1 == phraseSlots ? 0 : slot + 1
        }
        return nil
    }
}
