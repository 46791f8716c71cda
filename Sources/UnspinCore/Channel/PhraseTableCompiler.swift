#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Turns a profile's counts into the probabilities and the binary form that ``PhraseTable`` reads.
public enum PhraseTableCompiler {
    /// How often a head was left standing before anything was counted. A spinner of profile A never leaves one, and every
    /// substitution seen is proof that the head is on its list.
    static let keptPrior = 0.02
    /// Sightings that are set aside for variants of a head that nobody has seen yet: a head seen once is not sure to become the
    /// same again. Tuned on held-out training documents between 0.3 and 3.
    static let unseenPrior = 1.0
    /// Added to both counts of a piece of evidence, so that rare words prove little.
    public static let evidencePrior = 2.0
    /// The longest phrase, in tokens.
    public static let longestPhrase = 12

    /// Heads that one variant may stand for at most: the likeliest.
    static let mostCandidates = 64
    /// Bytes of a head at most.
    private static let longestHead = 1024

    /// The hash of a folded phrase; nil where it has no token or too many.
    public static func hash(of phrase: String) -> UInt64? {
        let words = tokens(of: phrase)
        guard !words.isEmpty, words.count <= longestPhrase else { return nil }
        return words.reduce(PhraseHash.empty) { PhraseHash.adding($1.hash, to: $0) }
    }

    static func tokens(of phrase: String) -> [Token] {
        var tokenizer = Tokenizer()
        var tokens: [Token] = []
        let bytes = Array(phrase.utf8)
        tokenizer.tokenize(bytes.span, range: 0..<bytes.count, into: &tokens)
        return tokens
    }

    private struct Draft {
        var keptLog: Float = 0
        var evidence: Float = 0
        var candidates: [(head: UInt32, log: Float)] = []
        var isPrefix = false
        var isWhole = false
        var isProtected = false
        /// It has several tokens.
        var isLong = false
    }

