import UnspinCore

/// Why an ``Unspinner`` cannot be made.
public enum UnspinnerError: Error, CustomStringConvertible {
    /// This build holds no model.
    case noModel
    case model(ModelError)
    case table(PhraseTableSource.ParseError)
    case unknownProfile(String, known: [String])

    public var description: String {
        switch self {
        case .noModel: "this build holds no language model: run `make model`, or name one with --model PATH"
        case .model(let error): String(describing: error)
        case .table(let error): "phrase table, \(error)"
        case .unknownProfile(let name, let known):
            "there is no profile “\(name)”; known: \(known.joined(separator: ", "))"
        }
    }
}
