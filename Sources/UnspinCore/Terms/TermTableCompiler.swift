#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Turns swaps and terms into the probabilities and the binary form that ``TermTable`` reads.
public enum TermTableCompiler {
    /// Sightings that are set aside for swaps that nobody has seen yet.
    static let unseenSwaps = 3.0
    /// Added to the count of each natural phrase: what was seen twice may be more frequent than that.
    static let naturalPrior = 1.0
    /// A tortured word that is rarer than this in human text is odd.
    static let oddShare = 2.5e-5
    /// The longest side of a swap and the longest term, in tokens.
    static let longestSwap = 4
    static let longestTerm = 6
    /// Phrases that one phrase may be swapped for at most: the most frequent ones.
    static let mostCandidates = 64
    /// Bytes of an expected phrase at most.
    private static let longestText = 1024
    /// The share of the slots for phrases that is used.
    private static let load = 0.85

    /// The hashes of the words of a phrase; hyphens part words as spaces do.
    static func hashes(of phrase: String) -> [UInt64] {
        PhraseTableCompiler.tokens(of: phrase).filter { $0.hash != TermTable.hyphen }.map(\.hash)
    }

    public static func compile(_ source: TermTableSource) -> [UInt8] {
        let swaps = SwapSections(source)
        let phrases = phrases(source)
        return Sections.joined(
            magic: TermTableStorage.magic, version: TermTableStorage.version,
            [
                Array(source.name.utf8), swaps.filter, swaps.slots, swaps.swaps, swaps.candidates, swaps.expected, swaps.words,
                swaps.texts, phrases.fingerprints, phrases.infos,
            ])
    }

    /// What is known of swaps, in bytes.
    private struct SwapSections {
        var filter = [UInt8](repeating: 0, count: TermTableStorage.filterBits / 8)
        var slots: [UInt8] = []
        var swaps: [UInt8] = []
        var candidates: [UInt8] = []
        var expected: [UInt8] = []
        var words: [UInt8] = []
        var texts: [UInt8] = []
        private var ids: [String: UInt32] = [:]

        private struct Swap {
            var flags: UInt16 = 0
            var candidates: [(expected: UInt32, log: Float, varied: Float)] = []
        }

        init(_ source: TermTableSource) {
            var totals: [String: Double] = [:]
            // In order: sums of floats depend on it, and the bytes must not.
            for (_, expected) in source.swaps.sorted(by: { $0.key < $1.key }) {
                for (word, count) in expected { totals[word, default: 0] += count }
            }
            var drafts: [UInt64: Swap] = [:]
            var order: [UInt64] = []
            func note(_ hash: UInt64, _ flags: UInt16) {
                if drafts[hash] == nil { order.append(hash) }
                drafts[hash, default: Swap()].flags |= flags
            }
            func markOdd(_ word: String) {
                for hash in hashes(of: word) {
                    note(PhraseHash.adding(hash, to: PhraseHash.empty), 2)
                    let bit = Int(hash & UInt64(TermTableStorage.filterBits - 1))
                    filter[bit >> 3] |= 1 << UInt8(bit & 7)
                }
            }
            for (tortured, counts) in source.swaps.sorted(by: { $0.key < $1.key }) {
                let hashes = hashes(of: tortured)
                guard !hashes.isEmpty, hashes.count <= longestSwap else { continue }
                var hash = PhraseHash.empty
                for (index, word) in hashes.enumerated() {
                    hash = PhraseHash.adding(word, to: hash)
                    note(hash, index < hashes.count - 1 ? 1 : 0)
                }
                for (phrase, count) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
                    guard drafts[hash]!.candidates.count < mostCandidates else { break }
                    guard let id = id(of: phrase) else { continue }
                    let share = Float(log(count / (totals[phrase]! + unseenSwaps)))
                    drafts[hash]!.candidates.append((id, share, Float(log1p(2 * source.varied(tortured, phrase)))))
                }
                // Of several words, the rarest has to show that they stand there.
                let rarest = tortured.split { $0 == " " || $0 == "-" }.map(String.init)
                    .min { source.share($0) < source.share($1) } ?? tortured
                if source.share(rarest) < oddShare { markOdd(rarest) }
            }
            for hash in order {
                swaps.append(little: UInt32(candidates.count / 12))
                swaps.append(little: UInt16(drafts[hash]!.candidates.count))
                swaps.append(little: drafts[hash]!.flags)
                for (id, log, varied) in drafts[hash]!.candidates {
                    candidates.append(little: log.bitPattern)
                    candidates.append(little: varied.bitPattern)
                    candidates.append(little: id)
                }
            }
            write(order)
        }

