#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file that goes away with this object.
public final class TemporaryFile {
    public let path: String

    /// - Parameter ending: what its name ends with.
    public init(_ bytes: [UInt8], ending: String = "") throws {
        var template = Array("/tmp/unspin-test-XXXXXX\(ending)".utf8CString)
        let descriptor = mkstemps(&template, Int32(ending.utf8.count))
        guard descriptor >= 0 else { throw FixtureFolder.Failure(path: "/tmp", errno: errno) }
        close(descriptor)
        path = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        try FixtureFolder.write(bytes, to: path)
    }

    deinit { unlink(path) }
}
