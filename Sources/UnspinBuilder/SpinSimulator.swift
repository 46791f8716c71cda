import UnspinCore

/// Writes text as a spinner of one profile does: a fixed table of heads, every head replaced, the longest first.
///
/// Each text becomes an ``AlignedDocument``. In one text one head always becomes the same variant, drawn in proportion to the
/// counts; its capitalised form is drawn apart. Words joined to a hyphen and words in capitals are left alone.
public struct SpinSimulator {
    private struct Head {
        var text: [UInt8]
        var variants: [(text: [UInt8], count: Double)] = []
        var total = 0.0
    }

    private var heads: [Head] = []
    private var numbers: [UInt64: Int] = [:]
    private var prefixes: Set<UInt64> = []
    private var tokenizer = Tokenizer()
    private var tokens: [Token] = []

    /// - Parameter source: substitutions with counts; heads seen less than once (guesses), or left
    ///   standing in more than a tenth of their uses, are none.
    public init(_ source: PhraseTableSource) {
        var replaced: [String: Double] = [:]
        for (pair, count) in source.substitutions { replaced[pair.head, default: 0] += count }
        let pairs = source.substitutions.sorted { ($0.key.head, $0.key.variant) < ($1.key.head, $1.key.variant) }
        for (pair, count) in pairs {
            let kept = source.kept[pair.head.lowercased()] ?? 0
            let seen = replaced[pair.head]!
            guard seen >= 1, seen > 0.9 * (seen + kept) else { continue }
            let words = hashes(of: Array(pair.head.utf8))
            guard !words.isEmpty, words.count <= PhraseTableCompiler.longestPhrase else { continue }
            var hash = PhraseHash.empty
            for (index, word) in words.enumerated() {
                hash = PhraseHash.adding(word, to: hash)
                if index < words.count - 1 { prefixes.insert(hash) }
            }
            let number = numbers[hash] ?? heads.count
            if number == heads.count {
                heads.append(Head(text: Array(pair.head.utf8)))
                numbers[hash] = number
            }
            heads[number].variants.append((Array(pair.variant.utf8), count))
            heads[number].total += count
        }
    }

    private mutating func hashes(of bytes: [UInt8]) -> [UInt64] {
        tokens.removeAll(keepingCapacity: true)
        tokenizer.tokenize(bytes.span, range: 0..<bytes.count, into: &tokens)
        return tokens.map(\.hash)
    }

    /// Spins a text; `seed` chooses the variants.
    public mutating func spin(_ text: [UInt8], seed: UInt64) -> AlignedDocument {
        tokens.removeAll(keepingCapacity: true)
        tokenizer.tokenize(text.span, range: 0..<text.count, into: &tokens)
        var found: [(bytes: Int, start: Int, end: Int, head: Int)] = []
        for start in tokens.indices {
            var hash = PhraseHash.empty
            var end = start
            while end < tokens.count, tokens[end].isTouchable(in: text.span), end == start || !tokens[end].lineBefore {
                hash = PhraseHash.adding(tokens[end].hash, to: hash)
                end += 1
                if let head = numbers[hash] {
                    found.append((Int(tokens[end - 1].end - tokens[start].start), start, end, head))
                }
                if !prefixes.contains(hash) { break }
            }
        }
        found.sort { ($1.bytes, $0.start) < ($0.bytes, $1.start) }
        var isUsed = [Bool](repeating: false, count: tokens.count)
        var chosen: [(start: Int, end: Int, head: Int)] = []
        for (_, start, end, head) in found where !isUsed[start..<end].contains(true) {
            for token in start..<end { isUsed[token] = true }
            chosen.append((start, end, head))
        }
        chosen.sort { $0.start < $1.start }
        var document = AlignedDocument(spun: [], substitutions: [])
        var at = 0
        for (start, end, head) in chosen {
            let range = Int(tokens[start].start)..<Int(tokens[end - 1].end)
            document.spun += text[at..<range.lowerBound]
            let begin = document.spun.count
            let isCapitalized = (65...90).contains(text[range.lowerBound])
            var variant = self.variant(of: head, seed: seed, isCapitalized: isCapitalized)
            if isCapitalized, (97...122).contains(variant[0]) { variant[0] -= 32 }
            document.spun += variant
            document.substitutions.append(.init(range: begin..<document.spun.count, original: Array(text[range])))
            at = range.upperBound
        }
        document.spun += text[at...]
        return document
    }

    private func variant(of head: Int, seed: UInt64, isCapitalized: Bool) -> [UInt8] {
        var hash = PhraseHash.adding(UInt64(head) << 1 | (isCapitalized ? 1 : 0), to: PhraseHash.adding(seed, to: PhraseHash.empty))
        hash ^= hash >> 33
        hash = hash &* 0xff51_afd7_ed55_8ccd
        hash ^= hash >> 33
        var rest = Double(hash >> 11) / Double(1 << 53) * heads[head].total
        for (text, count) in heads[head].variants {
            rest -= count
            if rest < 0 { return text }
        }
        return heads[head].variants[heads[head].variants.count - 1].text
    }
}
