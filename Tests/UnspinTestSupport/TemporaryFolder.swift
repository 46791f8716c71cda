#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A folder that goes away with this object, and all that it was made with.
public final class TemporaryFolder {
    public let path: String
    /// What was made in it, in that order.
    private var made: [String] = []

    /// - Parameter files: what lies in it, at most one folder deeper.
    public init(_ files: [(path: String, bytes: [UInt8])]) throws {
        var template = Array("/tmp/unspin-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw FixtureFolder.Failure(path: "/tmp", errno: errno) }
        path = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        for file in files {
            if let slash = file.path.firstIndex(of: "/"), mkdir("\(path)/\(file.path[..<slash])", 0o755) == 0 {
                made.append("\(path)/\(file.path[..<slash])")
            }
            try FixtureFolder.write(file.bytes, to: "\(path)/\(file.path)")
            made.append("\(path)/\(file.path)")
        }
    }

    deinit {
        for name in made.reversed() { remove(name) }
        rmdir(path)
    }
}
