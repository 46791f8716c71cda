import Unspin

/// The command `unspin`.
public enum Tool {
    /// Does what the arguments, without the program's name, ask for.
    public static func run(_ arguments: [String], _ console: Console) -> ExitCode {
        // A reader that goes away and a limit for files show as errors of `write`.
        for number in [SIGPIPE, SIGXFSZ] { signal(number, SIG_IGN) }
        do {
            let status = try perform(try ArgumentParser.parse(arguments), console)
            try console.output.flush()
            return status
        } catch {
            switch error {
            case .usage(let message), .defect(let message): console.report(message)
            case .input: break
            case .interrupted(let signal): Interruption.die(of: signal)
            // Nobody reads on: there is nothing to tell.
            case .output(_, EPIPE): break
            case .output(let name, let code):
                console.report("\(name): cannot be written: \(systemMessage(code)); \(advice(code))")
            }
            return error.status
        }
    }

    /// What to do where output cannot be written.
    private static func advice(_ code: Int32) -> String {
        switch code {
        case ENOSPC, EDQUOT: "free space or choose another place"
        case EFBIG: "raise the limit for files (ulimit -f) or choose another place"
        case EMFILE, ENFILE: "raise the limit for open files (ulimit -n)"
        case ENOMEM: "give it more memory, or less to do at once (--threads 1)"
        case EACCES, EPERM, EROFS: "change its permissions or choose another place"
        default: "choose another place"
        }
    }

    private static func perform(_ request: ArgumentParser.Request, _ console: Console) throws(Failure) -> ExitCode {
        switch request {
        case .help(let command):
            try console.output.write(Help.text(command, columns: console.columns))
            return .done
        case .version:
            try console.output.write("unspin \(Unspinner.version)\n")
            for file in BuiltInFile.all { try console.output.write("\(file.name) \(file.sha256.prefix(12))\n") }
            return .done
        case .run(let arguments):
            if [.fix, .detect, .explain].contains(arguments.command), arguments.operands.isEmpty, console.isInputTerminal, !arguments.has(.quiet) {
                console.report("reads what you type, to its end at Ctrl-D; to read files, name them")
            }
            switch arguments.command {
            case .fix: return try FixCommand.run(arguments, console)
            case .revert: return try RevertCommand.run(arguments, console)
            case .detect: return try DetectCommand.run(arguments, console)
            case .explain: return try ExplainCommand.run(arguments, console)
            case .evaluate: return try EvaluateCommand.run(arguments, console)
            case .learn: return try LearnCommand.run(arguments, console)
            case .tables: return try TablesCommand.run(arguments, console)
            case .completions: return try CompletionsCommand.run(arguments, console)
            case .manual: return try ManualCommand.run(arguments, console)
            }
        }
    }
}
