import UnspinBuilder
import UnspinCLI
import UnspinCore

extension FuzzTarget {
    /// A spun text, a record separator and its original; or JSON lines of aligned text, where the first byte is odd.
    static let learn = FuzzTarget("learn", longest: 8192) { input in
        let (choice, rest) = input.chosen
        let documents: [AlignedDocument]
        if choice % 2 == 0 {
            let (spun, clean) = rest.halves
            var texts = ParallelTexts()
            let likeness = texts.add(spun: spun, clean: clean)
            if !(0...1).contains(likeness) { return ["no share: \(likeness)"] }
            documents = texts.documents()
        } else {
            (documents, _) = AlignedDocuments.read("-", Console(input: Input(memory: rest), output: Output(), messages: Output()))
        }
        var violations = documents.flatMap(Self.violations)
        let source = TableLearner.learn(documents: documents)
        do {
            if try PhraseTableSource(parsing: source.text()).rows() != source.rows() { violations.append("the table does not come back") }
            _ = try PhraseTable(compiled: PhraseTableCompiler.compile(source))
        } catch {
            violations.append("\(error)")
        }
        return violations
    }

    private static func violations(_ document: AlignedDocument) -> [String] {
        var at = 0
        for substitution in document.substitutions {
            guard substitution.range.lowerBound >= at, substitution.range.upperBound <= document.spun.count else {
                return ["out of order or outside: \(substitution.range)"]
            }
            at = substitution.range.upperBound
        }
        return []
    }
}
