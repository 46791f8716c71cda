import CUnspinCompression

/// How a file's bytes are packed.
enum Compression: String {
    case gzip = ".gz"
    case zstd = ".zst"

    var kind: Int32 {
        switch self {
        case .gzip: Int32(unspin_compression_gzip.rawValue)
        case .zstd: Int32(unspin_compression_zstd.rawValue)
        }
    }
}