        private mutating func id(of phrase: String) -> UInt32? {
            if let id = ids[phrase] { return id }
            let hashes = hashes(of: phrase)
            guard !hashes.isEmpty, hashes.count <= longestSwap, phrase.utf8.count <= longestText else { return nil }
            let id = UInt32(ids.count)
            ids[phrase] = id
            expected.append(little: UInt32(words.count / 8))
            expected.append(little: UInt32(texts.count))
            expected.append(little: UInt16(hashes.count))
            expected.append(little: UInt16(phrase.utf8.count))
            for hash in hashes { words.append(little: hash) }
            let other = EnglishPlural.otherNumber(of: phrase).map(TermTableCompiler.hashes)
            words.append(little: other?.last ?? 0)
            texts += phrase.utf8
            return id
        }

        /// An open-addressing table: high half of the hash, index + 1.
        private mutating func write(_ order: [UInt64]) {
            var count = 16
            while count < order.count * 2 { count *= 2 }
            var table = [UInt64](repeating: 0, count: count)
            for (index, hash) in order.enumerated() {
                var slot = Int(hash & UInt64(count - 1))
                while table[slot] != 0 { slot = (slot + 1) & (count - 1) }
                table[slot] = (hash >> 32) << 32 | UInt64(index + 1)
            }
            for value in table { slots.append(little: value) }
        }
    }

    /// Terms, their beginnings, and what is natural.
    private static func phrases(_ source: TermTableSource) -> (fingerprints: [UInt8], infos: [UInt8]) {
        var phrases: [UInt64: TermTable.Phrase] = [:]
        func note(_ hash: UInt64, _ log: Double?, isTerm: Bool = false, isPrefix: Bool = false) {
            var phrase = phrases[hash] ?? TermTable.Phrase(log: nil, isTerm: false, isPrefix: false)
            if let log { phrase.log = max(phrase.log ?? -.infinity, Float(log)) }
            phrase.isTerm = phrase.isTerm || isTerm
            phrase.isPrefix = phrase.isPrefix || isPrefix
            phrases[hash] = phrase
        }
        func add(_ term: String, _ perMillion: Double) {
            let words = hashes(of: term)
            guard words.count > 1, words.count <= longestTerm else { return }
            var hash = PhraseHash.empty
            for word in words.dropLast() {
                hash = PhraseHash.adding(word, to: hash)
                note(hash, nil, isPrefix: true)
            }
            note(PhraseHash.adding(words[words.count - 1], to: hash), log(perMillion / 1e6), isTerm: true)
        }
        for (term, perMillion) in source.terms {
            add(term, perMillion)
            if let plural = EnglishPlural.of(term), source.terms[plural] == nil { add(plural, perMillion / 3) }
        }
        for (phrase, count) in source.natural {
            let words = hashes(of: phrase)
            guard !words.isEmpty, words.count <= longestTerm else { continue }
            let hash = words.reduce(PhraseHash.empty) { PhraseHash.adding($1, to: $0) }
            note(hash, log((count + naturalPrior) / max(1e7, source.naturalWords)))
        }
        let slots = max(16, Int(Double(phrases.count) / load))
        var fingerprints = [UInt32](repeating: 0, count: slots)
        var infos = [UInt8](repeating: 0, count: slots)
        // In order, so that the bytes are always the same.
        for (hash, phrase) in phrases.sorted(by: { $0.key < $1.key }) {
            var slot = Int(TermTableStorage.firstSlot(hash, of: UInt64(slots)))
            while fingerprints[slot] != 0 { slot = slot + 1 == slots ? 0 : slot + 1 }
            fingerprints[slot] = TermTableStorage.fingerprint(hash)
            infos[slot] = phrase.code
        }
        var bytes: [UInt8] = []
        for fingerprint in fingerprints { bytes.append(little: fingerprint) }
        return (bytes, infos)
    }
}
