/// What is left to say where the process would be killed for what it did: a trap of Swift's, a memory fault, an abort.
public enum Defect {
    private static let signals = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV]

    /// From now on such an end is told of, and has the status of a defect. Where somebody has set SWIFT_BACKTRACE, Swift's own report
    /// is left to come. For the process as a whole: call it once.
    public static func tell() {
        if getenv("SWIFT_BACKTRACE") != nil { return }
        for number in signals {
            setSignalHandler(number) { _ in
                let message: StaticString = """
                    unspin: stopped by a defect of its own, or for want of memory; no output is half written. Run it again with \
                    SWIFT_BACKTRACE=enable=yes, and report what it shows with the command and its input

                    """
                // In bounds: a static string has so many bytes. Nothing here may ask for memory or take a lock.
                _ = write(STDERR_FILENO, message.utf8Start, message.utf8CodeUnitCount)
                _exit(ExitCode.defect.rawValue)
            }
        }
    }
}
