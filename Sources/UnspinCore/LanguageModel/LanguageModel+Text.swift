extension LanguageModel {
    /// The log of a stretch of text, and the tokens of it that the model counts. For short texts: allocates.
    ///
    /// - Parameter startsParagraph: nothing stands before it; else what stands before it is unknown.
    public func score(text: String, startsParagraph: Bool) -> (log: Float, tokens: Int) {
        let bytes = Array(text.utf8)
        var tokenizer = Tokenizer()
        var tokens: [Token] = []
        tokenizer.tokenize(bytes.span, range: 0..<bytes.count, into: &tokens)
        var state = startsParagraph ? start : State()
        var (sum, count): (Float, Int) = (0, 0)
        for token in tokens {
            guard let word = key(of: token, in: bytes.span) else { continue }
            let (log, next) = score(word, from: state)
            sum += log
            count += 1
            state = next
        }
        return (sum, count)
    }
}
