import Unspin

/// `unspin explain`: shows every change with its reason, for people.
struct ExplainCommand: DocumentVisitor {
    private let unspinner: Unspinner
    private let console: Console
    private let namesDocuments: Bool
    private var changes = 0
    private var documents = 0
    private var changedDocuments = 0

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        let walk = try DocumentWalk(arguments)
        let unspinner = try RepairOptions.unspinner(arguments, console)
        var visitor = ExplainCommand(unspinner: unspinner, console: console, namesDocuments: walk.count > 1)
        let status = try walk.run(&visitor, console)
        try visitor.finish()
        return status
    }

    private init(unspinner: Unspinner, console: Console, namesDocuments: Bool) {
        self.unspinner = unspinner
        self.console = console
        self.namesDocuments = namesDocuments
    }

    mutating func wait() throws(Failure) { try console.output.flush() }

    mutating func visit(text: [UInt8], path: String, hasMark: Bool) throws(Failure) {
        try explain(text, name: namesDocuments ? path : nil)
    }

    mutating func visit(line: JSONLine) throws(Failure) {
        try explain(line.text, name: "\(line.path):\(line.number)")
    }

    private mutating func explain(_ text: [UInt8], name: String?) throws(Failure) {
        let edits = unspinner.explain(utf8: text).edits
        documents += 1
        guard !edits.isEmpty else { return }
        changes += edits.count
        changedDocuments += 1
        if let name {
            var title = StyledText(isColourful: console.isColourful)
            title.append(name, .strong)
            try write(title.lines(width: console.columns))
        }
        for passage in ChangedPassage.passages(text, edits) {
            var line = StyledText(isColourful: console.isColourful)
            var at = passage.range.lowerBound
            for edit in passage.edits {
                line.append(String(decoding: text[at..<edit.range.lowerBound], as: UTF8.self))
                if !edit.original.isEmpty { line.append(edit.original, .removed) }
                // Where only colours part the two, they must not read as one word.
                if console.isColourful, !edit.original.isEmpty, !edit.replacement.isEmpty { line.append(" ") }
                if !edit.replacement.isEmpty { line.append(edit.replacement, .inserted) }
                at = edit.range.upperBound
            }
            line.append(String(decoding: text[at..<passage.range.upperBound], as: UTF8.self))
            try write(line.lines(width: console.columns))
            try console.output.write("\n")
        }
        try list(edits)
        try console.output.write("\n")
    }

    private func list(_ edits: [Edit]) throws(Failure) {
        // Long phrases push the rest of their own row, not of all rows.
        let limit = max(10, console.columns / 4)
        let left = min(limit, edits.map { DisplayWidth.of($0.original) }.max() ?? 0)
        let right = min(limit, edits.map { DisplayWidth.of($0.replacement) }.max() ?? 0)
        for edit in edits {
            var row = StyledText(isColourful: console.isColourful)
            row.append("\u{A0}\u{A0}")
            row.append(edit.original)
            row.pad(to: 2 + left)
            row.append(" -> ")
            row.append(edit.replacement)
            row.pad(to: 2 + left + 4 + right)
            let percent = "\(Int((edit.confidence * 100).rounded()))%"
            row.append("\u{A0}" + String(repeating: "\u{A0}", count: max(0, 4 - percent.count)) + percent + "  ")
            row.append(edit.reason, .faint)
            try write(row.lines(width: console.columns, hanging: 6))
        }
    }

    private func write(_ lines: [String]) throws(Failure) {
        for line in lines { try console.output.write(line + "\n") }
    }

    private func finish() throws(Failure) {
        guard documents > 0 else { return }
        var text = changes == 0 ? "No changes" : changes == 1 ? "1 change" : "\(changes) changes"
        if documents > 1 { text += " in \(changedDocuments) of \(documents) documents" }
        try console.output.write(text + ".\n")
    }
}
