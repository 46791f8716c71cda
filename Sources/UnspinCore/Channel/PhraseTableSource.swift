/// A profile in its text form: what `Dictionaries/` holds and `unspin learn` writes.
///
/// UTF-8 lines of three columns parted by tabs; lines that begin with `#` are directives (`# profile: a`) or remarks.
///
/// | columns | meaning |
/// |---|---|
/// | variant, head, n | the spinner wrote `variant` for `head` n times |
/// | phrase, `=`, n | `phrase` stood n times in spun text without being a replacement |
/// | phrase, `~`, n/m | `phrase` was seen n times in spun text, m times in the human text it was made from |
///
/// Phrases are folded: lower case, straight apostrophes, single spaces.
public struct PhraseTableSource: Sendable {
    /// One substitution and how often it was seen.
    public struct Substitution: Hashable, Sendable {
        public var variant: String
        public var head: String

        public init(variant: String, head: String) {
            self.variant = variant
            self.head = head
        }
    }

    /// How often a phrase was seen in spun and in human text.
    public struct Evidence: Sendable {
        public var spun: Double
        public var human: Double

        public init(spun: Double, human: Double) {
            self.spun = spun
            self.human = human
        }
    }

    /// Why a table cannot be read.
    public struct ParseError: Error, CustomStringConvertible {
        public var line: Int
        public var message: String
        public var description: String { "line \(line): \(message)" }
    }

    /// `profile`, `origin`, `licence`, `weight`, `kept`, `spun-words` and `human-words`.
    public var directives: [String: String] = [:]
    public var substitutions: [Substitution: Double] = [:]
    public var kept: [String: Double] = [:]
    public var evidence: [String: Evidence] = [:]
    /// Phrases that are never touched; not part of the text form.
    public var protected: Set<String> = []

    public init() {}

    /// The substitutions in an order of their own: sums of floating-point numbers depend on it, and what is compiled must not.
    var ordered: [(key: Substitution, value: Double)] {
        substitutions.sorted { ($0.key.variant, $0.key.head) < ($1.key.variant, $1.key.head) }
    }

    /// The name of the profile.
    public var profile: String { directives["profile"] ?? "user" }
    /// Words of spun text that the evidence was counted in; 0 where nobody says.
    public var spunWords: Double { number("spun-words") ?? 0 }
    /// Words of human text that the evidence was counted in; 0 where nobody says.
    public var humanWords: Double { number("human-words") ?? 0 }

    /// The number that a directive gives; nil where it gives none that counts something.
    private func number(_ directive: String) -> Double? {
        Double(directives[directive] ?? "").flatMap { Self.counts.contains($0) ? $0 : nil }
    }

    /// What counts, weights and numbers of words may be.
    private static let counts = 1e-9..<1e12

