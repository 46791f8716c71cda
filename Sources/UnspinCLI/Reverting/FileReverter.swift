/// Undoes the edits of a file with the help of the file that `fix --edits` wrote for it.
struct FileReverter {
    /// Lines that are left as they are.
    private(set) var problems = 0
    private let file: InputFile
    private let input: Input
    private let field: FieldPath
    private let console: Console
    private var edits: EditsReader

    /// - Parameter field: the field of the documents where the edits do not say.
    init(_ file: InputFile, edits: String, _ field: FieldPath, _ console: Console) throws(InputFailure) {
        self.edits = try EditsReader(path: edits)
        input = try file.open(console)
        self.file = file
        self.field = self.edits.field.map(FieldPath.init) ?? field
        self.console = console
    }

    /// Returns why the file cannot be reverted, if it cannot.
    mutating func run(_ write: ([UInt8]) throws(Failure) -> Void) throws(Failure) -> String? {
        do {
            return (edits.format ?? file.format) == .text ? try revertText(write) : try revertLines(write)
        } catch let failure as InputFailure {
            return failure.description
        } catch let failure as Failure {
            throw failure
        } catch {
            throw .defect("\(error)")
        }
    }

    private mutating func revertText(_ write: ([UInt8]) throws(Failure) -> Void) throws -> String? {
        var reverter = TextReverter(input, edits.unit)
        while let entry = try edits.next() {
            for change in entry.changes {
                let isRight = try reverter.revert(change) { bytes, range throws(Failure) in try write(Array(bytes[range])) }
                if !isRight {
                    return "\(file.path): \(RevertProblem.changed(replacement: change.replacement).advice); it cannot be reverted"
                }
            }
        }
        try reverter.finish { bytes, range throws(Failure) in try write(Array(bytes[range])) }
        return nil
    }

    private mutating func revertLines(_ write: ([UInt8]) throws(Failure) -> Void) throws -> String? {
        let parser = JSONParser()
        var lines = LineReader(input)
        var number = 0
        var next = try edits.next()
        var output: [UInt8] = []
        while let range = try lines.next() {
            number += 1
            var changes: [JSONParser.Change] = []
            if let entry = next, entry.line == number {
                changes = entry.changes
                next = try edits.next()
            }
            if changes.isEmpty, !edits.isExplained {
                output += lines.bytes[range]
            } else {
                let start = range.lowerBound + (number == 1 && lines.bytes[range].starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
                if let problem = revert(lines.bytes, range, start, number, changes, parser, &output) {
                    console.report("\(file.path):\(number): the line \(problem); it is left as it is")
                    problems += 1
                    output += lines.bytes[range]
                }
            }
            if output.count >= 1 << 20 {
                try write(output)
                output.removeAll(keepingCapacity: true)
            }
        }
        try write(output)
        return next == nil ? nil : "\(file.path): has fewer lines than its edits say; it cannot be reverted"
    }

    private func revert(
        _ bytes: [UInt8], _ range: Range<Int>, _ start: Int, _ number: Int, _ changes: [JSONParser.Change], _ parser: JSONParser,
        _ output: inout [UInt8]
    ) -> String? {
        do throws(JSONProblem) {
            try parser.read(bytes, start..<range.upperBound)
            guard let field = field.find(parser), field.isString else { throw .notAString }
            let line = JSONLine(
                path: file.path, number: number, bytes: bytes, range: range, start: start, parser: parser, field: field,
                text: try parser.string(field))
            do throws(RevertProblem) {
                try LineReverter.revert(line, changes, edits.unit, isExplained: edits.isExplained, into: &output)
                return nil
            } catch {
                return error.advice
            }
        } catch {
            // Lines without a document were passed over.
            if changes.isEmpty {
                output += bytes[range]
                return nil
            }
            return error.advice
        }
    }
}
