import UnspinCore

/// Asks a judge about the places of a document that the decoder is unsure of, and has it read again with the answers.
enum JudgeConsultation {
    /// Places whose best reading is at least this probable are not asked about.
    static let certainty: Float = 0.9
    /// Questions for one document, in each round.
    static let limit = 1000
    /// Later rounds ask again about what is still in doubt, with the context that the one before has set right.
    static let rounds = 2

    static func hold(
        _ judge: any Judge, _ decoder: inout Decoder, bytes: Span<UInt8>, tokens: Span<Token>, isSpun: Span<Bool>,
        table: PhraseTable, model: LanguageModel, usesCurlyApostrophes: Bool
    ) {
        for _ in 0..<rounds {
            let doubts = decoder.doubts(certainty: certainty, limit: limit)
            if doubts.isEmpty { return }
            var restorations: [Decoder.Restoration] = []
            decoder.collect(atLeast: Decoder.leastConfidence, into: &restorations)
            let text = RestoredText(bytes: bytes, tokens: tokens, restorations: restorations, table: table, usesCurlyApostrophes: usesCurlyApostrophes)
            var questions: [JudgeQuestion] = []
            /// For each question, its doubt and the candidate of each reading.
            var sources: [(doubt: Int, candidates: [Int])] = []
            for (index, doubt) in doubts.enumerated() {
                var candidates: [String] = []
                var numbers: [Int] = []
                for reading in doubt.readings {
                    let candidate = text.reading(reading.restorations, of: doubt.tokens, bytes: bytes, tokens: tokens)
                    if let number = candidates.firstIndex(of: candidate) {
                        numbers.append(number)
                    } else {
                        numbers.append(candidates.count)
                        candidates.append(candidate)
                    }
                }
                guard candidates.count > 1 else { continue }
                let (prefix, suffix) = text.context(of: doubt.tokens)
                questions.append(JudgeQuestion(prefix: prefix, candidates: candidates, suffix: suffix))
                sources.append((index, numbers))
            }
            let answers = judge.scores(for: questions)
            guard answers.count == questions.count else { return }
            var isSettled = false
            for (answer, (question, source)) in zip(answers, zip(questions, sources)) {
                guard let answer, answer.count == question.candidates.count, answer.allSatisfy(\.isFinite) else { continue }
                decoder.settle(doubts[source.doubt], logs: source.candidates.map { answer[$0] })
                isSettled = true
            }
            guard isSettled else { return }
            decoder.reread(tokens: tokens, isSpun: isSpun, table: table, model: model)
        }
    }
}
