#if canImport(Glibc)
@preconcurrency import Glibc  // `environ`
#elseif canImport(Musl)
@preconcurrency import Musl
#else
@preconcurrency import Darwin
#endif
import UnspinCore

/// Asks another program: JSON lines go to its standard input, and a line comes back for each, in the same order.
///
/// A question is `{"prefix": text before, "candidates": [texts], "suffix": text after}`, its answer
/// `{"scores": [a log-probability for each candidate]}`. Many questions may be written before the first answer is read.
/// The program is started with the first question and ends when its standard input does. The first failure is the last: from
/// then on no question has an answer.
public final class JudgeProcess: Judge {
    private struct Child: Sendable {
        var id: pid_t
        /// A socket, so that writing to a dead child is an error and no signal.
        var input: Int32
        var output: Int32
    }

    private enum State: Sendable {
        case idle
        case running(Child)
        case failed
    }

    /// A line may hold that many bytes.
    private static let longestLine = 1 << 20

    private let command: String
    private let timeout: Double
    private let onFailure: @Sendable (JudgeFailure) -> Void
    private let state = LockedValue<State>(.idle)

    /// - Parameters:
    ///   - command: what `/bin/sh -c` runs, so quotes and variables work as in a shell.
    ///   - timeout: seconds to wait for each answer; for the first, which includes the start, three times as many.
    ///   - onFailure: called once, if at all.
    public init(
        command: String, timeout: Double = 20, onFailure: @escaping @Sendable (JudgeFailure) -> Void = { _ in }
    ) {
        self.command = command
        self.timeout = timeout
        self.onFailure = onFailure
    }

    deinit {
        state.withLock { state in
            if case .running(let child) = state { Self.end(child, patience: 0.5) }
            state = .failed
        }
    }

    public func scores(for questions: [JudgeQuestion]) -> [[Double]?] {
        guard !questions.isEmpty else { return [] }
        let none = [[Double]?](repeating: nil, count: questions.count)
        var failure: JudgeFailure?
        let answers = state.withLock { state -> [[Double]?] in
            var isFirst = false
            do throws(JudgeFailure) {
                let child: Child
                switch state {
                case .failed: return none
                case .running(let running): child = running
                case .idle:
                    child = try Self.start(command)
                    isFirst = true
                    state = .running(child)
                }
                return try exchange(questions, with: child, isFirst: isFirst)
            } catch {
                failure = error
                if case .running(let child) = state {
                    // A pipe breaks a moment before its owner is gone.
                    let isEnded = error == .ended(status: nil)
                    let status = Self.end(child, patience: isEnded ? 1 : 0)
                    if isEnded { failure = .ended(status: status) }
                }
                state = .failed
                return none
            }
        }
        if let failure { onFailure(failure) }
        return answers
    }

    private func exchange(_ questions: [JudgeQuestion], with child: Child, isFirst: Bool) throws(JudgeFailure) -> [[Double]] {
        var outgoing: [UInt8] = []
        for question in questions { question.write(to: &outgoing) }
        var written = 0
        var incoming: [UInt8] = []
        var answers: [[Double]] = []
        var patience = isFirst ? 3 * timeout : timeout
        var deadline = Self.now() + patience
        while answers.count < questions.count {
            let left = deadline - Self.now()
            guard left > 0 else { throw .timedOut(seconds: patience) }
            var descriptors = [pollfd(fd: child.output, events: Int16(POLLIN), revents: 0)]
            if written < outgoing.count { descriptors.append(pollfd(fd: child.input, events: Int16(POLLOUT), revents: 0)) }
            // In bounds: the array's own count.
            if poll(&descriptors, nfds_t(descriptors.count), Int32(min(left * 1000 + 1, 60_000))) < 0 {
                if errno == EINTR { continue }
                throw .ended(status: nil)
            }
            if descriptors.count > 1, descriptors[1].revents != 0 { try Self.send(outgoing, &written, to: child.input) }
            guard descriptors[0].revents != 0 else { continue }
            let start = incoming.count
            guard try Self.receive(&incoming, from: child.output) else { continue }
            guard incoming[start...].contains(0x0A) else {
                if incoming.count > Self.longestLine { throw .malformed(line: Self.quoted(incoming[...])) }
                continue
            }
            var lineStart = 0
            while let lineEnd = incoming[lineStart...].firstIndex(of: 0x0A) {
                guard answers.count < questions.count else { throw .unasked }
                let line = incoming[lineStart..<lineEnd]
                guard let scores = JudgeAnswer.scores(in: line.span) else { throw .malformed(line: Self.quoted(line)) }
                let expected = questions[answers.count].candidates.count
                guard scores.count == expected else { throw .wrongCount(expected: expected, found: scores.count) }
                answers.append(scores)
                lineStart = lineEnd + 1
            }
            incoming.removeSubrange(..<lineStart)
            patience = timeout
            deadline = Self.now() + patience
        }
        guard incoming.isEmpty else { throw .unasked }
        return answers
    }

