/// How well a reading of a phrase fits the words around it: a log-linear model of hashed features, trained on simulated spun text.
///
/// The score of a reading is the sum of the weights named by (original phrase, feature of the place); only differences between
/// readings of one place mean anything. Read in place.
public final class ContextModel: Sendable {
    let storage: ContextModelStorage
    private let owner: AlignedBytes?

    /// Opens a compiled model, which `bytes` must keep in place for as long as the model lives.
    public convenience init(bytes: UnsafeRawBufferPointer) throws(ModelError) { try self.init(bytes: bytes, owner: nil) }

    /// Opens a model that was compiled just now.
    public convenience init(compiled bytes: [UInt8]) throws(ModelError) {
        let memory = AlignedBytes(bytes)
        try self.init(bytes: memory.bytes, owner: memory)
    }

    private init(bytes: UnsafeRawBufferPointer, owner: AlignedBytes?) throws(ModelError) {
        storage = try ContextModelStorage(bytes: bytes)
        self.owner = owner
    }

    /// The score of the reading whose original phrase has the ``PhraseHash`` `phrase`, in nats.
    @inline(__always)
    func score(_ phrase: UInt64, _ features: ContextFeatures) -> Float {
        var sum: Int32 = 0
        let hashes = features.hashes
        for index in 0..<hashes.count { sum &+= storage.weight(Self.slot(phrase, hashes[index], bits: storage.bits)) }
        return Float(sum) * storage.step
    }

    /// The number of the weight of a reading and a feature.
    @inline(__always)
    public static func slot(_ phrase: UInt64, _ feature: UInt64, bits: Int) -> Int {
        var mixed = (phrase ^ feature) &* 0x94d0_49bb_1331_11eb
        mixed ^= mixed >> 32
        mixed = mixed &* 0x9e37_79b9_7f4a_7c15
        return Int(truncatingIfNeeded: mixed >> UInt64(64 - bits))
    }
}
