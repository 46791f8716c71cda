import UnspinCore

extension FuzzTarget {
    /// A valid model with bytes overwritten: see ``Damages``. It has to be refused, or to make wrong words at most.
    static let models = FuzzTarget("models", longest: 512, secondsPerByte: 0) { input in
        let (choice, damages) = input.chosen
        let kind = SmallModels.Kind.allCases[choice % SmallModels.Kind.allCases.count]
        let bytes = Damages(damages).applied(to: kind.bytes, isSealed: choice / 16 % 4 != 3 ? kind.seal : nil)
        do throws(ModelError) {
            switch kind {
            case .language2, .language3, .language4:
                let memory = AlignedBytes(bytes)
                let violations = SampleText.violations(model: try LanguageModel(bytes: memory.bytes), tables: [SmallModels.table])
                return withExtendedLifetime(memory) { violations }
            case .context:
                return SampleText.violations(context: try ContextModel(compiled: bytes), tables: [SmallModels.table])
            case .table:
                return SampleText.violations(tables: [try PhraseTable(compiled: bytes)])
            case .terms:
                return SampleText.violations(terms: [try TermTable(compiled: bytes)])
            case .bundle:
                let memory = AlignedBytes(bytes)
                let contents = try PhraseTableBundle.open(memory.bytes)
                let violations = SampleText.violations(tables: contents.tables, terms: contents.terms)
                return withExtendedLifetime(memory) { violations }
            }
        } catch {
            return []
        }
    }
}
