import UnspinCore

/// What a command reads and writes: the process's own streams, or memory in tests.
public struct Console {
    public let input: Input
    public let output: Output
    public let messages: Output
    /// Width of the window, in columns.
    public let columns: Int
    /// Whether ``output`` understands colours and its reader wants them.
    public let isColourful: Bool
    /// Somebody sees ``messages`` as they are written.
    let isMessageTerminal: Bool
    /// ``input`` is what somebody types.
    let isInputTerminal: Bool
    /// The line that is shown until something else is.
    private let line = LockedValue("")

    public init(
        input: Input, output: Output, messages: Output, columns: Int = 80, isColourful: Bool = false, isMessageTerminal: Bool = false,
        isInputTerminal: Bool = false
    ) {
        self.input = input
        self.output = output
        self.messages = messages
        self.columns = columns
        self.isColourful = isColourful
        self.isMessageTerminal = isMessageTerminal
        self.isInputTerminal = isInputTerminal
    }

    /// The process's standard streams.
    public static func standard() -> Console {
        StandardStreams.occupy()
        let isTerminal = isatty(STDOUT_FILENO) == 1
        let refusesColour = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
        return Console(
            input: .standard(), output: .standard(STDOUT_FILENO, name: "standard output"),
            messages: .standard(STDERR_FILENO, name: "standard error"), columns: windowColumns(),
            isColourful: isTerminal && !refusesColour, isMessageTerminal: isatty(STDERR_FILENO) == 1,
            isInputTerminal: isatty(STDIN_FILENO) == 1)
    }

    /// Tells the user something. That standard error is closed is no reason to stop. Any thread may call this.
    func report(_ message: String) {
        line.withLock { shown in
            if !shown.isEmpty { try? messages.write(Self.clearLine) }
            try? messages.write("unspin: \(Self.harmless(message))\n" + shown)
            try? messages.flush()
        }
    }

    /// A message that names files as they are called, without what would act on a terminal or look like a message of its own.
    static func harmless(_ message: String) -> String {
        var text = ""
        var scalars = message.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            switch scalar {
            // Our own lines that go on are indented.
            case "\n": text += scalars.first == " " ? "\n" : "\\n"
            case _ where scalar.properties.generalCategory == .control: text += "\u{FFFD}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    /// Puts a line in place of the one that was shown before; without text, takes it away.
    func showProgress(_ text: String) {
        line.withLock { shown in
            let text = String(text.prefix(columns - 1))
            guard text != shown else { return }
            try? messages.write(Self.clearLine + text)
            try? messages.flush()
            shown = text
        }
    }

    private static let clearLine = "\r\u{1B}[K"

    /// Of the window that shows the output, or the messages where the output goes elsewhere.
    private static func windowColumns() -> Int {
        func columns(_ stream: Int32) -> Int? {
            var window = winsize()
            return ioctl(stream, UInt(TIOCGWINSZ), &window) == 0 && window.ws_col >= 20 ? Int(window.ws_col) : nil
        }
        func stated() -> Int? { getenv("COLUMNS").flatMap { Int(String(cString: $0)) }.flatMap { $0 >= 20 ? $0 : nil } }
        return columns(STDOUT_FILENO) ?? stated() ?? columns(STDERR_FILENO) ?? 80
    }
}
