/// The sections of a compiled profile, read in place.
///
/// Layout, little-endian, every section aligned to 64 bytes from the start of the profile:
/// magic `UNSPINTB`, version (UInt32), section count (UInt32), then for each section its offset and size (UInt64 each).
/// Sections: name, slots (UInt64: high half of the phrase hash, entry + 1), entries (16 bytes), candidates (8), heads (16),
/// head tokens (16: word hash, language-model hash), head texts.
struct PhraseTableStorage: @unchecked Sendable {
    static let magic = Array("UNSPINTB".utf8)
    static let version: UInt32 = 3
    static let sections = 7

    // Immutable memory, kept alive by the table or by the process: safe to share. No references here, so that a copy is free.
    private let base: UnsafeRawPointer
    private let slots: Int, slotMask: UInt64
    private let entries: Int, candidates: Int, heads: Int, tokens: Int, texts: Int
    let entryCount: Int, candidateCount: Int, headCount: Int
    private let tokenCount: Int, textBytes: Int
    private let nameStart: Int, nameBytes: Int

    init(bytes: UnsafeRawBufferPointer) throws(ModelError) {
        guard let base = bytes.baseAddress, bytes.count >= 16 + Self.sections * 16 else {
            throw .truncated(expected: 16 + Self.sections * 16, found: bytes.count)
        }
        guard bytes.prefix(8).elementsEqual(Self.magic) else { throw .notAModel }
        guard UInt(bitPattern: base) % 64 == 0 else { throw .corrupt("alignment in memory of a phrase table") }
        let version = bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self)
        guard version == Self.version else { throw .version(expected: Self.version, found: version) }
        guard bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self) == UInt32(Self.sections) else {
            throw .corrupt("section count")
        }
        var ranges: [(offset: Int, bytes: Int)] = []
        for section in 0..<Self.sections {
            let offset = bytes.loadUnaligned(fromByteOffset: 16 + section * 16, as: UInt64.self)
            let size = bytes.loadUnaligned(fromByteOffset: 24 + section * 16, as: UInt64.self)
            guard offset % 64 == 0, offset <= UInt64(bytes.count), size <= UInt64(bytes.count) - offset else {
                throw .corrupt("section \(section) of a phrase table")
            }
            ranges.append((Int(offset), Int(size)))
        }
        (nameStart, nameBytes) = (ranges[0].offset, ranges[0].bytes)
        let slotCount = ranges[1].bytes / 8
        guard slotCount > 0, slotCount & (slotCount - 1) == 0 else { throw .corrupt("slots of a phrase table") }
        self.base = base
        slots = ranges[1].offset
        slotMask = UInt64(slotCount - 1)
        (entries, entryCount) = (ranges[2].offset, ranges[2].bytes / 16)
        (candidates, candidateCount) = (ranges[3].offset, ranges[3].bytes / 8)
        (heads, headCount) = (ranges[4].offset, ranges[4].bytes / 16)
        (tokens, tokenCount) = (ranges[5].offset, ranges[5].bytes / 16)
        (texts, textBytes) = (ranges[6].offset, ranges[6].bytes)
        guard entryCount < slotCount else { throw .corrupt("slots of a phrase table: too few") }

        // Every index that a look-up can follow is checked here, so that none is checked later.
        for slot in 0..<slotCount {
            let value = load(slots + slot * 8, UInt64.self)
            let id = UInt32(truncatingIfNeeded: value)
            guard value == 0 || (id > 0 && Int(id) <= entryCount) else { throw .corrupt("slot \(slot) of a phrase table") }
        }
        for id in 0..<UInt32(entryCount) {
            let entry = entry(id)
            guard Int(entry.firstCandidate) + Int(entry.candidates) <= candidateCount else {
                throw .corrupt("entry \(id) of a phrase table")
            }
        }
        for index in 0..<UInt32(candidateCount) where Int(candidate(index).head) >= headCount {
            throw .corrupt("candidate \(index) of a phrase table")
        }
        for id in 0..<UInt32(headCount) {
            let head = head(id)
            guard Int(head.firstToken) + Int(head.tokens) <= tokenCount,
                Int(head.textStart) + Int(head.textBytes) <= textBytes
            else { throw .corrupt("head \(id) of a phrase table") }
        }
    }

    /// In bounds: every caller's offset lies in a section that `init` found inside the bytes.
    @inline(__always)
    private func load<T: BitwiseCopyable>(_ offset: Int, _: T.Type) -> T { base.load(fromByteOffset: offset, as: T.self) }

    /// The profile's name.
    var name: String {
        String(decoding: UnsafeRawBufferPointer(start: base + nameStart, count: nameBytes), as: UTF8.self)
    }

    @inline(__always)
    func find(_ hash: UInt64) -> UInt32? {
        var slot = hash & slotMask
        // Ends: `init` made sure that there are more slots than entries; the bound covers a table full of false marks.
        for _ in 0...slotMask {
            let value = load(slots + Int(slot) * 8, UInt64.self)
            if value == 0 { return nil }
            if value >> 32 == hash >> 32 { return UInt32(truncatingIfNeeded: value) &- 1 }
            slot = (slot + 1) & slotMask
        }
        return nil
    }

    @inline(__always)
    func entry(_ id: UInt32) -> PhraseTable.Entry {
        let at = entries + Int(id) * 16
        let flags = load(at + 14, UInt16.self)
        return PhraseTable.Entry(
            keptLog: load(at, Float.self), evidence: load(at + 4, Float.self),
            firstCandidate: load(at + 8, UInt32.self), candidates: load(at + 12, UInt16.self),
            isPrefix: flags & 1 != 0, isWhole: flags & 2 != 0, isProtected: flags & 4 != 0)
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
