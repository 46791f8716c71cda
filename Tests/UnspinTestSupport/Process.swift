#if canImport(Glibc)
@preconcurrency import Glibc  // `environ`
#else
@preconcurrency import Darwin
#endif

/// The built command as its users run it: a process of its own.
public struct Process: Sendable {
    /// What came of a run.
    public struct Outcome: Sendable {
        /// The exit status; 128 and the signal's number where a signal ended it.
        public var status: Int32
        public var output: [UInt8]
        public var messages: String
        /// Seconds of processor time, of all threads.
        public var processorTime: Double
        /// Bytes of memory that it held at most; 0 where nobody watched.
        public var peakMemory: Int

        public var text: String { String(decoding: output, as: UTF8.self) }
    }

    /// The binary that lies beside the tests.
    public static let unspin: String = {
        var path = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &path, path.count - 1)
        var folder = count > 0 ? String(decoding: path[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) : CommandLine.arguments[0]
        if !folder.contains(".build/") { folder = CommandLine.arguments[0] }
        return folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)] + "/unspin"
    }()

    /// Tests and command are built with a sanitizer, as Tests/Scripts/test-sanitized says.
    public static let isSanitized = getenv("UNSPIN_SANITIZER") != nil

    private let id: pid_t
    private let folder: String
    private let start: [String]

    /// Starts a program. Its streams are files, so that none of them can block.
    public init(_ arguments: [String], program: String = Process.unspin, input: [UInt8] = []) throws {
        var template = Array("/tmp/unspin-process-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw FixtureFolder.Failure(path: "/tmp", errno: errno) }
        folder = String(cString: made)
        start = [program] + arguments
        try FixtureFolder.write(input, to: folder + "/in")
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, folder + "/in", O_RDONLY, 0)
        for (descriptor, name) in [(Int32(1), "out"), (2, "err")] {
            posix_spawn_file_actions_addopen(&actions, descriptor, "\(folder)/\(name)", O_WRONLY | O_CREAT, 0o600)
        }
        // Threads that run tests hold signals back, and what they start would, too; who runs the tests may ignore closed pipes.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var pipe = sigset_t()
        sigemptyset(&pipe)
        sigaddset(&pipe, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &pipe)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var words = start.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var id = pid_t()
        let status = posix_spawn(&id, program, &actions, &attributes, &words, environ)
        guard status == 0 else { throw FixtureFolder.Failure(path: program, errno: status) }
        self.id = id
    }

    public func kill(_ signal: Int32) { sendSignal(id, signal) }

    /// Waits for its end.
    ///
    /// - Parameter watchesMemory: looks at its memory now and then. What the system tells at the end includes the memory of the
    ///   process that started it.
    public func outcome(watchesMemory: Bool = false) throws -> Outcome {
        var status: Int32 = 0
        var usage = rusage()
        var peak = 0
        while true {
            let ended = wait4(id, &status, watchesMemory ? WNOHANG : 0, &usage)
            if ended == id || (ended < 0 && errno != EINTR) { break }
            if watchesMemory {
                peak = max(peak, peakMemory() ?? 0)
                usleep(2000)
            }
        }
        let output = try FixtureFolder.read(folder + "/out")
        let messages = String(decoding: try FixtureFolder.read(folder + "/err"), as: UTF8.self)
        for name in ["in", "out", "err"] { unlink("\(folder)/\(name)") }
        rmdir(folder)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        let signal = status & 0x7F
        return Outcome(
            status: signal == 0 ? status >> 8 & 0xFF : 128 + signal, output: output, messages: messages,
            processorTime: seconds(usage.ru_utime) + seconds(usage.ru_stime), peakMemory: peak)
    }

    /// Bytes that it has held at most so far.
    private func peakMemory() -> Int? {
        guard let status = try? FixtureFolder.read("/proc/\(id)/status") else { return nil }
        let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line.flatMap { Int($0.filter(\.isNumber)) }.map { $0 * 1024 }
    }

    /// Runs a program to its end.
    public static func run(
        _ arguments: [String], program: String = Process.unspin, input: [UInt8] = [], watchesMemory: Bool = false
    ) throws -> Outcome {
        try Process(arguments, program: program, input: input).outcome(watchesMemory: watchesMemory)
    }
}

private func sendSignal(_ id: pid_t, _ signal: Int32) { kill(id, signal) }
