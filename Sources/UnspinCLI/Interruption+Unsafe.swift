import Synchronization

/// SIGINT, SIGTERM and SIGHUP, for commands that have something to put in order before they end.
enum Interruption {
    private static let received = Atomic<Int32>(0)
    private static let signals = [SIGINT, SIGTERM, SIGHUP]

    /// The signal that came since ``prepare()``.
    static var signal: Int32? {
        let number = received.load(ordering: .relaxed)
        return number == 0 ? nil : number
    }

    /// From now on the signals are noted and do not end the process. Those that the caller has us ignore, as `nohup` does, stay
    /// ignored.
    static func prepare() {
        received.store(0, ordering: .relaxed)
        for number in signals where !isIgnored(number) {
            setSignalHandler(number) { Interruption.received.store($0, ordering: .relaxed) }
        }
    }

    /// The signals end the process again.
    static func finish() { for number in signals where !isIgnored(number) { setSignalHandler(number, SIG_DFL) } }

    /// Ends the process as the signal would have done at once.
    static func die(of number: Int32) {
        finish()
        raise(number)
    }
}

typealias SignalHandler = @convention(c) (Int32) -> Void

/// Without SA_RESTART, so that a read that waits comes back.
func setSignalHandler(_ number: Int32, _ handler: SignalHandler?) {
    var action = sigaction()
    #if canImport(Glibc)
    action.__sigaction_handler.sa_handler = handler
    #elseif canImport(Musl)
    action.__sa_handler.sa_handler = handler
    #else
    action.__sigaction_u.__sa_handler = handler
    #endif
    sigaction(number, &action, nil)
}

private func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    #if canImport(Glibc)
    let handler = action.__sigaction_handler.sa_handler
    #elseif canImport(Musl)
    let handler = action.__sa_handler.sa_handler
    #else
    let handler = action.__sigaction_u.__sa_handler
    #endif
    // Both are addresses, of which C may compare any two; Swift cannot.
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
}
