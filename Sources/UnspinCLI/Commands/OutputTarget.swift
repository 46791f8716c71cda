/// Standard output, or the file that `-o` names.
enum OutputTarget {
    /// Runs a command that writes to its target. The file appears only where `body` comes to its end.
    static func run(
        _ arguments: Arguments, _ console: Console, _ body: (Output) throws(Failure) -> ExitCode
    ) throws(Failure) -> ExitCode {
        guard let path = arguments.value(.output), path != "-" else { return try body(console.output) }
        return try AtomicFile.write(path, body)
    }
}