    private static func quoted(_ line: ArraySlice<UInt8>) -> String {
        let text = String(String.UnicodeScalarView(String(decoding: line.prefix(60), as: UTF8.self).unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
        return "“\(text)\(line.count > 60 ? "…" : "")”"
    }

    private static func send(_ bytes: [UInt8], _ written: inout Int, to descriptor: Int32) throws(JudgeFailure) {
        #if canImport(Darwin)
        let flags: Int32 = 0  // SO_NOSIGPIPE is set
        #else
        let flags = Int32(MSG_NOSIGNAL)
        #endif
        // In bounds: `written` never passes the end of the buffer.
        let count = bytes.withUnsafeBytes { systemSend(descriptor, $0.baseAddress! + written, $0.count - written, flags) }
        if count >= 0 {
            written += count
        } else if errno != EAGAIN, errno != EINTR {
            throw .ended(status: nil)
        }
    }

    /// Appends what is there; false where nothing is.
    private static func receive(_ bytes: inout [UInt8], from descriptor: Int32) throws(JudgeFailure) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        // In bounds: exactly the buffer.
        let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress!, $0.count) }
        if count == 0 { throw .ended(status: nil) }
        if count < 0 {
            if errno == EAGAIN || errno == EINTR { return false }
            throw .ended(status: nil)
        }
        bytes += buffer[..<count]
        return true
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    // MARK: The child

    private static func start(_ command: String) throws(JudgeFailure) -> Child {
        var input: [Int32] = [-1, -1]
        var output: [Int32] = [-1, -1]
        #if canImport(Darwin)
        let kind = SOCK_STREAM
        #else
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        #endif
        // In bounds: both calls write two descriptors.
        guard socketpair(AF_UNIX, kind, 0, &input) == 0 else { throw .cannotStart(errno: errno) }
        guard socketpair(AF_UNIX, kind, 0, &output) == 0 else {
            let code = errno
            for descriptor in input { close(descriptor) }
            throw .cannotStart(errno: code)
        }
        let child = Child(id: 0, input: input[0], output: output[0])
        for descriptor in [child.input, child.output] {
            _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
            #if canImport(Darwin)
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            var on: Int32 = 1
            setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
            #endif
        }
        // Each end goes one way.
        shutdown(output[0], Int32(SHUT_WR))
        defer {
            close(input[1])
            close(output[1])
        }
        do {
            return Child(id: try spawn(command, input: input[1], output: output[1]), input: child.input, output: child.output)
        } catch {
            close(child.input)
            close(child.output)
            throw error
        }
    }

    private static func spawn(_ command: String, input: Int32, output: Int32) throws(JudgeFailure) -> pid_t {
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        var attributes: posix_spawnattr_t?
        #else
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        // The command ignores these, and a child would inherit it.
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in [SIGPIPE, SIGXFSZ] { sigaddset(&signals, number) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        // A group of its own, so that the shell's children can be ended with it.
        posix_spawnattr_setpgroup(&attributes, 0)
        #if canImport(Darwin)
        let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_CLOEXEC_DEFAULT
        #else
        let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
        #endif
        posix_spawnattr_setflags(&attributes, Int16(flags))
        // Freed below; the list ends with nil, as it has to.
        var arguments: [UnsafeMutablePointer<CChar>?] = []
        for argument in ["/bin/sh", "-c", command] { arguments.append(strdup(argument)) }
        arguments.append(nil)
        defer { for argument in arguments { free(argument) } }
        var id: pid_t = 0
        let code = posix_spawn(&id, "/bin/sh", &actions, &attributes, arguments, environ)
        guard code == 0 else { throw .cannotStart(errno: code) }
        return id
    }

    /// Closes the child's input, waits for its end for `patience` seconds, and ends it then; the status is nil where it had
    /// to be ended.
    @discardableResult
    private static func end(_ child: Child, patience: Double) -> Int32? {
        close(child.input)
        close(child.output)
        var status: Int32 = 0
        let deadline = now() + patience
        repeat {
            let id = waitpid(child.id, &status, WNOHANG)
            if id == child.id { return status }
            if id < 0, errno != EINTR { return nil }
            usleep(2000)
        } while now() < deadline
        kill(-child.id, SIGKILL)
        while waitpid(child.id, &status, 0) < 0, errno == EINTR {}
        return nil
    }
}

private func systemSend(_ descriptor: Int32, _ start: UnsafeRawPointer, _ count: Int, _ flags: Int32) -> Int {
    send(descriptor, start, count, flags)
}
