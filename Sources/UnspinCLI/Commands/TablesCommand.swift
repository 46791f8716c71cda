import Unspin
import UnspinBuilder
import UnspinCore

/// `unspin tables`: looks into the phrase tables.
enum TablesCommand {
    /// Where the text form lies in the sources.
    private static let folder = "Dictionaries"
    private static let actions = ["list", "check", "show"]

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        guard let action = arguments.operands.first else {
            throw .usage("say what to do: unspin tables list, check or show PHRASE")
        }
        let rest = Array(arguments.operands.dropFirst())
        if let folder = action == "show" ? rest.dropFirst().first : rest.first { try refuseFile(folder) }
        switch action {
        case "list" where rest.count <= 1: return try list(rest.first, arguments, console)
        case "check" where rest.count <= 1:
            guard let named = rest.first ?? (access(folder, R_OK) == 0 ? folder : nil) else {
                throw .usage("there is no folder \(folder) here; name the folder of the tables: unspin tables check FOLDER")
            }
            return try check(named, arguments, console)
        case "show" where rest.count == 1 || rest.count == 2: return try show(rest[0], rest.dropFirst().first, arguments, console)
        case "list", "check": throw .usage("unspin tables \(action) takes one folder")
        case "show": throw .usage("name one phrase, in quotes where it has spaces: unspin tables show \"go to\"")
        default: throw .usage("there is nothing called “\(action)” to do\(NearestWord.hint(action, among: actions))")
        }
    }

    private static func refuseFile(_ folder: String) throws(Failure) {
        if access(folder, F_OK) == 0, !FolderListing.isFolder(folder) {
            throw .usage(
                "\(folder) is a file, and not the folder that holds a folder for each profile; a single table is read, and its faults are told, by "
                    + "unspin tables list --tables \(folder)")
        }
    }

    private static func dictionaries(_ folder: String) throws(Failure) -> Dictionaries {
        do throws(Dictionaries.ReadError) {
            return try Dictionaries(reading: folder)
        } catch {
            throw .usage(error.description)
        }
    }

    /// The tables of `--tables`.
    private static func named(_ arguments: Arguments) throws(Failure) -> [(path: String, source: PhraseTableSource)] {
        try RepairOptions.tables(arguments).map { path, bytes throws(Failure) in
            do throws(PhraseTableSource.ParseError) {
                return (path, try PhraseTableSource(parsing: bytes))
            } catch {
                throw .usage("--tables \(path): \(error)")
            }
        }
    }

    /// The tables in their text form that were named on the command line.
    private static func sources(
        _ folder: String?, _ arguments: Arguments
    ) throws(Failure) -> [(path: String, profile: String, source: PhraseTableSource)] {
        var result: [(path: String, profile: String, source: PhraseTableSource)] = []
        if let folder {
            for (name, files) in try dictionaries(folder).profiles {
                for file in files { result.append((file.path, name, file.source)) }
            }
        }
        for (path, source) in try named(arguments) { result.append((path, source.profile, source)) }
        return result
    }

    private static func list(_ folder: String?, _ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        var listing = TableListing()
        if let folder {
            listing.add(try dictionaries(folder), folder: folder)
        } else if !arguments.has(.onlyTables) {
            listing.add(try BuiltInTables.open())
        }
        for (path, source) in try named(arguments) { listing.add(source, path: path) }
        try console.output.write(listing.text(columns: console.columns))
        return .done
    }

    private static func show(
        _ phrase: String, _ named: String?, _ arguments: Arguments, _ console: Console
    ) throws(Failure) -> ExitCode {
        let key = FoldedText.fold(phrase.utf8)
        let folder = named ?? (access(folder, R_OK) == 0 ? folder : nil)
        var found = false
        if !arguments.has(.onlyTables) {
            for table in try BuiltInTables.open().tables {
                let candidates = table.candidates(for: key).sorted { ($1.log, $0.head) < ($0.log, $1.head) }
                if candidates.isEmpty { continue }
                found = true
                try console.output.write("profile \(table.name), built in: “\(key)” may stand for\n")
                try console.output.write(TextTable.text(
                    candidates.map { ["  " + $0.head, probability(exp(Double($0.log)))] }, numbers: [1]))
            }
        }
        if !arguments.has(.onlyTables) {
            for table in try BuiltInTables.open().terms {
                let candidates = table.candidates(for: key)
                if candidates.isEmpty { continue }
                found = true
                try console.output.write("profile \(table.name), built in: in a term, “\(key)” may stand for\n")
                try console.output.write(TextTable.text(
                    candidates.map { ["  " + $0.text, probability(exp(Double($0.log)))] }, numbers: [1]))
            }
        }
        for (path, profile, source) in try sources(folder, arguments) {
            let heads = source.substitutions.filter { $0.key.variant == key }
            let variants = source.substitutions.filter { $0.key.head.lowercased() == key }
            let kept = source.kept[key] ?? 0
            if !heads.isEmpty {
                found = true
                try console.output.write("profile \(profile), \(path): “\(key)” may stand for\n")
                try console.output.write(TextTable.text(shares(heads.map { ($0.key.head, $0.value) }), numbers: [1, 2]))
            }
            if !variants.isEmpty {
                found = true
                try console.output.write("profile \(profile), \(path): for “\(key)” stand\n")
                var counts = variants.map { ($0.key.variant, $0.value) }
                if kept > 0 { counts.append(("(kept)", kept)) }
                try console.output.write(TextTable.text(shares(counts), numbers: [1, 2]))
            }
        }
        if !found { try console.output.write("No profile knows “\(key)”.\n") }
        if folder == nil, !arguments.has(.quiet) {
            console.report(
                "what is written for a phrase stands only in the text form: name its folder, unspin tables show PHRASE FOLDER")
        }
        return .done
    }

    private static func shares(_ counts: [(String, Double)]) -> [[String]] {
        let total = counts.reduce(0) { $0 + $1.1 }
        return counts.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.map { phrase, count in
            let number = count == count.rounded() ? String(Int(count)) : String(count)
            return ["  " + phrase, "\(number)×", probability(count / total)]
        }
    }

    private static func probability(_ value: Double) -> String {
        let percent = (value * 100).rounded(places: 1)
        return percent < 0.1 ? "<0.1%" : "\(percent)%"
    }

    private static func check(_ folder: String, _ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        var configuration = try RepairOptions.configuration(arguments)
        configuration.assumption = .spun
        let spun = try RepairOptions.unspinner(configuration)
        configuration.assumption = .auto
        let auto = try RepairOptions.unspinner(configuration)
        let checker = DictionaryChecker { text, isSpun in (isSpun ? spun : auto).repair(text) }
        let problems = checker.check(folder)
        for problem in problems { console.report(problem.description) }
        guard problems.isEmpty else { return .inputFailed }
        if !arguments.has(.quiet) { try console.output.write("\(folder): all is right\n") }
        return .done
    }
}
