/// Goes through the inputs of a command and hands out their documents.
struct DocumentWalk {
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private let inputs: [(path: String, format: DocumentFormat)]
    private let field: String
    private let isQuiet: Bool
    private let parser = JSONParser()

    init(_ arguments: Arguments) throws(Failure) {
        let format = arguments.value(.format).flatMap(DocumentFormat.init(rawValue:))
        let paths = arguments.operands.isEmpty ? ["-"] : arguments.operands
        inputs = paths.map { ($0, format ?? DocumentFormat(path: $0)) }
        field = arguments.value(.field) ?? "text"
        isQuiet = arguments.has(.quiet)
        guard let text = inputs.first(where: { $0.format == .text }) else { return }
        for (id, name) in [(Flag.ID.field, "--field"), (.into, "--into"), (.explain, "--explain")] where arguments.has(id) {
            let input = text.path == "-" ? "standard input" : text.path
            throw .usage("\(name) is for JSON lines and \(input) is read as text; add --format jsonl if it holds JSON lines")
        }
    }

    var count: Int { inputs.count }

    /// Returns ``ExitCode/inputFailed`` where a part of the input could not be processed, and throws where all of it could not.
    func run(_ visitor: inout some DocumentVisitor, _ console: Console) throws(Failure) -> ExitCode {
        var status = ExitCode.done
        var unread = 0
        for (path, format) in inputs {
            let result: Result<ExitCode, InputFailure>
            switch format {
            case .text: result = try walkText(path, &visitor, console)
            case .jsonl: result = try walkLines(path, &visitor, console)
            }
            switch result {
            case .success(.done): break
            case .success: status = .inputFailed
            case .failure(let failure):
                console.report(failure.description)
                status = .inputFailed
                unread += 1
            }
        }
        if unread == inputs.count { throw .input }
        return status
    }

    private func open(_ path: String, _ console: Console) throws(InputFailure) -> Input {
        path == "-" ? console.input : try Input.open(path: path)
    }

    private func walkText(
        _ path: String, _ visitor: inout some DocumentVisitor, _ console: Console
    ) throws(Failure) -> Result<ExitCode, InputFailure> {
        var bytes: [UInt8]
        do {
            bytes = try open(path, console).readAll()
        } catch {
            return .failure(error)
        }
        let hasMark = bytes.starts(with: Self.mark)
        if hasMark { bytes.removeFirst(Self.mark.count) }
        try visitor.begin(path: path, format: .text)
        try visitor.visit(text: bytes, path: path, hasMark: hasMark)
        return .success(.done)
    }

    private func walkLines(
        _ path: String, _ visitor: inout some DocumentVisitor, _ console: Console
    ) throws(Failure) -> Result<ExitCode, InputFailure> {
        let input: Input
        do {
            input = try open(path, console)
        } catch {
            return .failure(error)
        }
        try visitor.begin(path: path, format: .jsonl)
        var status = ExitCode.done
        var reader = LineReader(input)
        var number = 0
        var objects = 0
        var documents = 0
        while true {
            if reader.mayWait { try visitor.wait() }
            let range: Range<Int>
            do {
                guard let next = try reader.next() else { break }
                range = next
            } catch {
                return .failure(error)
            }
            number += 1
            var start = range.lowerBound
            if number == 1, reader.bytes[range].starts(with: Self.mark) { start += Self.mark.count }
            if isBlank(reader.bytes, start..<range.upperBound) {
                try visitor.pass(reader.bytes, range)
                continue
            }
            do {
                try parser.read(reader.bytes, start..<range.upperBound)
            } catch {
                console.report("\(input.name):\(number): the line \(error.advice); it is left as it is")
                status = .inputFailed
                try visitor.pass(reader.bytes, range)
                continue
            }
            objects += 1
            guard let field = parser.find(field), field.isString else {
                try visitor.pass(reader.bytes, range)
                continue
            }
            documents += 1
            let text: [UInt8]
            do {
                text = try parser.string(field)
            } catch {
                console.report("\(input.name):\(number): the line \(error.advice); it is left as it is")
                status = .inputFailed
                try visitor.pass(reader.bytes, range)
                continue
            }
            try visitor.visit(
                line: JSONLine(
                    path: input.name, number: number, bytes: reader.bytes, range: range, start: start, parser: parser,
                    field: field, text: text))
        }
        if objects > 0, documents == 0, !isQuiet {
            console.report("\(input.name): no line has a string in the field “\(field)”; name the right one with --field")
        }
        return .success(status)
    }

    private func isBlank(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        for index in range where bytes[index] != 0x20 && !(0x09...0x0D).contains(bytes[index]) { return false }
        return true
    }
}
