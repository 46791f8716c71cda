#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import UnspinCore

/// The folder that holds the text form of the phrase tables: one folder for each profile, with one or more `.tsv` files
/// whose counts are added up, and `allowed.tsv` beside them.
public struct Dictionaries {
    /// Why a folder of tables cannot be read.
    public struct ReadError: Error, CustomStringConvertible {
        public var path: String
        public var message: String
        public var description: String { "\(path): \(message)" }
    }

    /// A file of the folder.
    public struct File: Sendable {
        public var path: String
        public var bytes: [UInt8]
        public var source: PhraseTableSource
    }

    /// A file of a profile of broken terms.
    public struct TermFile: Sendable {
        public var path: String
        public var bytes: [UInt8]
        public var kind: TermTableSource.Kind
        public var directives: [String: String]
    }

    /// The files of each profile, by its name, in order.
    public private(set) var profiles: [(name: String, files: [File])] = []
    /// The profiles of broken terms, which hold a file `terms.tsv`, and their files.
    public private(set) var terms: [(source: TermTableSource, files: [TermFile])] = []
    /// Phrases that are never changed, with the reason.
    public private(set) var allowed: [(phrase: String, reason: String)] = []

    public init(reading folder: String) throws(ReadError) {
        for name in try Self.names(in: folder) where !name.contains(".") {
            let profile = folder + "/" + name
            let hasTerms = access(profile + "/terms.tsv", R_OK) == 0
            if hasTerms { terms.append(try Self.terms(in: profile, name: name)) }
            var files: [File] = []
            for file in try Self.names(in: profile) where file.hasSuffix(".tsv") && file != DictionaryChecker.testsFile {
                if hasTerms, TermTableSource.Kind.allCases.contains(where: { file.hasPrefix($0.rawValue) }) { continue }
                let path = profile + "/" + file
                let bytes = try Self.contents(of: path)
                do {
                    files.append(File(path: path, bytes: bytes, source: try PhraseTableSource(parsing: bytes)))
                } catch {
                    throw ReadError(path: path, message: String(describing: error))
                }
            }
            if !files.isEmpty { profiles.append((name, files)) }
        }
        let path = folder + "/allowed.tsv"
        guard access(path, R_OK) == 0 else { return }
        for line in try Self.contents(of: path).split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
            let columns = line.split(separator: UInt8(ascii: "\t")).map { String(decoding: $0, as: UTF8.self) }
            guard columns.count == 2 else {
                throw ReadError(path: path, message: "each line needs a phrase, a tab and a reason")
            }
            allowed.append((columns[0], columns[1]))
        }
    }

    /// The profiles with the counts of their files added up, and the phrases that are allowed protected. What a spinner swaps in terms,
    /// it swaps elsewhere, too.
    public func sources() -> [PhraseTableSource] {
        let kept = Set(allowed.map(\.phrase))
        return profiles.map { name, files in
            var merged = PhraseTableSource()
            for file in files { merged.merge(file.source.weighted()) }
            if let terms = terms.first(where: { $0.source.name == name }) { merged.merge(terms.source.swapsAsPhrases) }
            merged.directives["profile"] = name
            merged.protected = kept
            return merged
        }
    }

    /// The form that the program embeds. A profile that no evidence was counted for has it from the model; the words that show any
    /// profile but the first are its signs.
    public func compiled(model: LanguageModel) -> [UInt8] {
        let sources = sources().map { $0.withEvidence(from: model) }
        let signs = sources.dropFirst().reduce(into: Set<String>()) { $0.formUnion($1.signs(model)) }
        return PhraseTableBundle.compile(sources, terms: terms.map(\.source), signs: signs)
    }

    private static func terms(in folder: String, name: String) throws(ReadError) -> (TermTableSource, [TermFile]) {
        var source = TermTableSource(name: name)
        var files: [TermFile] = []
        for file in try names(in: folder) where file.hasSuffix(".tsv") {
            guard let kind = TermTableSource.Kind.allCases.first(where: { file.hasPrefix($0.rawValue) }) else { continue }
            let path = folder + "/" + file
            let bytes = try contents(of: path)
            do {
                files.append(TermFile(path: path, bytes: bytes, kind: kind, directives: try source.add(kind, parsing: bytes)))
            } catch {
                throw ReadError(path: path, message: String(describing: error))
            }
        }
        return (source, files)
    }

    private static func names(in folder: String) throws(ReadError) -> [String] {
        guard let directory = opendir(folder) else {
            throw ReadError(path: folder, message: "cannot be read: \(String(cString: strerror(errno)))")
        }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    private static func contents(of path: String) throws(ReadError) -> [UInt8] {
        guard let file = fopen(path, "rb") else {
            throw ReadError(path: path, message: "cannot be read: \(String(cString: strerror(errno)))")
        }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        return bytes
    }
}
