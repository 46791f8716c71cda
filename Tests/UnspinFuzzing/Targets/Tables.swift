import Unspin
import UnspinCore
import UnspinTestSupport

extension FuzzTarget {
    /// The text form of a phrase table, which is then used.
    static let table = FuzzTarget("table", longest: 8192) { input in
        guard let source = try? PhraseTableSource(parsing: input).weighted() else { return [] }
        var violations: [String] = []
        do {
            let again = try PhraseTableSource(parsing: source.text())
            if again.rows() != source.rows() { violations.append("the text form does not come back") }
            var configuration = Configuration()
            (configuration.usesBuiltInTables, configuration.userTables, configuration.assumption) = (false, [input], .spun)
            violations += RepairForm.violations(SampleText.bytes, by: try Unspinner(configuration))
            configuration.assumption = .auto
            violations += RepairForm.violations(SampleText.bytes, by: try Unspinner(configuration))
        } catch is PhraseTableSource.ParseError {
            // Weighted, a count may be none that a table can hold.
        } catch {
            violations.append("\(error)")
        }
        return violations
    }

    /// The text forms of a table of broken terms, parted by record separators, which is then used.
    static let terms = FuzzTarget("terms", longest: 8192) { input in
        var source = TermTableSource(name: "b")
        for (kind, file) in zip(TermTableSource.Kind.allCases, input.split(separator: 0x1e, omittingEmptySubsequences: false)) {
            guard (try? source.add(kind, parsing: Array(file))) != nil else { return [] }
        }
        do {
            let table = try TermTable(compiled: TermTableCompiler.compile(source))
            return SampleText.violations(terms: [table])
        } catch {
            return ["\(error)"]
        }
    }
}
