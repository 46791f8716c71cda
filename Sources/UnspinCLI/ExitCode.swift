/// What the process tells its caller. Part of the interface that scripts rely on.
public enum ExitCode: Int32, Sendable {
    case done = 0
    /// `--check` found something to repair.
    case found = 1
    /// Some input could not be processed; the rest was.
    case inputFailed = 2
    /// The command line cannot be understood.
    case usage = 64
    /// A defect of Unspin.
    case defect = 70
    /// Output could not be written.
    case outputFailed = 74
    /// A signal ended the run. The process dies of it, so that nobody sees this status.
    case interrupted = 130
}
