import Synchronization

/// SIGINT and SIGTERM, for commands that have something to put in order before they end.
enum Interruption {
    private static let received = Atomic<Int32>(0)
    private static let signals = [SIGINT, SIGTERM]

    /// The signal that came since ``prepare()``.
    static var signal: Int32? {
        let number = received.load(ordering: .relaxed)
        return number == 0 ? nil : number
    }

    /// From now on the signals are noted and do not end the process.
    static func prepare() {
        received.store(0, ordering: .relaxed)
        for number in signals {
            setHandler(number) { Interruption.received.store($0, ordering: .relaxed) }
        }
    }

    /// The signals end the process again.
    static func finish() { for number in signals { setHandler(number, SIG_DFL) } }

    /// Ends the process as the signal would have done at once.
    static func die(of number: Int32) {
        finish()
        raise(number)
    }
}

/// Without SA_RESTART, so that a read that waits comes back.
private func setHandler(_ number: Int32, _ handler: (@convention(c) (Int32) -> Void)?) {
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
