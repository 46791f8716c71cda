import CUnspinCompression

/// Packs a stream into one gzip member or one zstd frame.
final class Compressor {
    private let encoder: OpaquePointer
    private var packed = [UInt8](repeating: 0, count: 1 << 17)

    init(_ compression: Compression) {
        guard let encoder = unspin_encoder_create(compression.kind) else { fatalError("no memory to pack a file") }
        self.encoder = encoder
    }

    deinit { unspin_encoder_destroy(encoder) }

    /// Packs the first `count` bytes and hands out what is ready. With `ends`, all is handed out and nothing may follow.
    func write(_ bytes: [UInt8], ends: Bool = false, _ body: ([UInt8], Range<Int>) throws(Failure) -> Void) throws(Failure) {
        var at = 0
        while true {
            var consumed = 0
            var produced = 0
            let status = bytes.withUnsafeBufferPointer { input in
                packed.withUnsafeMutableBufferPointer { output in
                    // In bounds: `at` is at most the count of `bytes`. An empty array may have no address, so nothing is added to it.
                    unspin_encoder_run(
                        encoder, input.baseAddress.map { $0 + at }, input.count - at, &consumed, output.baseAddress!, output.count,
                        &produced, ends)
                }
            }
            at += consumed
            if produced > 0 { try body(packed, 0..<produced) }
            switch UInt32(status) {
            case unspin_compression_ended.rawValue: return
            case unspin_compression_ok.rawValue: if !ends, at == bytes.count { return }
            default: throw .defect("there is no memory to pack the output")
            }
        }
    }

    /// A gzip member of its own. Members that follow each other are one stream, so that many threads can pack it.
    static func gzipMember(_ bytes: [UInt8]) throws(Failure) -> [UInt8] {
        var member: [UInt8] = []
        try Compressor(.gzip).write(bytes, ends: true) { packed, range throws(Failure) in member += packed[range] }
        return member
    }
}
