import UnspinCLI
import UnspinTestSupport

/// A run of the command in this process, over bytes in memory.
struct CommandRun {
    /// A profile of a few rows: what it opens with costs next to nothing.
    static let onlySmallTable = ["--only-tables", "--tables", FixtureFolder.packageRoot() + "/Tests/UnspinCLITests/Fixtures/table.tsv"]
    /// The same, taken for granted.
    static let smallTable = ["--assume", "spun"] + onlySmallTable

    let output: [UInt8]
    /// The input was told to be wrong, in part or as a whole.
    let isRefused: Bool
    /// Any input may be refused; what is no input's fault may not happen.
    let violations: [String]

    init(_ arguments: [String], input: [UInt8]) {
        let console = Console(input: Input(memory: input), output: Output(), messages: Output())
        let status = Tool.run(arguments, console)
        output = console.output.contents
        isRefused = status == ExitCode.inputFailed
        violations = [ExitCode.done, .inputFailed].contains(status)
            ? [] : ["status \(status) of \(arguments): \(String(decoding: console.messages.contents, as: UTF8.self))"]
    }
}
