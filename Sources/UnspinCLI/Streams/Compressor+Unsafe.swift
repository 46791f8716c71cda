import CUnspinCompression

/// Packs a stream into one gzip member or one zstd frame.
final class Compressor {
    /// nil where there was no memory for it.
    private let encoder: OpaquePointer?
    /// What the packed bytes are for.
    private let name: String
    private var packed = [UInt8](repeating: 0, count: 1 << 17)

    /// - Parameter name: what errors call the output.
    init(_ compression: Compression, name: String) {
        encoder = unspin_encoder_create(compression.kind)
        self.name = name
    }

    deinit { if let encoder { unspin_encoder_destroy(encoder) } }

    /// Packs the first `count` bytes and hands out what is ready. With `ends`, all is handed out and nothing may follow.
    func write(_ bytes: [UInt8], ends: Bool = false, _ body: ([UInt8], Range<Int>) throws(Failure) -> Void) throws(Failure) {
        guard let encoder else { throw .output(name: name, code: ENOMEM) }
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
            default: throw .output(name: name, code: ENOMEM)
            }
        }
    }

    /// A gzip member of its own. Members that follow each other are one stream, so that many threads can pack it.
    static func gzipMember(_ bytes: [UInt8], of name: String) throws(Failure) -> [UInt8] {
        var member: [UInt8] = []
        try Compressor(.gzip, name: name).write(bytes, ends: true) { packed, range throws(Failure) in member += packed[range] }
        return member
    }
}
