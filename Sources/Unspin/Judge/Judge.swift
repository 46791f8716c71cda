/// Somebody who knows English better than the built-in model does, such as a neural language model: asked about the places
/// that the decoder is unsure of.
///
/// ``JudgeProcess`` asks another program.
public protocol Judge: Sendable {
    /// For each question, a natural log-probability for each of its candidates; nil where there is no answer, and the decoder
    /// keeps its own. Only the differences between the candidates of a question matter.
    ///
    /// Called once or twice for a document, by one thread for each document at work.
    func scores(for questions: [JudgeQuestion]) -> [[Double]?]
}
