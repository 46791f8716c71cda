/// How well a reading of a phrase fits the words around it: a small neural network, trained on simulated spun text.
///
/// The words in their places and the words in any place are summed to one vector each, a hidden layer of rectified units is made of both,
/// and the score of a reading is its own vector times that layer. Only differences between readings of one place mean anything.
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

    private static let numberKey: UInt32 = 7

    /// What a token is looked up by: never 0; numbers are all alike.
    @inline(__always)
    public static func key(of token: Token) -> UInt32 {
        // Bit 4 keeps words apart from numbers.
        token.kind == .number ? numberKey : UInt32(truncatingIfNeeded: token.hash >> 16) | 16
    }

    /// What a phrase with this ``PhraseHash`` is looked up by.
    @inline(__always)
    public static func key(ofPhrase hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 16) }
}
