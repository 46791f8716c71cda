/// How an input holds its documents.
enum DocumentFormat: String {
    /// The whole input is one document.
    case text
    /// Each line is a JSON object with one.
    case jsonl

    /// What a name tells.
    init(path: String) {
        let name = path.lowercased()
        self = name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") ? .jsonl : .text
    }
}
