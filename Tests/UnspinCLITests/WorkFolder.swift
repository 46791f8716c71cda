import Testing
import UnspinTestSupport

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A folder for one test, with files that it makes, reads and compares.
struct WorkFolder {
    let path: String

    /// The options under which the table of the fixtures repairs single sentences.
    static let repairing = ["--assume", "spun", "--only-tables", "--tables", Fixtures.folder + "/table.tsv"]
    static let spun = "She paid a go to to Mali."
    static let clean = "She paid a visit to Mali."

    static func with<Result>(_ body: (WorkFolder) throws -> Result) throws -> Result {
        try Fixtures.withTemporaryFolder { try body(WorkFolder(path: $0)) }
    }

    subscript(name: String) -> String { "\(path)/\(name)" }

    /// Writes a file, packed as its name says.
    func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

    func write(_ bytes: [UInt8], to name: String) throws {
        var folder = path
        for part in name.split(separator: "/").dropLast() {
            folder += "/" + part
            mkdir(folder, 0o755)
        }
        let packed: [UInt8]
        switch name {
        case _ where name.hasSuffix(".gz"): packed = try Self.filter(["gzip", "-c"], bytes)
        case _ where name.hasSuffix(".zst"): packed = try Self.filter(["zstd", "-qc"], bytes)
        default: packed = bytes
        }
        try FixtureFolder.write(packed, to: self[name])
    }

    /// Reads a file, unpacked.
    func read(_ name: String) throws -> String {
        let bytes = try FixtureFolder.read(self[name])
        let plain = name.hasSuffix(".gz") ? try Self.filter(["gzip", "-dc"], bytes) : name.hasSuffix(".zst") ? try Self.filter(["zstd", "-qdc"], bytes) : bytes
        return String(decoding: plain, as: UTF8.self)
    }

    func exists(_ name: String) -> Bool { access(self[name], F_OK) == 0 }

    /// All files below it, hidden ones too, sorted.
    func files(_ folder: String = "") throws -> [String] {
        let found = try Process.run(["-c", "cd \"$0\" && find . -type f | LC_ALL=C sort", self[folder]], program: "/bin/sh").text
        return found.split(separator: "\n").map { String($0.dropFirst(2)) }
    }

    /// The unpacked contents of all files below a folder.
    func contents(_ folder: String) throws -> [String: String] {
        var contents: [String: String] = [:]
        for file in try files(folder) { contents[file] = try read("\(folder)/\(file)") }
        return contents
    }

    static func filter(_ command: [String], _ input: [UInt8]) throws -> [UInt8] {
        let outcome = try Process.run(command, program: "/usr/bin/env", input: input)
        try #require(outcome.status == 0, "\(command): \(outcome.messages)")
        return outcome.output
    }
}
