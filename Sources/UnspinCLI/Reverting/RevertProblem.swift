/// Why a text cannot be reverted.
enum RevertProblem: Error {
    /// The text does not hold what an edit has put there.
    case changed(replacement: [UInt8])
    case line(JSONProblem)

    var advice: String {
        switch self {
        case .changed(let replacement):
            "does not hold “\(String(decoding: replacement, as: UTF8.self))” where its edits say, so that it was changed since"
        case .line(let problem): problem.advice
        }
    }
}
