/// A line of aligned text: a spun text and its references.
struct AlignedLine {
    /// What the spun text was made from.
    enum Reference {
        /// Each replacement in characters of the spun text.
        case edits([JSONParser.Edit])
        /// Whole texts.
        case texts([[UInt8]])
    }

    var spun: [UInt8]
    var reference: Reference

    /// Reads every line of an input. Lines that are no aligned text are reported, and so is what `body` says of one.
    ///
    /// Returns ``ExitCode/inputFailed`` where there was one, or where the input cannot be read.
    static func read(
        _ path: String, _ console: Console, _ body: (AlignedLine) -> String?
    ) -> ExitCode {
        let parser = JSONParser()
        var status = ExitCode.done
        var number = 0
        do throws(InputFailure) {
            var reader = LineReader(path == "-" ? console.input : try Input.open(path: path))
            while let range = try reader.next() {
                number += 1
                guard reader.bytes[range].contains(where: { $0 > 0x20 }) else { continue }
                let problem: String?
                do throws(JSONProblem) {
                    switch try line(reader.bytes, range, parser) {
                    case .success(let line): problem = body(line)
                    case .failure(let message): problem = message.text
                    }
                } catch {
                    problem = error == .invalid ? "the line is not valid JSON; mend it" : "the line \(error.advice)"
                }
                guard let problem else { continue }
                console.report("\(path):\(number): \(problem)")
                status = .inputFailed
            }
        } catch {
            console.report(error.description)
            status = .inputFailed
        }
        return status
    }

    private struct Message: Error { var text: String }

    private static func line(
        _ bytes: [UInt8], _ range: Range<Int>, _ parser: JSONParser
    ) throws(JSONProblem) -> Result<AlignedLine, Message> {
        try parser.read(bytes, range)
        guard let spun = parser.find("spun"), spun.isString else {
            return .failure(Message(text: "the line has no string in the field “spun”; name the spun text so"))
        }
        let text = try parser.string(spun)
        if let edits = parser.find("edits") {
            return .success(AlignedLine(spun: text, reference: .edits(try parser.edits(edits))))
        }
        if let clean = parser.find("clean") {
            return .success(AlignedLine(spun: text, reference: .texts(try parser.strings(clean))))
        }
        return .failure(Message(text: "the line has neither “clean”, its original, nor “edits”; add one of them"))
    }
}
