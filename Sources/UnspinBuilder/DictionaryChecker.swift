#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif
import UnspinCore

/// Examines the text form of the phrase tables: form, origin, contradictions, and the examples that they must repair.
///
/// A profile's folder may hold `tests.tsv`: lines of kind, spun text and expected text, parted by tabs. The kind `test` is
/// repaired as spun text and must give the expected text; the kind `allows` is repaired as any text, and must come back as the
/// expected text, or as it is where none is named.
public struct DictionaryChecker {
    /// Something that is wrong in a file.
    public struct Problem: Error, Equatable, CustomStringConvertible {
        public var path: String
        /// Counted from 1; nil where the file as a whole is meant.
        public var line: Int?
        /// What is wrong and what to do.
        public var message: String

        public var description: String { path + (line.map { ":\($0)" } ?? "") + ": " + message }
    }

    /// The name of a file of examples.
    public static let testsFile = "tests.tsv"

    private let repair: (_ text: String, _ isSpun: Bool) -> String

    /// - Parameter repair: repairs a text, taken for spun or not.
    public init(repair: @escaping (_ text: String, _ isSpun: Bool) -> String) { self.repair = repair }

    /// Everything that is wrong in a folder of tables, in the order of its files.
    public func check(_ folder: String) -> [Problem] {
        let dictionaries: Dictionaries
        do throws(Dictionaries.ReadError) {
            dictionaries = try Dictionaries(reading: folder)
        } catch {
            return [Problem(path: error.path, line: nil, message: error.message)]
        }
        guard !dictionaries.profiles.isEmpty || !dictionaries.terms.isEmpty else {
            return [Problem(path: folder, line: nil, message: "holds no profile; name the folder of the phrase tables")]
        }
        let allowed = Dictionary(dictionaries.allowed.map { ($0.phrase, $0.reason) }, uniquingKeysWith: { first, _ in first })
        var problems: [Problem] = []
        for (name, files) in dictionaries.profiles {
            for file in files where !file.path.hasSuffix("/" + Self.testsFile) {
                problems += check(file, profile: name, allowed: allowed)
            }
        }
        for (source, files) in dictionaries.terms {
            for file in files { problems += check(file, profile: source.name) }
        }
        for name in Set(dictionaries.profiles.map(\.name) + dictionaries.terms.map(\.source.name)).sorted() {
            problems += checkTests(folder + "/" + name + "/" + Self.testsFile)
        }
        return problems
    }