    /// Reads the text form.
    public init(parsing bytes: [UInt8]) throws(ParseError) {
        var number = 0
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            if line.isEmpty { continue }
            if line.first == UInt8(ascii: "#") {
                readDirective(line.dropFirst())
                try checkNumbers(line: number)
                continue
            }
            let columns = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
            guard columns.count == 3, !columns[0].isEmpty, !columns[1].isEmpty else {
                throw ParseError(line: number, message: "needs three columns parted by tabs: variant, head, count")
            }
            switch columns[1] {
            case "~":
                let counts = columns[2].split(separator: "/").map { Double($0) }
                guard counts.count == 2, let spun = counts[0], let human = counts[1], (0..<1e12).contains(spun), (0..<1e12).contains(human) else {
                    throw ParseError(line: number, message: "evidence needs two counts, as in 12/3, not \(columns[2])")
                }
                evidence[columns[0], default: Evidence(spun: 0, human: 0)].spun += spun
                evidence[columns[0]]!.human += human
            case "=":
                kept[columns[0], default: 0] += try Self.count(columns[2], line: number)
            default:
                let pair = Substitution(variant: columns[0], head: columns[1])
                substitutions[pair, default: 0] += try Self.count(columns[2], line: number)
            }
        }
    }

    private static func count(_ text: String, line: Int) throws(ParseError) -> Double {
        guard let count = Double(text), counts.contains(count) else {
            throw ParseError(line: line, message: "the count must be a number above 0, not \(text)")
        }
        return count
    }

    /// The directives whose values are numbers, with what they may be.
    private static let numbers: [(directive: String, name: String, range: Range<Double>, wanted: String)] = [
        ("weight", "the weight", counts, "above 0"),
        ("kept", "how often heads are kept", counts, "above 0; without the line, it is not known"),
        ("spun-words", "the words of spun text", 0..<1e12, "0 or more"),
        ("human-words", "the words of human text", 0..<1e12, "0 or more"),
    ]

    private func checkNumbers(line: Int) throws(ParseError) {
        for (directive, name, range, wanted) in Self.numbers {
            guard let text = directives[directive], Double(text).map(range.contains) != true else { continue }
            throw ParseError(line: line, message: "\(name) (# \(directive)) must be a number, \(wanted), not “\(text)”")
        }
    }

    private mutating func readDirective(_ line: ArraySlice<UInt8>) {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return }
        let trimmed = { (bytes: ArraySlice<UInt8>) in
            let space = UInt8(ascii: " ")
            return String(decoding: bytes.drop { $0 == space }.reversed().drop { $0 == space }.reversed(), as: UTF8.self)
        }
        let key = trimmed(line[..<colon])
        if key.utf8.allSatisfy({ (97...122).contains($0) || $0 == UInt8(ascii: "-") }), directives[key] == nil {
            directives[key] = trimmed(line[(colon + 1)...])
        }
    }

    /// The same with its directives `weight` and `kept` applied to the counts.
    ///
    /// Substitutions count `weight` times: what a sighting counts for beside the sightings of the profile's other files. A head that
    /// the file does not say how often it stood counts as left standing `kept` times for each time that it was replaced.
    public func weighted() -> PhraseTableSource {
        var source = self
        if let weight = number("weight") {
            source.directives["weight"] = nil
            source.substitutions = substitutions.mapValues { $0 * weight }
        }
        if let share = number("kept") {
            source.directives["kept"] = nil
            for (pair, count) in source.ordered where kept[pair.head] == nil { source.kept[pair.head, default: 0] += count * share }
        }
        return source
    }

    /// Adds the counts of another source of the same profile.
    public mutating func merge(_ other: PhraseTableSource) {
        substitutions.merge(other.substitutions, uniquingKeysWith: +)
        kept.merge(other.kept, uniquingKeysWith: +)
        evidence.merge(other.evidence) { Evidence(spun: $0.spun + $1.spun, human: $0.human + $1.human) }
        protected.formUnion(other.protected)
        for (key, value) in other.directives {
            if key == "spun-words" || key == "human-words" {
                directives[key] = String((Double(directives[key] ?? "") ?? 0) + (Double(value) ?? 0))
            } else if directives[key] == nil {
                directives[key] = value
            }
        }
    }

    /// The rows in their canonical order: by bytes.
    public func rows() -> [String] {
        func number(_ count: Double) -> String { count == count.rounded() && count < 1e15 ? String(Int(count)) : String(count) }
        var rows = substitutions.map { "\($0.key.variant)\t\($0.key.head)\t\(number($0.value))" }
        rows += kept.map { "\($0.key)\t=\t\(number($0.value))" }
        rows += evidence.map { "\($0.key)\t~\t\(number($0.value.spun))/\(number($0.value.human))" }
        return rows.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// The text form: directives first, then ``rows()``.
    public func text() -> [UInt8] {
        var text = ""
        for key in ["profile", "origin", "licence", "weight", "kept", "spun-words", "human-words"] {
            if let value = directives[key] { text += "# \(key): \(value)\n" }
        }
        for row in rows() { text += row + "\n" }
        return Array(text.utf8)
    }
}
