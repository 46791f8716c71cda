/// A profile of broken terms in its text form: words that a spinner writes for others, and terms that are well formed.
///
/// Files of `Dictionaries/`, by the beginning of their names, with columns parted by tabs; lines that begin with `#` are directives.
///
/// | file | columns | meaning |
/// |---|---|---|
/// | `swaps` | tortured, expected, n | the spinner wrote `tortured` for `expected` n times |
/// | `terms` | term, n | the term was counted n times in the directive `words` (if it is missing, in ten million) |
/// | `natural` | phrase, n | people wrote the phrase n times in the directive `words`, although swaps would make a term of it |
/// | `varied` | one, another, n | people wrote both beside the same words in n documents |
public struct TermTableSource: Sendable {
    /// What a file holds.
    public enum Kind: String, Sendable, CaseIterable { case swaps, terms, natural, varied }

    /// Why a file cannot be read.
    public struct ParseError: Error, CustomStringConvertible {
        public var line: Int
        public var message: String
        public var description: String { "line \(line): \(message)" }
    }

    public var name = ""
    /// By tortured word, then expected word.
    public var swaps: [String: [String: Double]] = [:]
    /// How often each term stands in a million words; in the file where it does most often, if it is in several.
    public var terms: [String: Double] = [:]
    public var natural: [String: Double] = [:]
    /// Documents in which people write either of two phrases beside the same words.
    private var variedPairs: [String: [String: Double]] = [:]
    /// The words that the natural phrases were counted in.
    public var naturalWords = 0.0

    public init(name: String) { self.name = name }

    /// How much of human text a word is.
    func share(_ word: String) -> Double { (natural[word] ?? 0) / max(1, naturalWords) }

    /// In how many documents people were seen to vary between two phrases; hyphens part words as spaces do.
    func varied(_ one: String, _ other: String) -> Double {
        func spaced(_ phrase: String) -> String { String(phrase.map { $0 == "-" ? " " : $0 }) }
        let (one, other) = (spaced(one), spaced(other))
        return (variedPairs[one]?[other] ?? 0) + (variedPairs[other]?[one] ?? 0)
    }

    /// The swaps as what the profile writes outside of terms: each sighting counts for a tenth, since a swap that fits a term may fit nowhere
    /// else, and each word that is swapped stands as often as it is swapped.
    public var swapsAsPhrases: PhraseTableSource {
        var source = PhraseTableSource()
        source.directives = ["weight": "0.1", "kept": "1"]
        for (variant, heads) in swaps {
            // Single letters are what is left of formulas.
            for (head, count) in heads where head != variant && head.utf8.count > 2 {
                source.substitutions[PhraseTableSource.Substitution(variant: variant, head: head)] = count
            }
        }
        return source.weighted()
    }

    /// Adds the rows of a file; returns its directives.
    @discardableResult
    public mutating func add(_ kind: Kind, parsing bytes: [UInt8]) throws(ParseError) -> [String: String] {
        var directives: [String: String] = [:]
        var number = 0
        var words = 0.0
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            if line.isEmpty { continue }
            if line.first == UInt8(ascii: "#") {
                let parts = line.dropFirst().split(separator: UInt8(ascii: ":"), maxSplits: 1)
                    .map { FoldedText.trimmed($0) }
                if parts.count == 2, directives[parts[0]] == nil { directives[parts[0]] = parts[1] }
                words = Double(directives["words"] ?? "").flatMap { (1..<1e15).contains($0) ? $0 : nil } ?? 0
                continue
            }
            let columns = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
            let wanted = kind == .swaps || kind == .varied ? 3 : 2
            guard columns.count == wanted, columns.allSatisfy({ !$0.isEmpty }) else {
                throw ParseError(line: number, message: "needs \(wanted) columns parted by tabs")
            }
            guard let count = Double(columns[wanted - 1]), (1e-9..<1e12).contains(count) else {
                throw ParseError(line: number, message: "the count must be a number above 0, not \(columns[wanted - 1])")
            }
            switch kind {
            case .swaps: swaps[columns[0], default: [:]][columns[1], default: 0] += count
            case .terms: terms[columns[0]] = max(terms[columns[0]] ?? 0, count / (words > 0 ? words : 1e7) * 1e6)
            case .natural: natural[columns[0], default: 0] += count
            case .varied: variedPairs[columns[0], default: [:]][columns[1], default: 0] += count
            }
        }
        if kind == .natural { naturalWords += words }
        return directives
    }
}

extension FoldedText {
    /// Without the spaces at its ends.
    static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        let space = UInt8(ascii: " ")
        return String(decoding: bytes.drop { $0 == space }.reversed().drop { $0 == space }.reversed(), as: UTF8.self)
    }
}