    /// The same for a file of a profile of broken terms.
    private func check(_ file: Dictionaries.TermFile, profile: String) -> [Problem] {
        var problems: [Problem] = []
        func report(_ line: Int?, _ message: String) { problems.append(Problem(path: file.path, line: line, message: message)) }
        for directive in ["origin", "licence"] where file.directives[directive]?.isEmpty != false {
            report(nil, "does not state its \(directive); add a line “# \(directive): …” at its head")
        }
        if let stated = file.directives["profile"], stated != profile {
            report(nil, "states the profile “\(stated)” but lies in the folder of “\(profile)”; move it or mend the line")
        }
        if file.bytes.last != UInt8(ascii: "\n") { report(nil, "does not end with a line feed; add one") }
        var last: ArraySlice<UInt8>?
        var lastKey: [ArraySlice<UInt8>] = []
        for (index, line) in file.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            if line.isEmpty, line.endIndex == file.bytes.endIndex { continue }
            if line.isEmpty || line.first == UInt8(ascii: "#") {
                if last != nil || line.isEmpty { report(index + 1, "is empty or a remark below the rows; remove it or move it to the head") }
                continue
            }
            let key = Array(line.split(separator: UInt8(ascii: "\t")).dropLast())
            if key == lastKey {
                report(index + 1, "names the same as the row before it; add the counts up in one row")
            } else if let last, !last.lexicographicallyPrecedes(line) {
                report(index + 1, "is out of order; sort the rows by their bytes")
            }
            for phrase in key where FoldedText.fold(phrase) != String(decoding: phrase, as: UTF8.self) {
                report(index + 1, "“\(String(decoding: phrase, as: UTF8.self))” is not folded; write it in lower case, with straight apostrophes and single spaces")
            }
            if key.count == 2, key[0] == key[1] { report(index + 1, "swaps a word for itself; remove the row") }
            (last, lastKey) = (line, key)
        }
        return problems
    }

    private func check(_ file: Dictionaries.File, profile: String, allowed: [String: String]) -> [Problem] {
        var problems: [Problem] = []
        func report(_ line: Int?, _ message: String) {
            problems.append(Problem(path: file.path, line: line, message: message))
        }
        for directive in ["origin", "licence"] where file.source.directives[directive]?.isEmpty != false {
            report(nil, "does not state its \(directive); add a line “# \(directive): …” at its head")
        }
        if let stated = file.source.directives["profile"], stated != profile {
            report(nil, "states the profile “\(stated)” but lies in the folder of “\(profile)”; move it or mend the line")
        }
        if file.bytes.last != UInt8(ascii: "\n") { report(nil, "does not end with a line feed; add one") }
        if file.bytes.contains(0x0D) { report(nil, "has carriage returns; end its lines with line feeds alone") }
        var last: ArraySlice<UInt8>?
        var seen: Set<String> = []
        var number = 0
        for line in file.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            // What follows the last line feed is no line.
            if line.isEmpty, line.endIndex == file.bytes.endIndex { continue }
            if line.isEmpty {
                report(number, "is empty; remove it")
                continue
            }
            if line.first == UInt8(ascii: "#") {
                if last != nil { report(number, "is a remark below the rows; move it to the head") }
                continue
            }
            let columns = line.split(separator: UInt8(ascii: "\t")).map { String(decoding: $0, as: UTF8.self) }
            guard columns.count == 3 else { continue }
            let (variant, head) = (columns[0], columns[1])
            if !seen.insert(variant + "\t" + head).inserted {
                report(number, "names “\(variant)” and “\(head)” again; add the counts up in one row")
            } else if let last, !last.lexicographicallyPrecedes(line) {
                report(number, "is out of order; sort the rows by their bytes")
            }
            last = line
            if FoldedText.fold(variant.utf8) != variant {
                report(number, "“\(variant)” is not folded; write it in lower case, with straight apostrophes and single spaces")
            }
            if head == "=" || head == "~" { continue }
            if variant == head { report(number, "puts “\(variant)” for itself; remove the row") }
            if let reason = allowed[variant] {
                report(number, "changes “\(variant)”, which allowed.tsv keeps (\(reason)); remove one of the two")
            }
        }
        return problems
    }

    private func checkTests(_ path: String) -> [Problem] {
        guard access(path, R_OK) == 0 else { return [] }
        let lines: [Substring]
        do {
            lines = String(decoding: try LanguageModelFiles.read(path), as: UTF8.self)
                .split(separator: "\n", omittingEmptySubsequences: false)
        } catch {
            return [Problem(path: path, line: nil, message: "cannot be read: \(error)")]
        }
        var problems: [Problem] = []
        for (index, line) in lines.enumerated() where !line.isEmpty && !line.hasPrefix("#") {
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            let isTest = columns[0] == "test"
            guard isTest || columns[0] == "allows", columns.count == 3 || (!isTest && columns.count == 2) else {
                problems.append(Problem(
                    path: path, line: index + 1,
                    message: "needs “test” or “allows”, the spun text and the expected text, parted by tabs"))
                continue
            }
            let expected = columns.last!
            let found = repair(columns[1], isTest)
            if found != expected {
                problems.append(Problem(
                    path: path, line: index + 1, message: "should give “\(expected)” but gives “\(found)”"))
            }
        }
        return problems
    }
}
