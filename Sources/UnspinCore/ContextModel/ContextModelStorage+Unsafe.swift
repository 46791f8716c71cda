/// The bytes of a compiled ``ContextModel``: magic `UNSPINCM`, version (UInt32), bits (UInt32), step (Float), zeros up to 64 bytes,
/// then 2^bits weights of one signed byte, in units of the step. Little-endian.
struct ContextModelStorage: @unchecked Sendable {
    static let magic = Array("UNSPINCM".utf8)
    static let version: UInt32 = 1
    static let headerBytes = 64

    // Immutable memory, kept alive by the model or by the process: safe to share.
    private let weights: UnsafeRawPointer
    let bits: Int
    let step: Float

    init(bytes: UnsafeRawBufferPointer) throws(ModelError) {
        guard let base = bytes.baseAddress, bytes.count >= Self.headerBytes else {
            throw .truncated(expected: Self.headerBytes, found: bytes.count)
        }
        guard bytes.prefix(8).elementsEqual(Self.magic) else { throw .notAModel }
        let version = bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self)
        guard version == Self.version else { throw .version(expected: Self.version, found: version) }
        let bits = Int(bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
        guard (1...30).contains(bits) else { throw .corrupt("bits of the context model") }
        let expected = Self.headerBytes + (1 << bits)
        guard bytes.count >= expected else { throw .truncated(expected: expected, found: bytes.count) }
        step = bytes.loadUnaligned(fromByteOffset: 16, as: Float.self)
        guard step.isFinite else { throw .corrupt("step of the context model") }
        self.bits = bits
        weights = base + Self.headerBytes
    }

    /// In bounds: `slot` has `bits` bits, and `init` found 2^bits weights.
    @inline(__always)
    func weight(_ slot: Int) -> Int32 { Int32(weights.load(fromByteOffset: slot, as: Int8.self)) }

    /// A model of these weights; each becomes a multiple of `step`, from -127 to 127 of them.
    static func compile(_ weights: [Float], bits: Int, step: Float) -> [UInt8] {
        precondition(weights.count == 1 << bits)
        var bytes = magic
        bytes.append(little: version)
        bytes.append(little: UInt32(bits))
        bytes.append(little: step.bitPattern)
        bytes += repeatElement(0, count: headerBytes - bytes.count)
        for weight in weights {
            bytes.append(UInt8(bitPattern: Int8(max(-127, min(127, (weight / step).rounded())))))
        }
        return bytes
    }
}
