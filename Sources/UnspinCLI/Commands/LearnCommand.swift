import Unspin
import UnspinBuilder
import UnspinCore

/// `unspin learn`: learns a phrase table from spun texts and their originals.
enum LearnCommand {
    /// Pairs that are shown of what was learned.
    private static let shown = 10

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        guard (1...2).contains(arguments.operands.count) else {
            throw .usage("name one file of pairs, or the folders of spun texts and of originals: unspin learn PAIRS.jsonl -o TABLE.tsv")
        }
        var known = PhraseTableSource()
        for (path, bytes) in try RepairOptions.tables(arguments) {
            do {
                known.merge(try PhraseTableSource(parsing: bytes))
            } catch {
                throw .usage("--tables \(path): \(error)")
            }
        }
        let documents = try read(arguments, console)
        let aligned = documents.aligned(console)
        guard !aligned.isEmpty else {
            console.report("\(arguments.operands[0]): nothing to learn from; no table was written")
            return .inputFailed
        }
        let source = try learn(aligned, known, arguments)
        guard !source.substitutions.isEmpty else {
            console.report("\(arguments.operands[0]): nothing was replaced in what could be compared; no table was written. Are these the spun texts?")
            return .inputFailed
        }
        let text = source.text()
        let status = documents.status
        let written = try OutputTarget.run(arguments, console) { output throws(Failure) in
            try output.write(text)
            return status
        }
        if !arguments.has(.quiet) {
            tell(source, documents: aligned.count, console)
            try tellHeldOut(documents, known, arguments, console)
        }
        return written
    }

    private static func read(_ arguments: Arguments, _ console: Console) throws(Failure) -> AlignedDocuments {
        var documents = AlignedDocuments()
        let operands = arguments.operands
        if operands.count == 2 {
            guard FolderListing.isFolder(operands[0]) == FolderListing.isFolder(operands[1]) else {
                throw .usage("name two folders or two files: the spun texts first, then their originals under the same names")
            }
            try documents.readFolders(spun: operands[0], clean: operands[1], console)
        } else if FolderListing.isFolder(operands[0]) {
            throw .usage("name the folder of the originals, too: unspin learn SPUN CLEAN -o TABLE.tsv")
        } else {
            documents.readLines(operands[0], console)
        }
        return documents
    }

    private static func learn(
        _ documents: [AlignedDocument], _ known: PhraseTableSource, _ arguments: Arguments
    ) throws(Failure) -> PhraseTableSource {
        var source = TableLearner.learn(documents: documents, also: known)
        source.directives["profile"] = arguments.value(.profile) ?? "user"
        for (id, name) in [(Flag.ID.origin, "origin"), (.licence, "licence")] {
            if let text = arguments.value(id) {
                guard !text.contains(where: \.isNewline) else { throw .usage("--\(name) is one line") }
                source.directives[name] = text
            }
        }
        return source
    }

    private static func tell(_ source: PhraseTableSource, documents: Int, _ console: Console) {
        let heads = Set(source.substitutions.keys.map(\.head)).count
        var text = "learned from \(Quantity.count(documents, "document")) with \(Quantity.count(Int(source.spunWords), "token")): "
        text += "\(Quantity.count(source.substitutions.count, "pair")) for \(Quantity.count(heads, "head"))"
        let rows = source.substitutions.sorted { ($1.value, $0.key.variant, $0.key.head) < ($0.value, $1.key.variant, $1.key.head) }
        for (pair, count) in rows.prefix(shown) { text += "\n  \(Int(count))× “\(pair.variant)” for “\(pair.head)”" }
        if rows.count > shown { text += "\n  and \(Quantity.grouped(rows.count - shown)) more" }
        console.report(text)
    }

    /// Learns from nine tenths of the documents, and tells how well the rest is repaired.
    private static func tellHeldOut(
        _ documents: AlignedDocuments, _ known: PhraseTableSource, _ arguments: Arguments, _ console: Console
    ) throws(Failure) {
        let (learned, heldOut) = documents.split()
        guard !heldOut.isEmpty else {
            return console.report("fewer than ten documents: too few to hold some out and repair them")
        }
        var configuration = Configuration()
        configuration.assumption = .spun
        configuration.usesBuiltInTables = false
        configuration.userTables = [try learn(learned.aligned(nil), known, arguments).text()]
        let unspinner = try RepairOptions.unspinner(configuration)
        var tally = Tally()
        for pair in heldOut {
            let spun = CharacterOffsets(pair.spun).scalars
            tally.add(
                spun: spun, output: CharacterOffsets(unspinner.explain(utf8: pair.spun).bytes).scalars,
                references: [CharacterOffsets(pair.clean).scalars])
        }
        func percent(_ share: Double) -> String { "\((share * 100).rounded(places: 1))%" }
        console.report(
            "a tenth held out (\(heldOut.count) documents, \(tally.words) words), repaired by what the rest tells: "
                + "\(percent(tally.precision)) of the changes are right, \(percent(tally.recall)) of the damage is repaired")
    }
}
