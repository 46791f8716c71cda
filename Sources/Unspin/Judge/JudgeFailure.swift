#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Why a judge is asked no more.
public enum JudgeFailure: Error, Sendable, Equatable, CustomStringConvertible {
    case cannotStart(errno: Int32)
    /// It ended, or closed its standard input or output; `status` is that of `waitpid`, where it is known.
    case ended(status: Int32?)
    /// No answer within that many seconds.
    case timedOut(seconds: Double)
    /// The line is no JSON object with a list of finite numbers as "scores".
    case malformed(line: String)
    case wrongCount(expected: Int, found: Int)
    /// It wrote more lines than it was sent.
    case unasked

    public var description: String {
        switch self {
        case .cannotStart(let code): "cannot be started: \(String(cString: strerror(code)))"
        case .ended(let status):
            switch status {
            case nil: "closed its standard input or output"
            case let status? where status & 0x7F != 0: "was ended by signal \(status & 0x7F)"
            case let status? where status >> 8 == 127: "is not there, or ended with status 127"
            case let status?: "ended early, with status \(status >> 8)"
            }
        case .timedOut(let seconds): "gave no answer within \(seconds.formatted) s"
        case .malformed(let line): "answered with something else than {\"scores\": [numbers]}: \(line)"
        case .wrongCount(let expected, let found): "gave \(found) scores for \(expected) candidates"
        case .unasked: "wrote more answers than it had questions"
        }
    }
}

extension Double {
    /// Without a fraction that is zero.
    fileprivate var formatted: String { self == rounded() && magnitude < 1e9 ? String(Int(self)) : String(self) }
}
