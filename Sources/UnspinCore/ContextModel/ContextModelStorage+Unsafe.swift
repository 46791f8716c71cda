import CUnspinNetwork
import CUnspinPrefetch

/// The bytes of a compiled ``ContextModel``: magic `UNSPINCM`, version and the six numbers of the shape as UInt32, then the sections of
/// ``Layout``, each at a multiple of 64. Little-endian; read in place.
struct ContextModelStorage: @unchecked Sendable {
    static let magic = Array("UNSPINCM".utf8)
    static let version: UInt32 = 2
    /// Keys are found by their upper 16 bits.
    static let buckets = 1 << 16
    /// Keys in a bucket at most: so many does a look-up read.
    private static let mostInBucket = 64
    private static let headerBytes = 64

    /// Where the sections begin, in bytes.
    struct Layout {
        /// For each bucket its first key (UInt16), and one more; then the keys (UInt32).
        let wordBuckets, wordKeys, phraseBuckets, phraseKeys: Int
        /// Signed bytes: rows of vectors.
        let placed, anywhere: Int
        /// Float32.
        let places, layers, bias: Int
        /// Signed bytes: rows of vectors; then Float32.
        let phrases, phraseBias, step: Int
        let count: Int

        init(_ shape: ContextModelParameters.Shape) {
            var end = ContextModelStorage.headerBytes
            func section(_ bytes: Int) -> Int {
                defer { end = (end + bytes + 63) / 64 * 64 }
                return end
            }
            let (d, h) = (shape.embedding, shape.hidden)
            wordBuckets = section((ContextModelStorage.buckets + 1) * 2)
            wordKeys = section(shape.words * 4)
            phraseBuckets = section((ContextModelStorage.buckets + 1) * 2)
            phraseKeys = section(shape.phrases * 4)
            placed = section((shape.words + 2) * d)
            anywhere = section((shape.words + 2) * d)
            places = section(2 * shape.near * d * 4)
            layers = section(2 * d * h * 4)
            bias = section(8 * h * 4)
            phrases = section((shape.phrases + 2) * h)
            phraseBias = section((shape.phrases + 2) * 4)
            step = section(4)
            count = step + 4
        }
    }

    // Immutable memory, kept alive by the model or by the process: safe to share.
    private let base: UnsafeRawPointer
    let shape: ContextModelParameters.Shape
    private let layout: Layout
    private let step: Float

