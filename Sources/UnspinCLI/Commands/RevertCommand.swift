/// `unspin revert`: gives back the input from the output and its edits.
enum RevertCommand {
    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        guard (1...2).contains(arguments.operands.count) else {
            throw .usage("name what was repaired and its edits, as in unspin revert TEXT EDITS")
        }
        let tree = try InputTree(
            [arguments.operands[0]], format: arguments.value(.format).flatMap(DocumentFormat.init(rawValue:)),
            output: arguments.value(.output))
        let destination = try Destination(arguments, tree)
        var sink = FixSink(destination, nil, copiesUnchanged: false, nil, console)
        if case .standard = destination {} else { Interruption.prepare() }
        defer { Interruption.finish() }
        guard arguments.operands.count == 2 else {
            if let text = tree.files.first(where: { $0.format == .text }) {
                throw .usage("name the edits of \(text.title), which --edits wrote: only JSON lines that --explain wrote hold them")
            }
            var batch = try Batch(tree, arguments, console)
            return try batch.run(&sink) { DocumentWorker(field: FieldPath(arguments), ExplainedLineReverter()) }
        }
        return try revert(tree, edits: arguments.operands[1], arguments, &sink, console)
    }

    private static func revert(
        _ tree: InputTree, edits: String, _ arguments: Arguments, _ sink: inout FixSink, _ console: Console
    ) throws(Failure) -> ExitCode {
        if tree.isTree, !FolderListing.isFolder(edits) { throw .usage("TEXT is a folder, so EDITS is the folder that --edits wrote") }
        var status = ExitCode.done
        for failure in tree.failures {
            console.report(failure.description)
            status = .inputFailed
        }
        for file in tree.files {
            let path = FolderListing.isFolder(edits) ? "\(edits)/\(file.name)\(EditsTarget.ending)" : edits
            var reverter: FileReverter
            do {
                reverter = try FileReverter(file, edits: path, FieldPath(arguments), console)
            } catch {
                console.report(error.description)
                status = .inputFailed
                continue
            }
            do {
                try sink.begin(file)
                let failure = try reverter.run { bytes throws(Failure) in
                    if let signal = Interruption.signal { throw .interrupted(signal) }
                    let block = Block(input: 0, file: file)
                    block.output = bytes
                    try sink.take(block)
                }
                if reverter.problems > 0 { status = .inputFailed }
                if let failure {
                    console.report(failure)
                    status = .inputFailed
                    sink.discard()
                } else {
                    try sink.end(file, Counts(), nil)
                }
            } catch {
                sink.discard()
                throw error
            }
        }
        try sink.finish()
        return status
    }
}

/// Undoes the edits of lines that hold them.
private final class ExplainedLineReverter: DocumentVisitor {
    func pass(_ range: Range<Int>, _ block: Block) { block.output.append(contentsOf: block.bytes[range]) }

    /// Texts hold no edits.
    func visit(text block: Block) { block.output = block.bytes }

    func visit(line: JSONLine, _ block: Block) {
        do throws(RevertProblem) {
            guard let (changes, unit) = try Self.edits(line) else { return pass(line.range, block) }
            try LineReverter.revert(line, changes, unit, isExplained: true, into: &block.output)
        } catch {
            block.problems.append(Block.Note(line: line.number, message: "the line \(error.advice); it is left as it is"))
            pass(line.range, block)
        }
    }

    /// What `--explain` says; nil where it says nothing.
    private static func edits(_ line: JSONLine) throws(RevertProblem) -> ([JSONParser.Change], OffsetUnit)? {
        do throws(JSONProblem) {
            guard line.parser.enter([FixCommand.explanation]), let edits = line.parser.find("edits") else { return nil }
            var unit = OffsetUnit.utf8
            if let field = line.parser.find("offsets") {
                unit = OffsetUnit(rawValue: String(decoding: try line.parser.string(field), as: UTF8.self)) ?? .utf8
            }
            return (try line.parser.changes(edits), unit)
        } catch {
            throw .line(error)
        }
    }
}
