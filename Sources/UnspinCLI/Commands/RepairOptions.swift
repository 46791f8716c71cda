import Unspin
import UnspinCore

/// Makes an `Unspinner` as the options say.
enum RepairOptions {
    static func unspinner(_ arguments: Arguments, _ console: Console) throws(Failure) -> Unspinner {
        var configuration = try configuration(arguments)
        if let command = arguments.value(.judge) {
            if command.allSatisfy(\.isWhitespace) { throw .usage("--judge needs a command, as in --judge \"python3 judge.py\"") }
            configuration.judge = judge(command, console)
        }
        return try unspinner(configuration)
    }

    private static func judge(_ command: String, _ console: Console) -> JudgeProcess {
        // Any thread may report.
        nonisolated(unsafe) let console = console
        return JudgeProcess(command: command) { failure in
            console.report("the judge “\(command)” \(failure); what it was not heard on is decided without it")
        }
    }

    static func unspinner(_ configuration: Configuration) throws(Failure) -> Unspinner {
        do {
            return try Unspinner(configuration)
        } catch {
            switch error {
            case .unknownProfile(let name, let known): throw .usage("\(error)\(NearestWord.hint(name, among: known))")
            case .model(let problem) where configuration.modelPath != nil:
                throw .usage("--model \(configuration.modelPath!): \(problem)")
            case .table: throw .usage(String(describing: error))
            // Nobody named these: the build itself is wrong.
            case .model(let problem): throw .damaged(problem)
            case .noModel: throw .defect(String(describing: error))
            }
        }
    }

    static func configuration(_ arguments: Arguments) throws(Failure) -> Configuration {
        var configuration = Configuration()
        if let assumption = arguments.value(.assume) { configuration.assumption = .init(rawValue: assumption)! }
        for (id, name) in [(Flag.ID.profile, "--profile"), (.steps, "--steps")] where arguments.has(id) && arguments.list(id).isEmpty {
            throw .usage("\(name) needs at least one name; leave it out for all")
        }
        let profiles = arguments.list(.profile)
        if profiles != ["auto"] { configuration.profiles = profiles }
        if arguments.has(.steps) { configuration.steps = try steps(.steps, "--steps", arguments) }
        configuration.skippedSteps = try steps(.skip, "--skip", arguments)
        if let text = arguments.value(.minimumConfidence) {
            guard let confidence = Double(text), (0...1).contains(confidence) else {
                throw .usage("--min-confidence is a number from 0 to 1, not “\(text)”")
            }
            configuration.minimumConfidence = confidence
        }
        configuration.userTables = try checkedTables(arguments)
        configuration.usesBuiltInTables = !arguments.has(.onlyTables)
        configuration.modelPath = arguments.value(.model)
        return configuration
    }

    private static func steps(_ id: Flag.ID, _ name: String, _ arguments: Arguments) throws(Failure) -> Set<String> {
        let known = Configuration.knownSteps
        let steps = arguments.list(id)
        for step in steps where !known.contains(step) {
            let hint = NearestWord.hint(step, among: known)
            throw .usage("\(name): there is no step “\(step)”\(hint.isEmpty ? "; there are \(known.joined(separator: ", "))" : hint)")
        }
        return Set(steps)
    }

    /// The tables that the user names, which are read here so that an error names its file.
    private static func checkedTables(_ arguments: Arguments) throws(Failure) -> [[UInt8]] {
        return try tables(arguments).map { path, bytes throws(Failure) in
            do {
                _ = try PhraseTableSource(parsing: bytes).profile
            } catch {
                throw .usage("--tables \(path): \(error)")
            }
            return bytes
        }
    }

    /// The tables that the user names, read whole. A folder stands for the tables in it.
    static func tables(_ arguments: Arguments) throws(Failure) -> [(path: String, bytes: [UInt8])] {
        if arguments.has(.onlyTables), !arguments.has(.tables) { throw .usage("--only-tables needs --tables PATH") }
        var tables: [(path: String, bytes: [UInt8])] = []
        for named in arguments.values[.tables] ?? [] {
            do throws(InputFailure) {
                var paths = [named]
                if FolderListing.isFolder(named) {
                    paths = try FolderListing.entries(of: named).filter { $0.kind == .file && $0.name.hasSuffix(".tsv") }
                        .map { "\(named)/\($0.name)" }
                    if paths.isEmpty { throw InputFailure(name: named, reason: .noTables) }
                }
                for path in paths { tables.append((path, try Input.open(path: path).readAll())) }
            } catch {
                throw .usage("--tables \(error)")
            }
        }
        return tables
    }
}
