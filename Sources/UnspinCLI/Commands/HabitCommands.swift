/// `unspin completions`: what a shell needs to complete command lines.
enum CompletionsCommand {
    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        let shells = Completions.Shell.allCases.map(\.rawValue)
        guard arguments.operands.count == 1, let name = arguments.operands.first else {
            throw .usage("name a shell: unspin completions \(shells.joined(separator: ", "))")
        }
        guard let shell = Completions.Shell(rawValue: name) else {
            throw .usage("there are completions for \(shells.joined(separator: ", ")), not for “\(name)”\(NearestWord.hint(name, among: shells))")
        }
        try console.output.write(Completions.script(shell))
        return .done
    }
}

/// `unspin manual`: the manual page.
enum ManualCommand {
    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        guard arguments.operands.isEmpty else { throw .usage("unspin manual takes nothing; its output is for man -l") }
        try console.output.write(Manual.page)
        return .done
    }
}
