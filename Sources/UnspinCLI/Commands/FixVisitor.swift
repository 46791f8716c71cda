import Unspin

/// Repairs the documents of blocks.
final class FixVisitor: DocumentVisitor {
    struct Options: Sendable {
        /// The field that the repaired text goes to; nil for the document's own.
        var into: FieldPath?
        /// Each line says what was changed and why.
        var explains = false
        /// ``Block/edits`` says what was changed.
        var keepsEdits = false
        var unit = OffsetUnit.utf8
        var destination = Destination.standard
        /// Notes what a report shows.
        var scribe: ReportScribe?
    }

    private let text: LongText
    private let options: Options

    init(_ unspinner: Unspinner, _ options: Options) {
        text = LongText(unspinner: unspinner)
        self.options = options
    }

    func visit(text block: Block) {
        let (edits, damage) = text.edits(block.bytes)
        if block.hasMark, block.isFirst { block.output += [0xEF, 0xBB, 0xBF] }
        block.output += edits.isEmpty ? block.bytes : edits.applied(to: block.bytes)
        block.damage = damage
        block.counts.add(edits, damage)
        options.scribe?.add(text: block, edits, damage)
        guard options.keepsEdits, !edits.isEmpty else { return }
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("edits") { writer in
                var counter = OffsetCounter(block.bytes, options.unit, base: block.offset)
                EditWriter.write(edits, &counter, &writer)
            }
        }
        writer.raw("\n")
        block.edits += writer.bytes
    }

    func pass(_ range: Range<Int>, _ block: Block) { block.output.append(contentsOf: block.bytes[range]) }

    func finish(_ block: Block) {
        // Packing takes longer than the rest, and the thread that writes has enough to do. Where it fails, that thread tries again and tells.
        guard options.destination.compression(of: block.file) == .gzip, !block.output.isEmpty else { return }
        block.member = try? Compressor.gzipMember(block.output, of: block.file.path)
    }

    func visit(line: JSONLine, _ block: Block) {
        let (edits, damage) = text.edits(line.text)
        guard options.explains || options.into != nil || !edits.isEmpty else {
            count(line, edits, damage, block)
            return pass(line.range, block)
        }
        let raw = line.field.range.shifted(by: line.start)
        let isASCIIOnly = JSONStringEditor.isASCIIOnly(line.bytes, raw)
        guard let changes = JSONStringEditor.changes(line.bytes, raw, edits: edits, isASCIIOnly: isASCIIOnly) else {
            return refuse(line, "would be cut within an escape", block)
        }
        let raws = options.explains || options.keepsEdits ? JSONStringEditor.unusualOriginals(line.bytes, raw, edits) : []
        var splice = JSONSplice(line)
        if let into = options.into {
            let string = JSONSplice.bytes(line.bytes, raw, changes)
            if let field = into.find(line.parser) {
                splice.replace(field, with: string)
            } else if let name = into.nameToAdd(line.parser) {
                splice.add(name, string, isASCIIOnly: isASCIIOnly)
            } else {
                return refuse(line, "has no object for the field “\(into.name)”", block)
            }
        } else {
            splice.apply(changes)
        }
        count(line, edits, damage, block)
        if options.explains {
            var writer = JSONWriter(isASCIIOnly: isASCIIOnly, isSpaced: splice.isSpaced)
            explain(line.text, edits, damage, raws, &writer)
            line.parser.enter([])
            if let field = line.parser.find(FixCommand.explanation) {
                splice.replace(field, with: writer.bytes)
            } else {
                splice.add(FixCommand.explanation, writer.bytes, isASCIIOnly: isASCIIOnly)
            }
        }
        splice.write(to: &block.output)
        if options.keepsEdits, !edits.isEmpty { keep(line, edits, raws, block) }
    }

    private func count(_ line: JSONLine, _ edits: [Edit], _ damage: Damage, _ block: Block) {
        block.counts.add(line: edits, damage)
        options.scribe?.add(line: line, edits, damage, block)
    }

    /// Leaves a line as it is and says why.
    private func refuse(_ line: JSONLine, _ reason: String, _ block: Block) {
        block.problems.append(Block.Note(line: line.number, message: "the line \(reason); it is left as it is"))
        pass(line.range, block)
    }

    private func explain(
        _ text: [UInt8], _ edits: [Edit], _ damage: Damage, _ raws: [String?], _ writer: inout JSONWriter
    ) {
        writer.object { writer in
            writer.field("spun", damage.probability.roundedProbability)
            writer.field("profile", damage.profile)
            if options.unit != .utf8 { writer.field("offsets", options.unit.rawValue) }
            writer.field("edits") { writer in
                var counter = OffsetCounter(text, options.unit)
                EditWriter.write(edits, &counter, &writer, raws: raws)
            }
            writer.suspicions(damage.suspicions, OffsetCounter(text, options.unit))
        }
    }

    private func keep(_ line: JSONLine, _ edits: [Edit], _ raws: [String?], _ block: Block) {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("line", line.number)
            writer.field("edits") { writer in
                var counter = OffsetCounter(line.text, options.unit)
                EditWriter.write(edits, &counter, &writer, raws: raws)
            }
        }
        writer.raw("\n")
        block.edits += writer.bytes
    }
}
