#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The data files beside a test file, found without bundles.
public struct FixtureFolder: Sendable {
    /// A file that cannot be read or written.
    public struct Failure: Error, CustomStringConvertible {
        public var path: String
        public var errno: Int32
        public var description: String { "\(path): \(String(cString: strerror(errno)))" }
    }

    public let path: String

    /// The folder `Fixtures` beside the caller's file.
    public init(beside file: String = #filePath) { path = Self.parent(of: file) + "/Fixtures" }

    /// The package's root: two folders above a test file.
    public static func packageRoot(_ file: String = #filePath) -> String { parent(of: parent(of: parent(of: file))) }

    private static func parent(of path: String) -> String { String(path[..<path.lastIndex(of: "/")!]) }

    public func bytes(_ name: String) throws -> [UInt8] { try Self.read(path + "/" + name) }

    public func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

    /// The lines of a file, without remarks (`#`) and empty ones.
    public func lines(_ name: String) throws -> [String] {
        try text(name).split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
    }

    /// The columns of a file's lines, parted by tabs.
    public func rows(_ name: String) throws -> [[String]] {
        try lines(name).map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }

    /// The names in a folder, sorted.
    public func names(in folder: String) throws -> [String] { try Self.names(at: path + "/" + folder) }

    public static func names(at path: String) throws -> [String] {
        guard let directory = opendir(path) else { throw Failure(path: path, errno: errno) }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    public static func read(_ path: String) throws -> [UInt8] {
        guard let file = fopen(path, "rb") else { throw Failure(path: path, errno: errno) }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    public func write(_ bytes: [UInt8], to name: String) throws { try Self.write(bytes, to: path + "/" + name) }

    public static func write(_ bytes: [UInt8], to path: String) throws {
        guard let file = fopen(path, "wb") else { throw Failure(path: path, errno: errno) }
        defer { fclose(file) }
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw Failure(path: path, errno: errno) }
    }

    /// `UNSPIN_REWRITE=1`: golden files are written, not compared.
    public static var rewrites: Bool { getenv("UNSPIN_REWRITE").map { String(cString: $0) } == "1" }
}