    /// Compiles one profile. Phrases with no token, or more than ``longestPhrase``, are left out; so are heads of more than a kilobyte, and
    /// the least likely heads of variants with more than ``mostCandidates``.
    public static func compile(_ source: PhraseTableSource) -> [UInt8] {
        var drafts: [UInt64: Draft] = [:]
        var order: [UInt64] = []
        var tokenizer = Tokenizer()
        var scratch: [Token] = []

        func hashes(of phrase: String) -> [UInt64] {
            scratch.removeAll(keepingCapacity: true)
            let bytes = Array(phrase.utf8)
            tokenizer.tokenize(bytes.span, range: 0..<bytes.count, into: &scratch)
            return scratch.map(\.hash)
        }
        func entry(for phrase: String) -> UInt64? {
            let words = hashes(of: phrase)
            guard !words.isEmpty, words.count <= longestPhrase else { return nil }
            var hash = PhraseHash.empty
            for (index, word) in words.enumerated() {
                hash = PhraseHash.adding(word, to: hash)
                if drafts[hash] == nil {
                    drafts[hash] = Draft()
                    order.append(hash)
                }
                if index < words.count - 1 { drafts[hash]!.isPrefix = true }
                if index > 0 { drafts[hash]!.isLong = true }
            }
            drafts[hash]!.isWhole = true
            return hash
        }

        var replaced: [String: Double] = [:]
        for (pair, count) in source.ordered { replaced[pair.head, default: 0] += count }

        var headIDs: [String: UInt32] = [:]
        var heads: [UInt8] = []
        var headTokens: [UInt8] = []
        var texts: [UInt8] = []
        func headID(of text: String) -> UInt32? {
            if let id = headIDs[text] { return id }
            let bytes = Array(text.utf8)
            guard bytes.count <= longestHead else { return nil }
            scratch.removeAll(keepingCapacity: true)
            tokenizer.tokenize(bytes.span, range: 0..<bytes.count, into: &scratch)
            guard !scratch.isEmpty, scratch.count <= longestPhrase else { return nil }
            let id = UInt32(headIDs.count)
            headIDs[text] = id
            let isNumeral = scratch.allSatisfy { $0.kind == .number }
            heads.append(little: UInt32(texts.count))
            let sound: UInt32 = Article.takesAn(bytes.span).map { $0 ? 2 : 4 } ?? 0
            heads.append(little: sound | (isNumeral ? 1 : 0))
            heads.append(little: UInt32(headTokens.count / 16))
            heads.append(little: UInt16(scratch.count))
            heads.append(little: UInt16(bytes.count))
            for token in scratch {
                headTokens.append(little: token.hash)
                headTokens.append(little: LanguageModel.hash(of: token, in: bytes.span) ?? 0)
            }
            texts += bytes
            return id
        }

        for (pair, count) in source.ordered {
            guard pair.variant != pair.head, let hash = entry(for: pair.variant) else { continue }
            let total = replaced[pair.head]! + (source.kept[pair.head.lowercased()] ?? 0) + unseenPrior
            guard let head = headID(of: pair.head) else { continue }
            drafts[hash]!.candidates.append((head, Float(log(count / total))))
        }
        for (head, count) in replaced.sorted(by: { $0.key < $1.key }) {
            guard let hash = entry(for: head) else { continue }
            let kept = source.kept[head.lowercased()] ?? 0
            let standing = (kept + keptPrior) / (count + kept + keptPrior)
            // Less than one sighting in all is a guess that the spinner knows the head.
            let known = min(1, count)
            drafts[hash]!.keptLog = Float(log(1 - known + known * standing))
        }
        let balance = source.humanWords > 0 && source.spunWords > 0 ? log(source.spunWords / source.humanWords) : 0
        for (phrase, counts) in source.evidence.sorted(by: { $0.key < $1.key }) {
            guard let hash = entry(for: phrase) else { continue }
            drafts[hash]!.evidence = Float(
                log((counts.spun + evidencePrior) / (counts.human + evidencePrior)) - balance)
        }

        for phrase in source.protected.sorted() {
            if let hash = entry(for: phrase) { drafts[hash]!.isProtected = true }
        }

        for hash in order where drafts[hash]!.candidates.count > mostCandidates {
            drafts[hash]!.candidates.sort { ($0.log, $1.head) > ($1.log, $0.head) }
            drafts[hash]!.candidates.removeLast(drafts[hash]!.candidates.count - mostCandidates)
        }

        var slots = 16
        while slots < drafts.count * 2 { slots *= 2 }
        var table = [UInt64](repeating: 0, count: slots)
        var entries: [UInt8] = []
        var evidence = [UInt8](repeating: 0, count: 4)
        var candidates: [UInt8] = []
        for (index, hash) in order.enumerated() {
            let draft = drafts[hash]!
            let buckets = slots / PhraseTableStorage.slotsInBucket
            var slot = Int(hash & UInt64(buckets - 1)) * PhraseTableStorage.slotsInBucket
            while table[slot] != 0 { slot = (slot + 1) & (slots - 1) }
            let match = PhraseTable.Match(
                id: UInt32(index), isPrefix: draft.isPrefix, isWhole: draft.isWhole, isProtected: draft.isProtected,
                hasCandidates: !draft.candidates.isEmpty)
            table[slot] = (hash >> 32) << 32 | UInt64(match.rawValue)
            entries.append(little: draft.keptLog.bitPattern)
            evidence.append(little: draft.evidence.bitPattern)
            entries.append(little: UInt32(candidates.count / 8))
            entries.append(little: UInt16(draft.candidates.count))
            entries.append(little: UInt16(0))
            for candidate in draft.candidates {
                candidates.append(little: candidate.head)
                candidates.append(little: candidate.log.bitPattern)
            }
        }
        var slotBytes: [UInt8] = []
        for bucket in stride(from: 0, to: slots, by: PhraseTableStorage.slotsInBucket) {
            let values = table[bucket..<bucket + PhraseTableStorage.slotsInBucket]
            for value in values { slotBytes.append(little: UInt32(value >> 32)) }
            for value in values { slotBytes.append(little: UInt32(truncatingIfNeeded: value)) }
        }
        let name = Array(source.profile.utf8)
        return Sections.joined(
            magic: PhraseTableStorage.magic, version: PhraseTableStorage.version,
            [
                name, slotBytes, evidence, entries, candidates, heads, headTokens, texts, filter(of: order.filter { drafts[$0]!.isLong }),
            ])
    }

    /// A bit for each of the hashes, at a place that ``PhraseTableStorage/mayHold(_:)`` knows: one bit in eight or fewer is set.
    private static func filter(of hashes: [UInt64]) -> [UInt8] {
        var words = 1
        while words * 8 < hashes.count { words *= 2 }
        var bits = [UInt64](repeating: 0, count: words)
        for hash in hashes { bits[Int((hash >> 24) & UInt64(words - 1))] |= 1 << ((hash >> 18) & 63) }
        var bytes: [UInt8] = []
        for word in bits { bytes.append(little: word) }
        return bytes
    }
}

extension [UInt8] {
    /// Appends an integer in little-endian order.
    mutating func append<T: FixedWidthInteger>(little value: T) {
        for shift in stride(from: 0, to: T.bitWidth, by: 8) { append(UInt8(truncatingIfNeeded: value >> T(shift))) }
    }
}
