#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What a profile's `tests.tsv` tells the documentation.
struct ProfileExamples {
    /// The directive `about`: what texts of the profile are.
    var about: String?
    /// The spun texts of the rows `test`.
    var spun: [String] = []

    /// Reads the file of a profile in a folder of tables; a profile without one has no examples.
    init(folder: String, profile: String) throws {
        let path = "\(folder)/\(profile)/\(DictionaryChecker.testsFile)"
        guard access(path, R_OK) == 0 else { return }
        for line in String(decoding: try LanguageModelFiles.read(path), as: UTF8.self).split(separator: "\n") {
            let mark = "# about: "
            if line.hasPrefix(mark) { about = String(line.dropFirst(mark.count)) }
            let columns = line.split(separator: "\t")
            if columns.count == 3, columns[0] == "test" { spun.append(String(columns[1])) }
        }
    }
}
