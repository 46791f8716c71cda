/// What a command does with the documents of a block. Each thread has its own.
protocol DocumentVisitor: AnyObject {
    /// A text, or a piece of one, without its byte order mark.
    func visit(text block: Block)
    func visit(line: JSONLine, _ block: Block)
    /// A line with no document in it: it is kept as it is.
    func pass(_ range: Range<Int>, _ block: Block)
    /// All documents of the block were visited.
    func finish(_ block: Block)
}

extension DocumentVisitor {
    func pass(_ range: Range<Int>, _ block: Block) {}
    func finish(_ block: Block) {}
}

/// Finds the documents of a block.
final class DocumentWorker: BlockWorker {
    private let field: FieldPath
    private let visitor: any DocumentVisitor
    private let parser = JSONParser()

    init(field: FieldPath, _ visitor: any DocumentVisitor) {
        self.field = field
        self.visitor = visitor
    }

    func process(_ block: Block) {
        switch block.file.format {
        case .text: visitor.visit(text: block)
        case .jsonl where block.isTooLong: visitor.pass(0..<block.bytes.count, block)
        case .jsonl: processLines(block)
        }
        visitor.finish(block)
    }

    private func processLines(_ block: Block) {
        var number = block.firstLine
        var start = 0
        while start < block.bytes.count {
            let end = block.bytes.firstNewline(start..<block.bytes.count).map { $0 + 1 } ?? block.bytes.count
            do throws(JSONProblem) {
                try process(start..<end, number, block)
            } catch {
                block.problems.append(Block.Note(line: number, message: "the line \(error.advice); it is left as it is"))
                visitor.pass(start..<end, block)
            }
            number += 1
            start = end
        }
    }

    private func process(_ range: Range<Int>, _ number: Int, _ block: Block) throws(JSONProblem) {
        var start = range.lowerBound
        if start == 0, block.hasMark { start += 3 }
        if isBlank(block.bytes, start..<range.upperBound) { return visitor.pass(range, block) }
        try parser.read(block.bytes, start..<range.upperBound)
        block.objects += 1
        guard let field = field.find(parser), field.isString else { return visitor.pass(range, block) }
        let text = try parser.string(field)
        block.counts.documents += 1
        visitor.visit(
            line: JSONLine(
                path: block.file.path, number: number, bytes: block.bytes, range: range, start: start, parser: parser,
                field: field, text: text),
            block)
    }

    private func isBlank(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        for index in range where bytes[index] != 0x20 && !(0x09...0x0D).contains(bytes[index]) { return false }
        return true
    }
}
