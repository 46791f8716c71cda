import UnspinBuilder
import UnspinCore

/// `unspin learn`: learns a phrase table from aligned documents.
enum LearnCommand {
    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        guard arguments.operands.count == 1 else {
            throw .usage("name one file of pairs, as in unspin learn PAIRS.jsonl -o TABLE.tsv")
        }
        var known = PhraseTableSource()
        for (path, bytes) in try RepairOptions.tables(arguments) {
            do {
                known.merge(try PhraseTableSource(parsing: bytes))
            } catch {
                throw .usage("--tables \(path): \(error)")
            }
        }
        let (documents, status) = AlignedDocuments.read(arguments.operands[0], console)
        guard !documents.isEmpty else {
            console.report("\(arguments.operands[0]): nothing to learn from; no table was written")
            return .inputFailed
        }
        var source = TableLearner.learn(documents: documents, also: known)
        source.directives["profile"] = arguments.value(.profile) ?? "user"
        for (id, name) in [(Flag.ID.origin, "origin"), (.licence, "licence")] {
            if let text = arguments.value(id) {
                guard !text.contains(where: \.isNewline) else { throw .usage("--\(name) is one line") }
                source.directives[name] = text
            }
        }
        let text = source.text()
        let written = try OutputTarget.run(arguments, console) { output throws(Failure) in
            try output.write(text)
            return status
        }
        if !arguments.has(.quiet) {
            let heads = Set(source.substitutions.keys.map(\.head)).count
            console.report(
                "learned from \(documents.count) documents with \(Int(source.spunWords)) tokens: "
                    + "\(source.substitutions.count) pairs for \(heads) heads")
        }
        return written
    }
}
