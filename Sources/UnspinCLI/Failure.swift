import UnspinCore

/// Why a command stops before its end.
enum Failure: Error, Equatable {
    /// The command line cannot be followed; the message says what to do.
    case usage(String)
    /// Nothing can be written to `name` any more.
    case output(name: String, code: Int32)
    case defect(String)
    /// No input could be read, which was reported. There is no output worth keeping.
    case input
    /// This signal asked for an end; everything is in order.
    case interrupted(Int32)

    /// What is inside of the program cannot be used: nobody named it, so the program itself is damaged, or wrongly built.
    static func damaged(_ problem: ModelError) -> Failure {
        .defect("this copy of unspin is damaged: its built-in model or tables cannot be used (\(problem.finding)); install it again, and report it if that does not help")
    }

    var status: ExitCode {
        switch self {
        case .usage: .usage
        case .output: .outputFailed
        case .defect: .defect
        case .input: .inputFailed
        case .interrupted: .interrupted
        }
    }
}
