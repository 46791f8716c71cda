import UnspinCore

/// Learns a profile from aligned documents: P(variant | head), P(head kept) and P(phrase | spun) / P(phrase | human), as counts.
public struct TableLearner {
    /// Evidence seen fewer times than this, in both texts together, is left out.
    static let leastEvidence = 3.0
    /// Evidence whose log-likelihood ratio is nearer to 0 than this is left out.
    static let leastRatio = 0.15

    private var tokenizer = Tokenizer()

    public init() {}

    /// - Parameter known: substitutions from elsewhere: the documents tell how often their heads are left standing. They
    ///   are not part of the result.
    public static func learn(documents: [AlignedDocument], also known: PhraseTableSource = PhraseTableSource()) -> PhraseTableSource {
        var learner = TableLearner()
        return learner.learn(documents, known)
    }

    private mutating func learn(_ documents: [AlignedDocument], _ other: PhraseTableSource) -> PhraseTableSource {
        var source = PhraseTableSource()
        var spellings: [PhraseTableSource.Substitution: [String: Int]] = [:]
        for document in documents {
            for substitution in document.substitutions {
                let variant = FoldedText.fold(document.spun[substitution.range])
                let head = FoldedText.fold(substitution.original)
                guard variant != head, !variant.isEmpty, !head.isEmpty, variant != "=", variant != "~", head != "=", head != "~"
                else { continue }
                let pair = PhraseTableSource.Substitution(variant: variant, head: head)
                source.substitutions[pair, default: 0] += 1
                // Where the variant is written small, the head's own capitals show.
                let spelling = isLower(document.spun[substitution.range]) ? Self.spelled(substitution.original) : head
                spellings[pair, default: [:]][spelling, default: 0] += 1
            }
        }
        var known: [String: Int] = [:]
        for pair in Array(source.substitutions.keys) + Array(other.substitutions.keys) {
            for phrase in [pair.variant, pair.head.lowercased()] { known[phrase] = tokenCount(phrase) }
        }
        count(documents, known: known, into: &source)
        let heads = Set(source.substitutions.keys.map(\.head)).union(other.substitutions.keys.map { $0.head.lowercased() })
        source.kept = source.kept.filter { heads.contains($0.key) }
        source.substitutions = spelled(source.substitutions, spellings)
        return source
    }

    private func isLower(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = String(decoding: bytes, as: UTF8.self).unicodeScalars.first else { return false }
        return first.properties.isLowercase
    }

    private static func spelled(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self).split { $0.isWhitespace }.joined(separator: " ")
            .replacingScalars(["’": "'", "‘": "'"])
    }

    /// Gives every head the spelling that it was seen in most.
    private func spelled(
        _ pairs: [PhraseTableSource.Substitution: Double], _ spellings: [PhraseTableSource.Substitution: [String: Int]]
    ) -> [PhraseTableSource.Substitution: Double] {
        var votes: [String: [String: Int]] = [:]
        for (pair, seen) in spellings {
            for (spelling, count) in seen { votes[pair.head, default: [:]][spelling, default: 0] += count }
        }
        var result: [PhraseTableSource.Substitution: Double] = [:]
        for (pair, count) in pairs {
            // A folded vote says nothing where the variant was a capital itself; it counts for one half.
            let best = votes[pair.head]!.max { left, right in
                (Double(left.value) * (left.key == pair.head ? 1 : 1.01), right.key)
                    < (Double(right.value) * (right.key == pair.head ? 1 : 1.01), left.key)
            }!.key
            result[PhraseTableSource.Substitution(variant: pair.variant, head: best), default: 0] += count
        }
        return result
    }

    private mutating func tokenCount(_ phrase: String) -> Int {
        var tokens: [Token] = []
        let bytes = Array(phrase.utf8)
        tokenizer.tokenize(bytes.span, range: 0..<bytes.count, into: &tokens)
        return tokens.count
    }

    /// Counts phrases left standing, and phrases in both texts, the longest known one at each place.
    private mutating func count(
        _ documents: [AlignedDocument], known: [String: Int], into source: inout PhraseTableSource
    ) {
        let longest = min(PhraseTableCompiler.longestPhrase, known.values.max() ?? 1)
        var spunWords = 0.0
        var humanWords = 0.0
        var evidence: [String: PhraseTableSource.Evidence] = [:]
        for document in documents {
            var isReplaced = [Bool](repeating: false, count: document.spun.count)
            for substitution in document.substitutions { for byte in substitution.range { isReplaced[byte] = true } }
            let spun = words(document.spun)
            spunWords += Double(spun.count)
            for start in spun.indices where spun[start].isTouchable && !isReplaced[spun[start].range.lowerBound] {
                var phrase = ""
                for end in start..<min(spun.count, start + longest) {
                    let word = spun[end]
                    if !word.isTouchable || isReplaced[word.range.lowerBound] || (end > start && word.lineBefore) { break }
                    phrase += (end > start && spun[end].spaceBefore ? " " : "") + spun[end].text
                    if known[phrase] != nil { source.kept[phrase, default: 0] += 1 }
                }
            }
            for phrase in units(spun, known: known, longest: longest) {
                evidence[phrase, default: .init(spun: 0, human: 0)].spun += 1
            }
            let human = words(document.human)
            humanWords += Double(human.count)
            for phrase in units(human, known: known, longest: longest) {
                evidence[phrase, default: .init(spun: 0, human: 0)].human += 1
            }
        }
        source.directives["spun-words"] = String(Int(spunWords))
        source.directives["human-words"] = String(Int(humanWords))
        source.evidence = evidence.filter { _, counts in
            let prior = PhraseTableCompiler.evidencePrior
            let ratio = (counts.spun + prior) / (counts.human + prior)
            return counts.spun + counts.human >= Self.leastEvidence && (ratio > 1 + Self.leastRatio || ratio < 1 / (1 + Self.leastRatio))
        }
    }

    private struct Word {
        var text: String
        var range: Range<Int>
        var spaceBefore: Bool
        var lineBefore: Bool
        /// Neither joined to a hyphen nor in capitals: a spinner would replace it where it is a head.
        var isTouchable: Bool
    }

    private mutating func words(_ bytes: [UInt8]) -> [Word] {
        var tokens: [Token] = []
        tokenizer.tokenize(bytes.span, range: 0..<bytes.count, into: &tokens)
        return tokens.map { token in
            let range = Int(token.start)..<Int(token.end)
            return Word(
                text: FoldedText.fold(bytes[range]), range: range, spaceBefore: token.spaceBefore, lineBefore: token.lineBefore,
                isTouchable: token.isTouchable(in: bytes.span))
        }
    }

    /// The longest known phrase at each place, else the word.
    private func units(_ words: [Word], known: [String: Int], longest: Int) -> [String] {
        var units: [String] = []
        var start = 0
        while start < words.count {
            var phrase = ""
            var best = (words[start].text, start + 1)
            for end in start..<min(words.count, start + longest) {
                if end > start, words[end].lineBefore { break }
                phrase += (end > start && words[end].spaceBefore ? " " : "") + words[end].text
                if known[phrase] != nil { best = (phrase, end + 1) }
            }
            if !best.0.isEmpty { units.append(best.0) }
            start = best.1
        }
        return units
    }
}

extension String {
    fileprivate func replacingScalars(_ map: [Unicode.Scalar: Unicode.Scalar]) -> String {
        var text = ""
        for scalar in unicodeScalars { text.unicodeScalars.append(map[scalar] ?? scalar) }
        return text
    }
}
