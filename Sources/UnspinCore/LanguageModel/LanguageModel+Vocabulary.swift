extension LanguageModel {
    /// Whether the model has seen the word, in whatever case; apostrophes may be curly. A possessive is known by its noun.
    public func knows(_ word: String) -> Bool {
        let folded = FoldedText.fold(word.utf8)
        if id(of: WordHash.of(folded: folded.utf8)) != 0 { return true }
        return folded.hasSuffix("'s") && id(of: WordHash.of(folded: folded.utf8.dropLast(2))) != 0
    }

    /// Whether three in five words of a stretch of text are the model's: it is English.
    public func knowsMost(of bytes: [UInt8], _ range: Range<Int>) -> Bool {
        var tokenizer = Tokenizer()
        var tokens: [Token] = []
        tokenizer.tokenize(bytes.span, range: range, into: &tokens)
        return knowsMost(of: tokens[...])
    }

    /// The same for tokens.
    public func knowsMost(of tokens: ArraySlice<Token>) -> Bool {
        var (words, known) = (0, 0)
        for token in tokens where token.kind == .word {
            words += 1
            known += id(of: token.hash) != 0 ? 1 : 0
        }
        return known * 5 >= words * 3
    }
}
