/// Why a JSON document, or a part of it, cannot be used.
enum JSONProblem: Int, Error, Equatable {
    case invalid = 1
    case malformedUTF8
    case tooDeep
    case tooLarge
    case notAString
    case loneSurrogate
    case wrongShape

    init(status: Int32) { self = JSONProblem(rawValue: Int(status)) ?? .invalid }

    /// What is wrong and what can be done.
    var advice: String {
        switch self {
        case .invalid: "is not valid JSON; mend it, or use --format text for plain text"
        case .malformedUTF8: "holds bytes that are not UTF-8; convert the file to UTF-8"
        case .tooDeep: "is nested too deeply; flatten it"
        case .tooLarge: "is too large; split it"
        case .notAString: "has something else than a string in this field; name another with --field"
        case .loneSurrogate: "has half of a surrogate pair in this field, which is no text; mend the \\u escape"
        case .wrongShape: "has something of another shape in this field"
        }
    }
}
