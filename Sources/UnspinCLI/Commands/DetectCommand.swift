import Unspin

/// `unspin detect`: one JSON line a document.
struct DetectCommand: DocumentVisitor {
    private let unspinner: Unspinner
    private let output: Output

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        let walk = try DocumentWalk(arguments)
        let unspinner = try RepairOptions.unspinner(arguments, console)
        return try OutputTarget.run(arguments, console) { output throws(Failure) in
            var visitor = DetectCommand(unspinner: unspinner, output: output)
            return try walk.run(&visitor, console)
        }
    }

    mutating func wait() throws(Failure) { try output.flush() }

    mutating func visit(text: [UInt8], path: String, hasMark: Bool) throws(Failure) {
        // The mark is no part of the document, but its bytes are a part of the file.
        try report(text, path: path, line: nil, offset: hasMark ? 3 : 0)
    }

    mutating func visit(line: JSONLine) throws(Failure) {
        try report(line.text, path: line.path, line: line.number, offset: 0)
    }

    private func report(_ text: [UInt8], path: String, line: Int?, offset: Int) throws(Failure) {
        let damage = unspinner.damage(utf8: text)
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
                                writer.field("start", region.range.lowerBound + offset)
                                writer.field("end", region.range.upperBound + offset)
                                writer.field("spun", region.probability.roundedProbability)
                                writer.field("profile", region.profile)
                            }
                        }
                    }
                }
            }
        }
        writer.raw("\n")
        try output.write(writer.bytes)
    }
}
