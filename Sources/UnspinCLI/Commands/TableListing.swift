import UnspinBuilder
import UnspinCore

/// What `unspin tables list` shows: a line for each profile of a place, and where text forms come from.
struct TableListing {
    /// What is known of a profile; nil where it has no table of that kind.
    private struct Row {
        var profile: String
        var place: String
        var phrases: (entries: Int, heads: Int)?
        var terms: (swaps: Int, expected: Int)?
    }

    private static let builtIn = "built in"
    private var rows: [Row] = []
    private var origins: [(path: String, origin: String)] = []

    mutating func add(_ contents: PhraseTableBundle.Contents) {
        for table in contents.tables { update(table.name, Self.builtIn) { $0.phrases = (table.entryCount, table.headCount) } }
        for table in contents.terms { update(table.name, Self.builtIn) { $0.terms = (table.swapCount, table.expectedCount) } }
    }

    mutating func add(_ dictionaries: Dictionaries, folder: String) {
        for (name, files) in dictionaries.profiles {
            update(name, "\(folder)/\(name)") { $0.phrases = Self.counts(files.map(\.source)) }
            for file in files { note(file.path, file.source.directives) }
        }
        for (source, files) in dictionaries.terms {
            let expected = source.swaps.values.reduce(into: Set<String>()) { $0.formUnion($1.keys) }
            update(source.name, "\(folder)/\(source.name)") { $0.terms = (source.swaps.count, expected.count) }
            for file in files { note(file.path, file.directives) }
        }
    }

    mutating func add(_ table: PhraseTableSource, path: String) {
        update(table.profile, path) { $0.phrases = Self.counts([table]) }
        note(path, table.directives)
    }

    private mutating func note(_ path: String, _ directives: [String: String]) {
        origins.append((path, directives["origin"] ?? "not stated"))
    }

    private mutating func update(_ profile: String, _ place: String, _ change: (inout Row) -> Void) {
        let index = rows.firstIndex { $0.profile == profile && $0.place == place } ?? rows.count
        if index == rows.count { rows.append(Row(profile: profile, place: place)) }
        change(&rows[index])
    }

    private static func counts(_ sources: [PhraseTableSource]) -> (entries: Int, heads: Int) {
        var (entries, heads) = (Set<String>(), Set<String>())
        for source in sources {
            for pair in source.substitutions.keys {
                entries.formUnion([pair.variant, pair.head])
                heads.insert(pair.head)
            }
            entries.formUnion(source.evidence.keys)
        }
        return (entries.count, heads.count)
    }

    /// Lines of at most `columns` where their words allow it.
    func text(columns: Int) -> String {
        func cell(_ count: Int?) -> String { count.map { String($0) } ?? "-" }
        let table = rows.map {
            [$0.profile, cell($0.phrases?.entries), cell($0.phrases?.heads), cell($0.terms?.swaps), cell($0.terms?.expected), $0.place]
        }
        var text = TextTable.text([["PROFILE", "PHRASES", "HEADS", "SWAPS", "TERM WORDS", "WHERE"]] + table, numbers: [1, 2, 3, 4])
        if !origins.isEmpty { text += "\nOrigins:\n" }
        for (path, origin) in origins {
            var line = StyledText(isColourful: false)
            line.append("  \(path): \(origin)")
            text += line.lines(width: columns, hanging: 4).map { $0 + "\n" }.joined()
        }
        return text
    }
}
