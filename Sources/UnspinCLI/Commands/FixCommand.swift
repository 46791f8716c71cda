import Unspin

/// `unspin fix`: writes the repaired text.
struct FixCommand: DocumentVisitor {
    /// The field that `--explain` adds.
    static let explanation = "unspin"

    private let unspinner: Unspinner
    private let output: Output
    private let into: String?
    private let explains: Bool
    private var needsNewline = false
    private var scratch: [UInt8] = []

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        let walk = try DocumentWalk(arguments)
        if arguments.has(.output), walk.count > 1 {
            throw .usage("-o names one file, so name one input; without -o, all go to standard output one after the other")
        }
        if arguments.value(.into) == explanation, arguments.has(.explain) {
            throw .usage("--explain writes the field “\(explanation)”, so give --into another name")
        }
        let unspinner = try RepairOptions.unspinner(arguments, console)
        return try OutputTarget.run(arguments, console) { output throws(Failure) in
            var visitor = FixCommand(unspinner, output, arguments)
            return try walk.run(&visitor, console)
        }
    }

    private init(_ unspinner: Unspinner, _ output: Output, _ arguments: Arguments) {
        self.unspinner = unspinner
        self.output = output
        into = arguments.value(.into)
        explains = arguments.has(.explain)
    }

    mutating func begin(path: String, format: DocumentFormat) throws(Failure) {
        // Where the last line of one file has no line feed, the first of the next must not stick to it.
        if needsNewline, format == .jsonl { try output.write("\n") }
        needsNewline = false
    }

    mutating func visit(text: [UInt8], path: String, hasMark: Bool) throws(Failure) {
        if hasMark { try output.write([0xEF, 0xBB, 0xBF]) }
        try output.write(unspinner.explain(utf8: text).bytes)
    }

    mutating func pass(_ bytes: [UInt8], _ range: Range<Int>) throws(Failure) {
        try output.write(bytes, range)
        needsNewline = bytes[range.upperBound - 1] != UInt8(ascii: "\n")
    }

    mutating func wait() throws(Failure) { try output.flush() }

    mutating func visit(line: JSONLine) throws(Failure) {
        let (repaired, edits, damage) = unspinner.explain(utf8: line.text)
        guard explains || into != nil || !edits.isEmpty else { return try pass(line.bytes, line.range) }
        let raw = line.field.range.shifted(by: line.start)
        let isASCIIOnly = JSONStringEditor.isASCIIOnly(line.bytes, raw)
        scratch.removeAll(keepingCapacity: true)
        JSONStringEditor.append(
            line.bytes, raw, edits: edits, repaired: repaired, isASCIIOnly: isASCIIOnly, to: &scratch)
        var splice = JSONSplice(line)
        if let into, let field = line.parser.find(into) {
            splice.replace(field, with: scratch)
        } else if let into {
            splice.add(into, scratch, isASCIIOnly: isASCIIOnly)
        } else {
            splice.replace(line.field, with: scratch)
        }
        if explains {
            var writer = JSONWriter(isASCIIOnly: isASCIIOnly, isSpaced: splice.isSpaced)
            Self.explain(edits, damage, &writer)
            if let field = line.parser.find(Self.explanation) {
                splice.replace(field, with: writer.bytes)
            } else {
                splice.add(Self.explanation, writer.bytes, isASCIIOnly: isASCIIOnly)
            }
        }
        try splice.write(to: output)
        needsNewline = line.bytes[line.range.upperBound - 1] != UInt8(ascii: "\n")
    }

    private static func explain(_ edits: [Edit], _ damage: Damage, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("spun", damage.probability.roundedProbability)
            writer.field("profile", damage.profile)
            writer.field("edits") { writer in
                writer.array { writer in
                    for edit in edits {
                        writer.element { writer in
                            writer.object { writer in
                                writer.field("start", edit.range.lowerBound)
                                writer.field("end", edit.range.upperBound)
                                writer.field("replacement", edit.replacement)
                                writer.field("original", edit.original)
                                writer.field("step", edit.step)
                                writer.field("rule", edit.rule)
                                writer.field("confidence", edit.confidence.rounded(places: 4))
                                writer.field("reason", edit.reason)
                            }
                        }
                    }
                }
            }
        }
    }
}
