import Unspin

/// `unspin explain`: shows every change with its reason, for people.
enum ExplainCommand {
    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        let tree = try InputTree(arguments)
        tree.reportIfEmpty(arguments, console)
        let unspinner = try RepairOptions.unspinner(arguments, console)
        let (columns, isColourful) = (console.columns, console.isColourful)
        var batch = try Batch(tree, arguments, console)
        let report = ReportCollector(arguments)
        var sink = ReportingSink(ExplainSink(console: console, namesTexts: tree.isTree || tree.files.count > 1), report)
        let status = try batch.run(&sink) {
            DocumentWorker(
                field: FieldPath(arguments),
                ExplainVisitor(
                    LongText(unspinner: unspinner), columns: columns, isColourful: isColourful, scribe: report?.scribe))
        }
        try sink.base.finish(batch.counts)
        try sink.report?.write(RunSummary(counts: batch.counts, files: tree.files.count, skipped: tree.skipped))
        return status
    }
}

/// Shows the changes of blocks.
private final class ExplainVisitor: DocumentVisitor {
    private let text: LongText
    private let columns: Int
    private let isColourful: Bool
    private let scribe: ReportScribe?

    init(_ text: LongText, columns: Int, isColourful: Bool, scribe: ReportScribe?) {
        self.text = text
        self.columns = columns
        self.isColourful = isColourful
        self.scribe = scribe
    }

    func visit(text block: Block) {
        let (edits, damage) = text.edits(block.bytes)
        block.damage = damage
        block.counts.add(edits, damage)
        scribe?.add(text: block, edits, damage)
        explain(block.bytes, edits, damage, name: nil, block)
    }

    func visit(line: JSONLine, _ block: Block) {
        let (edits, damage) = text.edits(line.text)
        block.counts.add(line: edits, damage)
        scribe?.add(line: line, edits, damage, block)
        explain(line.text, edits, damage, name: "\(line.path):\(line.number)", block)
    }

    private func explain(_ text: [UInt8], _ edits: [Edit], _ damage: Damage, name: String?, _ block: Block) {
        guard !edits.isEmpty || !damage.suspicions.isEmpty else { return }
        if let name {
            var title = StyledText(isColourful: isColourful)
            title.append(name, .strong)
            write(title.lines(width: columns), block)
        }
        let changes = edits.map { Finding($0) }
        for passage in ChangedPassage.passages(text, changes) {
            var line = StyledText(isColourful: isColourful)
            var at = passage.range.lowerBound
            for edit in passage.findings {
                line.append(String(decoding: text[at..<edit.range.lowerBound], as: UTF8.self))
                if !edit.original.isEmpty { line.append(edit.original, .removed) }
                // Where only colours part the two, they must not read as one word.
                if isColourful, !edit.original.isEmpty, !edit.replacement.isEmpty { line.append(" ") }
                if !edit.replacement.isEmpty { line.append(edit.replacement, .inserted) }
                at = edit.range.upperBound
            }
            line.append(String(decoding: text[at..<passage.range.upperBound], as: UTF8.self))
            write(line.lines(width: columns), block)
            block.output += "\n".utf8
        }
        list(changes, block)
        if !damage.suspicions.isEmpty {
            write([edits.isEmpty ? "Suspected, and left as it is:" : "\nSuspected, and left as it is:"], block)
            list(damage.suspicions.map { Finding($0) }, block)
        }
        block.output += "\n".utf8
    }

    /// Columns that a column of reasons has at least.
    private static let leastReason = 50

    private func list(_ findings: [Finding], _ block: Block) {
        // Long phrases push the rest of their own row, not of all rows.
        let limit = max(10, columns / 4)
        let left = min(limit, findings.map { DisplayWidth.of($0.original) }.max() ?? 0)
        let right = min(limit, findings.map { DisplayWidth.of($0.replacement) }.max() ?? 0)
        let groups = FindingGroup.groups(findings)
        let certainty = max(4, groups.map { DisplayWidth.of($0.certainty) }.max() ?? 0)
        let times = groups.contains { $0.count > 1 } ? 2 + String(groups.map(\.count).max()!).count + 1 : 0
        // The reasons make a column of their own, or lines of their own where they would be narrow.
        let head = 2 + left + 4 + right + 1 + certainty + times + 2
        let hasColumn = columns - head >= Self.leastReason
        for group in groups {
            let edit = group.finding
            var row = StyledText(isColourful: isColourful)
            row.append("\u{A0}\u{A0}")
            row.append(edit.original)
            row.pad(to: 2 + left)
            row.append(" -> ")
            row.append(edit.replacement)
            row.pad(to: 2 + left + 4 + right)
            row.append("\u{A0}" + Self.right(group.certainty, certainty))
            // No blanks where nothing follows.
            if group.count > 1 || (times > 0 && hasColumn) { row.append(Self.right(group.count > 1 ? "\(group.count)×" : "", times)) }
            if hasColumn {
                row.append("  ")
                row.append(edit.reason, .faint)
                write(row.lines(width: columns, hanging: head), block)
            } else {
                var reason = StyledText(isColourful: isColourful)
                reason.append("\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}")
                reason.append(edit.reason, .faint)
                write(row.lines(width: columns, hanging: 4) + reason.lines(width: columns, hanging: 6), block)
            }
        }
    }

    /// The text at the right of so many columns, which are not broken.
    private static func right(_ text: String, _ columns: Int) -> String {
        String(repeating: "\u{A0}", count: max(0, columns - DisplayWidth.of(text))) + text
    }

    private func write(_ lines: [String], _ block: Block) {
        for line in lines { block.output += (line + "\n").utf8 }
    }
}

/// Prints what the visitors show.
private struct ExplainSink: BatchSink {
    private let console: Console
    private let namesTexts: Bool
    private var isNamed = false

    init(console: Console, namesTexts: Bool) {
        self.console = console
        self.namesTexts = namesTexts
    }

    mutating func begin(_ file: InputFile) { isNamed = file.format == .jsonl || !namesTexts }

    mutating func take(_ block: Block) throws(Failure) {
        if !isNamed, !block.output.isEmpty {
            var title = StyledText(isColourful: console.isColourful)
            title.append(block.file.path, .strong)
            for line in title.lines(width: console.columns) { try console.output.write(line + "\n") }
            isNamed = true
        }
        try console.output.write(block.output)
    }

    mutating func end(_ file: InputFile, _ counts: Counts, _ failure: InputFailure?) {}
    mutating func flush() throws(Failure) { try console.output.flush() }

    func finish(_ counts: Counts) throws(Failure) {
        guard counts.documents > 0 else { return }
        var text = counts.changes == 0 ? "No changes" : Quantity.count(counts.changes, "change")
        if counts.documents > 1 {
            text += " in \(Quantity.grouped(counts.repaired)) of \(Quantity.grouped(counts.documents)) documents"
        }
        try console.output.write(text + ".\n")
    }
}
