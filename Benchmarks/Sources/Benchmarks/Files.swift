#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Files and commands, without Foundation.
enum Files {
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// The package's root: four folders above this file.
    static let root: String = {
        var path = #filePath[...]
        for _ in 0..<4 { path = path[..<path.lastIndex(of: "/")!] }
        return String(path)
    }()

    static func read(_ path: String) throws -> [UInt8] {
        guard let file = fopen(path, "rb") else { throw Failure(description: "\(path) cannot be read") }
        defer { fclose(file) }
        return contents(of: file)
    }

    static func write(_ text: String, to path: String) throws {
        guard let file = fopen(path, "wb") else { throw Failure(description: "\(path) cannot be written") }
        defer { fclose(file) }
        let bytes = Array(text.utf8)
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw Failure(description: "\(path) cannot be written") }
    }

    /// The first line that a command prints; empty where it fails.
    static func line(of command: String) -> String {
        guard let pipe = popen(command + " 2>/dev/null", "r") else { return "" }
        defer { pclose(pipe) }
        return String(decoding: contents(of: pipe).prefix { $0 != 10 }, as: UTF8.self)
    }

    private static func contents(of file: UnsafeMutablePointer<FILE>) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }
}