    init(bytes: UnsafeRawBufferPointer) throws(ModelError) {
        guard let base = bytes.baseAddress, bytes.count >= Self.headerBytes else {
            throw .truncated(expected: Self.headerBytes, found: bytes.count)
        }
        guard bytes.prefix(8).elementsEqual(Self.magic) else { throw .notAModel }
        func number(_ offset: Int) -> Int { Int(bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)) }
        guard number(8) == Int(Self.version) else { throw .version(expected: Self.version, found: UInt32(number(8))) }
        shape = .init(embedding: number(12), hidden: number(16), near: number(20), far: number(24), words: number(28), phrases: number(32))
        guard shape.isPossible else { throw .corrupt("shape of the context model") }
        layout = Layout(shape)
        guard bytes.count >= layout.count else { throw .truncated(expected: layout.count, found: bytes.count) }
        step = bytes.loadUnaligned(fromByteOffset: layout.step, as: Float.self)
        self.base = base
        guard Self.bucketsAreRight(base + layout.wordBuckets, shape.words), Self.bucketsAreRight(base + layout.phraseBuckets, shape.phrases),
            step.isFinite
        else { throw .corrupt("index of the context model") }
    }

    /// Whether the buckets rise to `count`, so that no look-up leaves the keys, and hold few keys each.
    private static func bucketsAreRight(_ first: UnsafeRawPointer, _ count: Int) -> Bool {
        var last = 0
        for bucket in 0...buckets {
            let next = Int(first.load(fromByteOffset: bucket * 2, as: UInt16.self))
            if next < last || next - last > mostInBucket { return false }
            last = next
        }
        return last <= count
    }

    /// The row of a word; 1 where it has none of its own.
    @inline(__always)
    func row(ofWord key: UInt32) -> Int { row(key, layout.wordBuckets, layout.wordKeys) }

    /// The row of a phrase; 1 where it has none of its own.
    @inline(__always)
    func row(ofPhrase key: UInt32) -> Int { row(key, layout.phraseBuckets, layout.phraseKeys) }

    /// In bounds: a key has 16 upper bits, and `init` found that buckets end within the keys.
    @inline(__always)
    private func row(_ key: UInt32, _ buckets: Int, _ keys: Int) -> Int {
        let bucket = buckets + Int(key >> 16) * 2
        var index = Int(base.load(fromByteOffset: bucket, as: UInt16.self))
        let end = Int(base.load(fromByteOffset: bucket + 2, as: UInt16.self))
        while index < end {
            if base.load(fromByteOffset: keys + index * 4, as: UInt32.self) == key { return index + 2 }
            index += 1
        }
        return 1
    }

    /// Adds the vector of a word in any place to `sum`, which has `embedding` numbers, or takes it away where `sign` is below 0.
    ///
    /// In bounds: the row is that of a word, and the sum as long as the shape says.
    @inline(__always)
    func add(_ row: Int, sign: Int32, to sum: inout [Int16]) {
        precondition(sum.count == shape.embedding && row < shape.words + 2)
        let vector = (base + layout.anywhere + row * shape.embedding).assumingMemoryBound(to: Int8.self)
        unspin_network_add(vector, sign, &sum, Int32(shape.embedding))
    }

    /// Writes the sum of the words in any place, times a factor, to the second half of `input`. In bounds: both are as long as the shape says.
    @inline(__always)
    func scale(_ sum: [Int16], _ factor: Float, to input: inout [Float]) {
        precondition(sum.count == shape.embedding && input.count == 2 * shape.embedding)
        input.withUnsafeMutableBufferPointer { unspin_network_scale(sum, factor, $0.baseAddress! + shape.embedding, Int32(shape.embedding)) }
    }

    /// Reads a place: `rows` are those of the words around it, in the order of the near places; the second half of `input` is the sum of the
    /// words in any place. No number of `hidden` is below 0.
    ///
    /// In bounds: the arrays are as long as the shape says, and all rows are those of words.
    func read(_ rows: [UInt16], letterCase: Int, _ input: inout [Float], into hidden: inout [Float]) {
        precondition(rows.count == 2 * shape.near && input.count == 2 * shape.embedding && hidden.count == shape.hidden)
        for row in rows { precondition(Int(row) < shape.words + 2) }
        func floats(_ offset: Int) -> UnsafePointer<Float> { (base + offset).assumingMemoryBound(to: Float.self) }
        unspin_network_read(
            (base + layout.placed).assumingMemoryBound(to: Int8.self), rows, floats(layout.places), Int32(rows.count), &input,
            Int32(shape.embedding), floats(layout.layers), floats(layout.bias + (letterCase & 7) * shape.hidden * 4), Int32(shape.hidden), &hidden)
    }

    /// The score of a phrase for a hidden layer. In bounds: the row is that of a phrase, and the layer as long as the shape says.
    @inline(__always)
    func score(_ row: Int, _ hidden: [Float]) -> Float {
        precondition(row < shape.phrases + 2 && hidden.count == shape.hidden)
        let vector = (base + layout.phrases + row * shape.hidden).assumingMemoryBound(to: Int8.self)
        return unspin_network_product(vector, hidden, Int32(shape.hidden)) * step + base.load(fromByteOffset: layout.phraseBias + row * 4, as: Float.self)
    }

    /// Says that the vectors of a word will be added up soon, in any place and in its place.
    @inline(__always)
    func prefetch(anywhere row: Int) { unspin_prefetch(base + layout.anywhere + row * shape.embedding) }

    @inline(__always)
    func prefetch(placed row: Int) { unspin_prefetch(base + layout.placed + row * shape.embedding) }

    /// Says that a phrase will be scored soon.
    @inline(__always)
    func prefetch(_ row: Int) { unspin_prefetch(base + layout.phrases + row * shape.hidden) }
}
