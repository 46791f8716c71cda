import UnspinCore

/// Names that the spun paragraphs of a document spell in two ways, as machine translation does before a spinner ("Goita", "Guetta").
///
/// Two spellings are suspected to be one name where they sound alike, the language model does not know one of them, and nothing beside
/// them tells them apart. They are reported and never changed: two people may be called so.
struct NameSpellings: Sendable {
    /// A spelling and what is known of it.
    private struct Spelling {
        /// The first of its places is where a suspicion is reported.
        var first: Token
        var count = 0
        /// The model does not know it.
        var isUnknown: Bool
        /// It stands within a sentence, too.
        var isWithin = false
        /// The word is written small somewhere.
        var isSmall = false
        /// The capitalised words right before it, as hashes.
        var before: Set<UInt64> = []
    }

    /// A name that may be another spelling of others.
    private struct Name {
        var spelling: Spelling
        var text: String
        var sound: [UInt8]
    }

    private static let leastLetters = 4
    /// Names that sound the same and are held against another one.
    private static let mostAlike = 8
    /// P(two such spellings are one name), where a name or title before them is the same, and where none is.
    private static let confidenceBesideSame = 0.6, confidenceAlone = 0.3

    private var spellings: [Spelling] = []
    /// By hash, where it is in ``spellings``.
    private var places: [UInt64: Int] = [:]
    /// A bit for the hash of each of them: most words are none of them, and need no other look-up.
    private var filter = [UInt64](repeating: 0, count: 1 << 8)

    init() {}

    /// Appends what is suspected of the names among `tokens`, in order.
    mutating func report(_ bytes: Span<UInt8>, _ tokens: Span<Token>, model: LanguageModel, step: String, into suspicions: inout [Suspicion]) {
        readCapitalized(tokens, model)
        if !spellings.contains(where: \.isUnknown) { return }
        readSmall(tokens)
        spellings.removeAll { !$0.isWithin || $0.isSmall }
        if !spellings.contains(where: \.isUnknown) { return }
        // The commoner spelling is proposed for the rarer one, the earlier for the later.
        spellings.sort { ($1.count, $0.first.start) < ($0.count, $1.first.start) }
        var alike: [[UInt8]: [Name]] = [:]
        var found: [Suspicion] = []
        for spelling in spellings {
            let text = String(decoding: bytes.extracting(Int(spelling.first.start)..<Int(spelling.first.end)))
            guard let sound = Self.sound(of: text) else { continue }
            let other = Name(spelling: spelling, text: text, sound: sound)
            let names = alike[sound] ?? []
            if names.count < Self.mostAlike { alike[sound, default: []].append(other) }
            guard let name = names.first(where: { Self.areOne($0.spelling, spelling) }) else { continue }
            let isBesideSame = !name.spelling.before.isDisjoint(with: spelling.before)
            found.append(
                Suspicion(
                    range: Int(spelling.first.start)..<Int(spelling.first.end), original: text, proposal: name.text, step: step,
                    confidence: isBesideSame ? Self.confidenceBesideSame : Self.confidenceAlone,
                    reason: "The document also writes “\(name.text)”, which sounds the same: one name may be spelled in two ways."))
        }
        suspicions += found.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    private mutating func readCapitalized(_ tokens: Span<Token>, _ model: LanguageModel) {
        spellings.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        for index in filter.indices { filter[index] = 0 }
        for index in 0..<tokens.count {
            let token = tokens[index]
            guard token.kind == .word, token.letterCase == .capitalized, Int(token.end - token.start) >= Self.leastLetters else { continue }
            var place = spellings.count
            if let known = places[token.hash] {
                place = known
            } else {
                places[token.hash] = place
                filter[Self.word(token.hash)] |= Self.bit(token.hash)
                spellings.append(Spelling(first: token, isUnknown: model.id(of: token.hash) == 0))
            }
            spellings[place].count += 1
            // Names are capitalised within a sentence, too.
            guard let previous = TermMatcher.previous(tokens, index) else { continue }
            spellings[place].isWithin = true
            if tokens[previous].letterCase == .capitalized { spellings[place].before.insert(tokens[previous].hash) }
        }
    }

    /// A word that is written small anywhere is no name.
    private mutating func readSmall(_ tokens: Span<Token>) {
        for index in 0..<tokens.count {
            let token = tokens[index]
            if token.kind != .word || token.letterCase == .capitalized || token.letterCase == .upper { continue }
            if filter[Self.word(token.hash)] & Self.bit(token.hash) == 0 { continue }
            if let place = places[token.hash] { spellings[place].isSmall = true }
        }
    }

    @inline(__always)
    private static func word(_ hash: UInt64) -> Int { Int(hash &>> 20 & 0xff) }

    @inline(__always)
    private static func bit(_ hash: UInt64) -> UInt64 { 1 &<< (hash &>> 28 & 63) }

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
