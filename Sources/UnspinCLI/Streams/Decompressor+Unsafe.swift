import CUnspinCompression

/// Unpacks a stream of gzip members or zstd frames.
final class Decompressor {
    /// nil where there was no memory for it.
    private let decoder: OpaquePointer?
    /// Packed bytes that were read and not yet unpacked.
    private var packed = [UInt8](repeating: 0, count: 1 << 17)
    private var used = 0
    private var filled = 0
    private var isAtEnd = false

    init(_ compression: Compression) { decoder = unspin_decoder_create(compression.kind) }

    deinit { if let decoder { unspin_decoder_destroy(decoder) } }

    /// Fills `buffer` from `start` on and returns how many bytes came; 0 at the end. `refill` reads packed bytes into the start of
    /// an array and returns how many came.
    func read(
        into buffer: inout [UInt8], from start: Int, refill: (inout [UInt8]) throws(InputFailure.Reason) -> Int
    ) throws(InputFailure.Reason) -> Int {
        guard let decoder else { throw .system(ENOMEM) }
        while true {
            let (status, produced) = run(decoder, into: &buffer, from: start)
            if produced > 0 { return produced }
            switch UInt32(status) {
            case unspin_compression_ok.rawValue: break
            case unspin_compression_malformed.rawValue: throw .malformed
            default: throw .system(ENOMEM)
            }
            if isAtEnd {
                guard unspin_decoder_may_end(decoder) else { throw .truncated }
                return 0
            }
            if used == filled {
                filled = try refill(&packed)
                used = 0
                isAtEnd = filled == 0
            }
        }
    }

    private func run(_ decoder: OpaquePointer, into buffer: inout [UInt8], from start: Int) -> (status: Int32, produced: Int) {
        var consumed = 0
        var produced = 0
        let status = buffer.withUnsafeMutableBufferPointer { output in
            packed.withUnsafeBufferPointer { input in
                // In bounds: `used` is at most `filled` and both are in `packed`; `start` is in `buffer`.
                unspin_decoder_run(
                    decoder, input.baseAddress! + used, filled - used, &consumed, output.baseAddress! + start,
                    output.count - start, &produced)
            }
        }
        used += consumed
        return (status, produced)
    }
}
