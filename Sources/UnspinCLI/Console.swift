/// What a command reads and writes: the process's own streams, or memory in tests.
public struct Console {
    public let input: Input
    public let output: Output
    public let messages: Output
    /// Width of the window, in columns.
    public let columns: Int
    /// Whether ``output`` understands colours and its reader wants them.
    public let isColourful: Bool

    public init(input: Input, output: Output, messages: Output, columns: Int = 80, isColourful: Bool = false) {
        self.input = input
        self.output = output
        self.messages = messages
        self.columns = columns
        self.isColourful = isColourful
    }

    /// The process's standard streams.
    public static func standard() -> Console {
        let isTerminal = isatty(STDOUT_FILENO) == 1
        let refusesColour = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
        return Console(
            input: .standard(), output: .standard(STDOUT_FILENO, name: "standard output"),
            messages: .standard(STDERR_FILENO, name: "standard error"), columns: windowColumns(),
            isColourful: isTerminal && !refusesColour)
    }

    /// Tells the user something. That standard error is closed is no reason to stop.
    func report(_ message: String) {
        try? messages.write("unspin: \(message)\n")
        try? messages.flush()
    }

    private static func windowColumns() -> Int {
        var window = winsize()
        if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col >= 20 { return Int(window.ws_col) }
        if let text = getenv("COLUMNS"), let columns = Int(String(cString: text)), columns >= 20 { return columns }
        return 80
    }
}
