import Unspin
import UnspinCore

/// The page of the documentation that lists all steps and profiles. What it shows is what the library does, and the counts are those of
/// the tables, so that it is written anew when they change.
public struct StepsPage {
    /// Where the page lies in the sources.
    public static let path = "Sources/Unspin/Unspin.docc/StepsAndProfiles.md"
    private static let pairsShown = 12
    private static let examplesShown = 3

    private let folder: String
    private let dictionaries: Dictionaries
    private var text = ""

    /// The page for a folder of tables, which must be those that this build holds.
    public static func text(dictionaries folder: String) throws -> String {
        var page = StepsPage(folder: folder, dictionaries: try Dictionaries(reading: folder))
        try page.write()
        return page.text
    }

    private init(folder: String, dictionaries: Dictionaries) {
        self.folder = folder
        self.dictionaries = dictionaries
    }

    private mutating func write() throws {
        text += """
            # Steps and profiles

            What each step mends and what each profile knows, with examples. `make tables` writes this page.

            ## Overview

            A *step* mends one kind of damage, a *profile* is a family of spinners that write alike. `--steps` and `--skip` choose steps
            (``Configuration/steps``), `--profile` chooses profiles (``Configuration/profiles``). Each example shows a sentence, what comes
            of it with `--assume spun` and no other step, and the reasons of the changes. Characters that nobody sees are written by their
            numbers.

            ## Steps

            They run in this order.


            """
        for step in StepDescription.all {
            text += "### \(step.name)\n\n\(step.summary)\n\n"
            for example in step.examples { try write(example: example, step: step.name) }
        }
        text += "## Profiles\n\n"
        for (name, files) in dictionaries.profiles { try write(profile: name, files) }
        for (source, files) in dictionaries.terms { try write(terms: source, files) }
        // One line feed ends a file.
        text.removeLast()
    }

    // MARK: Profiles

    private mutating func write(profile name: String, _ files: [Dictionaries.File]) throws {
        let tables = files.filter { !$0.path.hasSuffix("/" + DictionaryChecker.testsFile) }
        var merged = PhraseTableSource()
        for file in tables { merged.merge(file.source) }
        let heads = Set(merged.substitutions.keys.map(\.head)).count
        let examples = try ProfileExamples(folder: folder, profile: name)
        try writeHead(name, examples)
        text += "\(counted(merged.substitutions.count)) pairs of what the spinner writes and what stood there, for \(counted(heads)) heads; "
        text += "evidence on \(counted(merged.evidence.count)) phrases.\n\n"
        writeSources(tables.map { ($0.path, $0.source.substitutions.count, "pairs", $0.source.directives) })
        let attested = tables.first { $0.path.hasSuffix("/attested.tsv") }?.source ?? merged
        writePairs(attested.substitutions.map { ($0.key.variant, $0.key.head, $0.value) })
        for example in examples.spun.prefix(Self.examplesShown) { try write(example: example, step: "phrases", profile: name) }
    }

    private mutating func write(terms source: TermTableSource, _ files: [Dictionaries.TermFile]) throws {
        let pairs = source.swaps.flatMap { tortured, expected in expected.map { (tortured, $0.key, $0.value) } }
        let examples = try ProfileExamples(folder: folder, profile: source.name)
        try writeHead(source.name, examples)
        text += "\(counted(pairs.count)) pairs of what the spinner writes and what stood there, for \(counted(Set(pairs.map(\.1)).count)) "
        text += "heads; \(counted(source.terms.count)) terms; counts of \(counted(source.natural.count)) phrases in human text.\n\n"
        writeSources(files.map { file in
            let rows = file.bytes.split(separator: UInt8(ascii: "\n")).count { $0.first != UInt8(ascii: "#") }
            return (file.path, rows, file.kind == .swaps || file.kind == .varied ? "pairs" : file.kind == .natural ? "phrases" : "terms", file.directives)
        })
        writePairs(pairs)
        for example in examples.spun.prefix(Self.examplesShown) { try write(example: example, step: "terms", profile: source.name) }
    }

    private mutating func writeHead(_ name: String, _ examples: ProfileExamples) throws {
        text += "### Profile \(name)\n\n"
        if let about = examples.about { text += about + "\n\n" }
    }

    private mutating func writeSources(_ files: [(path: String, rows: Int, kind: String, directives: [String: String])]) {
        text += "| file | rows | origin | licence |\n|---|---|---|---|\n"
        for file in files {
            let name = file.path.dropFirst(folder.count + 1)
            let (origin, licence) = (file.directives["origin"] ?? "not stated", file.directives["licence"] ?? "not stated")
            text += "| `\(name)` | \(counted(file.rows)) \(file.kind) | \(origin) | \(licence) |\n"
        }
        text += "\n"
    }

    /// The pairs that were seen most often, longer ones first where they were seen equally often.
    private mutating func writePairs(_ pairs: [(variant: String, head: String, count: Double)]) {
        let shown = pairs.sorted { ($1.count, $1.variant.utf8.count, $0.variant, $0.head) < ($0.count, $0.variant.utf8.count, $1.variant, $1.head) }
            .prefix(Self.pairsShown)
        text += "Seen most often: " + shown.map { "*\($0.variant)* for *\($0.head)*" }.joined(separator: ", ") + ".\n\n"
    }

    // MARK: Examples

    private mutating func write(example: String, step: String, profile: String? = nil) throws {
        var configuration = Configuration()
        configuration.assumption = .spun
        configuration.steps = [step]
        if let profile { configuration.profiles = [profile] }
        let repair = try Unspinner(configuration).explain(example)
        text += "- `\(Self.visible(example))` becomes `\(Self.visible(repair.text))`\n"
        var seen: Set<String> = []
        for edit in repair.edits where seen.insert(edit.reason).inserted { text += "  - \(Self.visible(edit.reason))\n" }
        text += "\n"
    }

    /// Characters that nobody sees are written as their numbers.
    private static func visible(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
            let isHidden = scalar.properties.isDefaultIgnorableCodePoint || scalar.properties.generalCategory == .control
            return isHidden ? Array("⟨U+\(String(scalar.value, radix: 16, uppercase: true))⟩".unicodeScalars) : [scalar]
        }))
    }

    /// A number with commas.
    private func counted(_ number: Int) -> String {
        var digits = Array(String(number))
        for place in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(",", at: place) }
        return String(digits)
    }
}
