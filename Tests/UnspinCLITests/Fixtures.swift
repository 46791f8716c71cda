import Testing
import UnspinTestSupport

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The data files beside the tests.
enum Fixtures {
    private static let shared = FixtureFolder()
    static var folder: String { shared.path }

    static func bytes(_ name: String) throws -> [UInt8] {
        try name.hasPrefix("/") ? FixtureFolder.read(name) : shared.bytes(name)
    }

    static func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

    static func rows(_ name: String) throws -> [[String]] { try shared.rows(name) }

    static func names(in folder: String) throws -> [String] { try shared.names(in: folder) }

    /// A new folder for one test, which goes away with its contents after `body`.
    static func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
        var template = Array("/tmp/unspin-tests-XXXXXX".utf8CString)
        let path = String(cString: try #require(mkdtemp(&template)))
        defer { remove(path) }
        return try body(path)
    }

    static func write(_ text: String, to path: String) throws {
        let file = try #require(fopen(path, "wb"))
        defer { fclose(file) }
        let bytes = Array(text.utf8)
        #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
    }

    private static func remove(_ folder: String) {
        guard let directory = opendir(folder) else { return }
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if name == "." || name == ".." { continue }
            let path = folder + "/" + name
            if unlink(path) != 0 { remove(path) }
        }
        closedir(directory)
        rmdir(folder)
    }
}
