import Unspin

/// `unspin detect`: one JSON line a document.
enum DetectCommand {
    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        let tree = try InputTree(arguments)
        tree.reportIfEmpty(arguments, console)
        let unspinner = try RepairOptions.unspinner(arguments, console)
        let unit = OffsetUnit(arguments)
        return try OutputTarget.run(arguments, console) { output throws(Failure) in
            var batch = try Batch(tree, arguments, console)
            var sink = DetectSink(output: output)
            return try batch.run(&sink) {
                DocumentWorker(field: FieldPath(arguments), DetectVisitor(LongText(unspinner: unspinner), unit))
            }
        }
    }
}

/// Judges the documents of blocks.
private final class DetectVisitor: DocumentVisitor {
    private let text: LongText
    private let unit: OffsetUnit

    init(_ text: LongText, _ unit: OffsetUnit) {
        self.text = text
        self.unit = unit
    }

    func visit(text block: Block) {
        // Places are told in the text, of which this may be one piece of several.
        var damage = text.damage(block.bytes)
        damage.count(in: unit, OffsetCounter(block.bytes, unit, base: block.offset))
        block.damage = damage
    }

    func visit(line: JSONLine, _ block: Block) {
        var damage = text.damage(line.text)
        block.counts.spun += damage.regions.isEmpty ? 0 : 1
        damage.count(in: unit, OffsetCounter(line.text, unit))
        DetectSink.write(damage, path: line.path, line: line.number, to: &block.output)
    }
}

extension Damage {
    /// Makes the places of the regions count another unit than bytes.
    fileprivate mutating func count(in unit: OffsetUnit, _ counter: OffsetCounter) {
        var counter = counter
        for index in regions.indices {
            let start = counter.offset(of: regions[index].range.lowerBound)
            regions[index].range = start..<counter.offset(of: regions[index].range.upperBound)
        }
    }
}

/// Writes what is known of the documents.
private struct DetectSink: BatchSink {
    let output: Output
    /// What is known of the text at hand.
    private var damage: Damage?

    init(output: Output) { self.output = output }

    mutating func begin(_ file: InputFile) { damage = nil }

    mutating func take(_ block: Block) throws(Failure) {
        try output.write(block.output)
        guard let next = block.damage else { return }
        if damage == nil { damage = next } else { damage!.append(next, at: 0) }
    }

    mutating func end(_ file: InputFile, _ counts: Counts, _ failure: InputFailure?) throws(Failure) {
        guard let damage else { return }
        var line: [UInt8] = []
        Self.write(damage, path: file.path, line: nil, to: &line)
        try output.write(line)
    }

    mutating func flush() throws(Failure) { try output.flush() }

    static func write(_ damage: Damage, path: String, line: Int?, to output: inout [UInt8]) {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("file", path)
            if let line { writer.field("line", line) }
            writer.field("spun", damage.probability.roundedProbability)
            writer.field("profile", damage.profile)
            writer.field("regions") { writer in
                writer.array { writer in
                    for region in damage.regions {
                        writer.element { writer in
                            writer.object { writer in
                                writer.field("start", region.range.lowerBound)
                                writer.field("end", region.range.upperBound)
                                writer.field("spun", region.probability.roundedProbability)
                                writer.field("profile", region.profile)
                            }
                        }
                    }
                }
            }
            writer.suspicions(damage.suspicions, OffsetCounter([], .utf8))
        }
        writer.raw("\n")
        output += writer.bytes
    }
}
