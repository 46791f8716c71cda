/// Finds what would be repaired, and keeps nothing else.
final class CheckVisitor: DocumentVisitor {
    private let visitor: FixVisitor

    init(_ visitor: FixVisitor) { self.visitor = visitor }

    func visit(text block: Block) {
        visitor.visit(text: block)
        block.output = []
    }

    func visit(line: JSONLine, _ block: Block) {
        let before = block.counts.changes
        visitor.visit(line: line, block)
        block.output = []
        let changes = block.counts.changes - before
        if changes > 0 { block.found.append(Block.Note(line: line.number, message: CheckSink.message(changes))) }
    }
}

/// Names what would be repaired.
struct CheckSink: BatchSink {
    /// How many documents would be repaired.
    private(set) var found = 0
    private let isQuiet: Bool
    private let console: Console

    init(isQuiet: Bool, _ console: Console) {
        self.isQuiet = isQuiet
        self.console = console
    }

    static func message(_ changes: Int) -> String { "would be repaired: \(Quantity.count(changes, "change"))" }

    mutating func begin(_ file: InputFile) {}

    mutating func take(_ block: Block) {
        for line in block.found where !isQuiet { console.report("\(block.file.path):\(line.line): \(line.message)") }
    }

    mutating func end(_ file: InputFile, _ counts: Counts, _ failure: InputFailure?) {
        found += counts.repaired
        if file.format == .text, counts.changes > 0, !isQuiet { console.report("\(file.path): \(Self.message(counts.changes))") }
    }

    mutating func flush() {}
}
