/// How an input holds its documents.
enum DocumentFormat: String {
    /// The whole input is one document.
    case text
    /// Each line is a JSON object with one.
    case jsonl
}
