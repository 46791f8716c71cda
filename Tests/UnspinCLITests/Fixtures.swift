import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The data files beside the tests.
enum Fixtures {
    static let folder: String = {
        let file = #filePath
        return file[..<file.lastIndex(of: "/")!] + "/Fixtures"
    }()

    static func bytes(_ name: String) throws -> [UInt8] {
        let path = name.hasPrefix("/") ? name : folder + "/" + name
        let file = try #require(fopen(path, "rb"), "\(path) cannot be read")
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    static func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

    static func rows(_ name: String) throws -> [[String]] {
        try text(name).split(separator: "\n").filter { !$0.hasPrefix("#") }
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }

    static func names(in folder: String) throws -> [String] {
        let directory = try #require(opendir(Self.folder + "/" + folder))
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

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
