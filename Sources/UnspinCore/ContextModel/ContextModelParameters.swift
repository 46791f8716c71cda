/// The trained numbers of a ``ContextModel``, before they are compiled.
///
/// Read from the file that `Tests/Scripts/fit-context-model` writes: six UInt32 (``Shape``'s numbers in their order, then 0), then the
/// arrays below in their order, keys as UInt32, all else as Float32; little-endian.
public struct ContextModelParameters: Sendable {
    /// The model's dimensions.
    public struct Shape: Equatable, Sendable {
        /// Numbers in the vector of a word; a multiple of 16.
        public var embedding: Int
        /// Numbers in the hidden layer; a multiple of 16.
        public var hidden: Int
        /// Words on either side that are read in their places.
        public var near: Int
        /// Words on either side that are read in any place.
        public var far: Int
        /// Words and phrases that have vectors of their own; at most 65,000 each.
        public var words: Int
        public var phrases: Int

        public init(embedding: Int, hidden: Int, near: Int, far: Int, words: Int, phrases: Int) {
            self.embedding = embedding
            self.hidden = hidden
            self.near = near
            self.far = far
            self.words = words
            self.phrases = phrases
        }

        /// Whether a model may have this shape.
        var isPossible: Bool {
            let isSized = embedding > 0 && embedding % 16 == 0 && embedding <= 512 && hidden > 0 && hidden % 16 == 0 && hidden <= 512
            let isWindowed = near > 0 && near <= far && far <= 100
            return isSized && isWindowed && (1...65_000).contains(words) && (1...65_000).contains(phrases)
        }
    }

    public var shape: Shape
    /// ``ContextModel/key(of:)`` of the words, rising; no two alike.
    public var wordKeys: [UInt32]
    /// ``ContextModel/key(ofPhrase:)`` of the phrases, rising; no two alike.
    public var phraseKeys: [UInt32]
    /// Vectors of words in their places: the text's edge, any unknown word, then one for each key.
    public var placed: [Float]
    /// Vectors of words in any place, in the same order; the first two are not read.
    public var anywhere: [Float]
    /// For each near place, what the vector of the word there is multiplied by, number by number: the left ones from the nearest, then the right ones.
    public var places: [Float]
    /// From the sum of the near words to the hidden layer, a row for each number of the sum.
    public var nearLayer: [Float]
    /// From the words in any place to the hidden layer, likewise.
    public var farLayer: [Float]
    /// What the hidden layer begins with, for each of eight ways to write the phrase (``Token/Case``).
    public var bias: [Float]
    /// Vectors of phrases: two that are not read, then one for each key.
    public var phrases: [Float]
    /// What each phrase's score begins with, in the same order.
    public var phraseBias: [Float]

    /// - Throws: ``ModelError`` where the bytes are no such file.
    public init(parsing bytes: [UInt8]) throws(ModelError) {
        guard bytes.count >= 24 else { throw .truncated(expected: 24, found: bytes.count) }
        var at = 0
        func number() -> UInt32 {
            defer { at += 4 }
            return UInt32(bytes[at]) | UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at + 2]) << 16 | UInt32(bytes[at + 3]) << 24
        }
        shape = Shape(embedding: Int(number()), hidden: Int(number()), near: Int(number()), far: Int(number()), words: Int(number()), phrases: Int(number()))
        guard shape.isPossible else { throw .corrupt("shape of the context model") }
        let (d, h) = (shape.embedding, shape.hidden)
        let (wordRows, phraseRows) = (shape.words + 2, shape.phrases + 2)
        let counts = [shape.words, shape.phrases, 2 * wordRows * d, 2 * shape.near * d, 2 * d * h, 8 * h, phraseRows * h, phraseRows]
        let expected = 24 + 4 * counts.reduce(0, +)
        guard bytes.count == expected else { throw .truncated(expected: expected, found: bytes.count) }
        func keys(_ count: Int) -> [UInt32] { (0..<count).map { _ in number() } }
        func floats(_ count: Int) -> [Float] { (0..<count).map { _ in Float(bitPattern: number()) } }
        wordKeys = keys(shape.words)
        phraseKeys = keys(shape.phrases)
        placed = floats(wordRows * d)
        anywhere = floats(wordRows * d)
        places = floats(2 * shape.near * d)
        nearLayer = floats(d * h)
        farLayer = floats(d * h)
        bias = floats(8 * h)
        phrases = floats(phraseRows * h)
        phraseBias = floats(phraseRows)
    }
}
