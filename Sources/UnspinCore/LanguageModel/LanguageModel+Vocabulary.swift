extension LanguageModel {
    /// Whether the model has seen the word, in whatever case; apostrophes may be curly. A possessive is known by its noun.
    public func knows(_ word: String) -> Bool {
        let folded = FoldedText.fold(word.utf8)
        if id(of: WordHash.of(folded: folded.utf8)) != 0 { return true }
        return folded.hasSuffix("'s") && id(of: WordHash.of(folded: folded.utf8.dropLast(2))) != 0
    }

    /// Whether three in five words of a stretch of text are the model's: it is English.
    public func knowsMost(of tokens: ArraySlice<Token>) -> Bool {
        var (words, known) = (0, 0)
        for index in tokens.indices {
            // Memory is what a look-up waits for most.
            storage.prefetch(tokens[min(index + 8, tokens.endIndex - 1)].hash)
            if tokens[index].kind != .word { continue }
            words += 1
            known += id(of: tokens[index].hash) != 0 ? 1 : 0
        }
        return known * 5 >= words * 3
    }
}
