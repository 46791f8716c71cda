/// Why an ARPA file cannot be compiled. Lines count from 1.
public enum LanguageModelError: Error, Equatable, Sendable, CustomStringConvertible {
    case cannotRead(path: String, errno: Int32)
    case cannotWrite(path: String, errno: Int32)
    case syntax(line: Int, String)
    case order(Int)
    /// An n-gram whose first or last words are no n-gram of the model: look-ups could not reach it.
    case notClosed(line: Int)
    /// Back-offs above 1 (log above 0) have no code.
    case backoff(line: Int)
    case missing(String)
    /// Two words of the vocabulary share all bits that a slot keeps.
    case collision(String)
    /// Something lies further from its home than a look-up goes.
    case crowded(order: Int)

    public var description: String {
        switch self {
        case .cannotRead(let path, let errno): "cannot read \(path) (errno \(errno))"
        case .cannotWrite(let path, let errno): "cannot write \(path) (errno \(errno))"
        case .syntax(let line, let what): "line \(line) of the ARPA file: \(what)"
        case .order(let order): "order \(order): the format holds 2 to 4"
        case .notClosed(let line): "line \(line) of the ARPA file: its first or last words are no n-gram of the model"
        case .backoff(let line): "line \(line) of the ARPA file: a back-off above 1; train with KenLM's lmplz"
        case .missing(let word): "the ARPA file has no \(word)"
        case .crowded(let order): "the table of order \(order) is too full: give it more room (load)"
        case .collision(let word): "the hash of \"\(word)\" meets that of another word: take it out of the vocabulary"
        }
    }
}
