import UnspinCore

/// Names that a spun document spells in two ways, as machine translation does before a spinner ("Goita", "Guetta").
///
/// Two spellings are suspected to be one name where they sound alike, the language model does not know one of them, and nothing beside
/// them tells them apart. They are reported and never changed: two people may be called so.
struct NameSpellings: Sendable {
    /// A spelling and what is known of it.
    private struct Spelling {
        var text: String
        var sound: [UInt8]
        /// The first of its places is where a suspicion is reported.
        var first: Token
        var count = 0
        /// The model does not know it.
        var isUnknown: Bool
        /// The capitalised words right before it, as hashes.
        var before: Set<UInt64> = []
    }

    private static let leastLetters = 4
    /// Names that sound the same and are held against another one.
    private static let mostAlike = 8
    /// P(two such spellings are one name), where a name or title before them is the same, and where none is.
    private static let confidenceBesideSame = 0.6, confidenceAlone = 0.3

    private var spellings: [UInt64: Spelling] = [:]

    init() {}

    /// Appends what is suspected of a document's names, in order.
    mutating func report(_ bytes: Span<UInt8>, _ tokens: Span<Token>, model: LanguageModel, step: String, into suspicions: inout [Suspicion]) {
        read(bytes, tokens, model)
        var alike: [[UInt8]: [Spelling]] = [:]
        var found: [Suspicion] = []
        // The commoner spelling is proposed for the rarer one, the earlier for the later.
        for other in spellings.values.sorted(by: { ($1.count, $0.first.start) < ($0.count, $1.first.start) }) {
            let names = alike[other.sound] ?? []
            if names.count < Self.mostAlike { alike[other.sound, default: []].append(other) }
            guard let name = names.first(where: { Self.areOne($0, other) }) else { continue }
            let isBesideSame = !name.before.isDisjoint(with: other.before)
            found.append(
                Suspicion(
                    range: Int(other.first.start)..<Int(other.first.end), original: other.text, proposal: name.text, step: step,
                    confidence: isBesideSame ? Self.confidenceBesideSame : Self.confidenceAlone,
                    reason: "The document also writes “\(name.text)”, which sounds the same: one name may be spelled in two ways."))
        }
        suspicions += found.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    private mutating func read(_ bytes: Span<UInt8>, _ tokens: Span<Token>, _ model: LanguageModel) {
        spellings.removeAll(keepingCapacity: true)
        // Names are capitalised within a sentence, too; a word that is written small anywhere is none.
        var small: Set<UInt64> = []
        var within: Set<UInt64> = []
        for index in 0..<tokens.count where tokens[index].kind == .word {
            let token = tokens[index]
            guard token.letterCase == .capitalized else {
                if token.letterCase != .upper { small.insert(token.hash) }
                continue
            }
            if Int(token.end - token.start) < Self.leastLetters { continue }
            let previous = TermMatcher.previous(tokens, index)
            if previous != nil { within.insert(token.hash) }
            if spellings[token.hash] == nil {
                let text = String(decoding: bytes.extracting(Int(token.start)..<Int(token.end)))
                guard let sound = Self.sound(of: text) else { continue }
                spellings[token.hash] = Spelling(text: text, sound: sound, first: token, isUnknown: model.id(of: token.hash) == 0)
            }
            spellings[token.hash]!.count += 1
            if let previous, tokens[previous].letterCase == .capitalized { spellings[token.hash]!.before.insert(tokens[previous].hash) }
        }
        spellings = spellings.filter { within.contains($0.key) && !small.contains($0.key) }
    }

    private static func areOne(_ left: Spelling, _ right: Spelling) -> Bool {
        guard left.isUnknown || right.isUnknown else { return false }
        // "Anna Meyer" and "Paul Meier" are two people.
        return left.before.isEmpty || right.before.isEmpty || !left.before.isDisjoint(with: right.before)
    }

    /// The first letter and the consonants after it, with letters that sound alike as one; nil for what is no word of ASCII letters, and for
    /// words of less than two consonants.
    static func sound(of name: String) -> [UInt8]? {
        var sound: [UInt8] = []
        var last: UInt8 = 0
        for byte in name.utf8 {
            let letter = byte | 0x20
            guard letter &- UInt8(ascii: "a") < 26 else { return nil }
            let heard: UInt8
            switch letter {
            case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"), UInt8(ascii: "y"), UInt8(ascii: "h"):
                last = letter
                if !sound.isEmpty { continue }
                heard = letter
            case UInt8(ascii: "c"), UInt8(ascii: "q"): heard = UInt8(ascii: "k")
            case UInt8(ascii: "w"): heard = UInt8(ascii: "v")
            case UInt8(ascii: "z"): heard = UInt8(ascii: "s")
            default: heard = letter
            }
            if last != heard || sound.isEmpty { sound.append(heard) }
            last = heard
        }
        return sound.count > 1 ? sound : nil
    }
}
