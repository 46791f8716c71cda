/// A filter over the words that rarer families of spinners write far more often than people do.
///
/// Every document is read for the evidence of the commonest family. The tables of the others are asked only where such words stand
/// close together, so that clean text is spared them.
public struct FamilySigns: Sendable {
    static let magic = Array("UNSPINFS".utf8)
    static let version: UInt32 = 1
    /// A power of two; with one word in a hundred bits, one other word in a hundred is taken for a sign.
    private static let bits = 1 << 17

    private var words: [UInt64]

    /// Holds no word.
    public init() { words = [] }

    /// Opens its compiled form, which is copied.
    init(bytes: UnsafeRawBufferPointer) throws(ModelError) {
        let section = try Sections.read(bytes, magic: Self.magic, version: Self.version, count: 1, of: "the signs of families")[0]
        guard section.count == Self.bits / 8 else { throw .corrupt("size of the signs of families") }
        words = stride(from: section.lowerBound, to: section.upperBound, by: 8)
            .map { UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: UInt64.self)) }
    }

    /// Holds some more words.
    public mutating func add(_ signs: some Sequence<String>) {
        if words.isEmpty { words = [UInt64](repeating: 0, count: Self.bits / 64) }
        for sign in signs {
            let bit = Self.place(WordHash.of(folded: sign.utf8))
            words[bit >> 6] |= 1 << UInt64(bit & 63)
        }
    }

    /// The compiled form of a filter over some words.
    static func compile(_ signs: some Sequence<String>) -> [UInt8] {
        var filter = FamilySigns()
        filter.add(signs)
        var section: [UInt8] = []
        for word in filter.words { section.append(little: word) }
        return Sections.joined(magic: magic, version: version, [section])
    }

    /// How many of the tokens from `first` on are signs; a few words that are none may be counted, too.
    public func count(_ tokens: Span<Token>, from first: Int) -> Int {
        if words.isEmpty { return 0 }
        var count: UInt64 = 0
        for index in first..<tokens.count {
            let bit = Self.place(tokens[index].hash)
            count &+= words[bit >> 6] >> UInt64(bit & 63) & 1
        }
        return Int(count)
    }

    @inline(__always)
    private static func place(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 20) & (bits - 1) }
}

extension PhraseTableSource {
    /// The words that a spinner with this table writes at least ``leastLift`` times as often as people do, by a language model.
    public func signs(_ model: LanguageModel) -> Set<String> {
        var replaced: [String: Double] = [:]
        for (pair, count) in ordered { replaced[pair.head, default: 0] += count }
        var added: [String: Double] = [:]
        for (pair, count) in ordered {
            let share = count / (replaced[pair.head]! + (kept[pair.head] ?? 0) + PhraseTableCompiler.unseenPrior)
            let places = model.frequency(of: pair.head) * share
            for word in Self.words(of: pair.variant).subtracting(Self.words(of: pair.head)) { added[word, default: 0] += places }
        }
        return Set(added.filter { $0.value >= (Self.leastLift - 1) * model.frequency(of: $0.key) }.keys)
    }

    /// How many times as often as people a spinner has to write a word that shows it.
    static let leastLift = 8.0

    private static func words(of phrase: String) -> Set<String> { Set(phrase.split(separator: " ").map(String.init)) }
}
