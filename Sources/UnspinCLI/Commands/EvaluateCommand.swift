import Unspin

/// `unspin evaluate`: measures the repairs against references.
enum EvaluateCommand {
    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        guard arguments.operands.count == 1 else {
            throw .usage("name one file with references, as in unspin evaluate GOLD.jsonl")
        }
        let unspinner = try RepairOptions.unspinner(arguments, console)
        var tally = Tally()
        var measured = 0
        let status = AlignedLine.read(arguments.operands[0], console) { line in
            let problem = add(line, unspinner, &tally)
            measured += problem == nil ? 1 : 0
            return problem
        }
        // Figures of nothing would be perfect.
        guard measured > 0 else {
            console.report("\(arguments.operands[0]): nothing to measure; a line needs the field “spun”, and “clean” or “edits”")
            return .inputFailed
        }
        if arguments.has(.verbose) {
            try console.messages.write(tally.listing)
            try console.messages.flush()
        }
        try console.output.write(tally.summary)
        return status
    }

    /// Returns what is wrong with the line, if anything.
    private static func add(_ line: AlignedLine, _ unspinner: Unspinner, _ tally: inout Tally) -> String? {
        let (bytes, edits, _) = unspinner.explain(utf8: line.spun)
        let spun = CharacterOffsets(line.spun)
        switch line.reference {
        case .edits(let gold):
            guard gold.allSatisfy({ $0.range.upperBound <= spun.scalars.count }) else {
                return "an edit lies outside of “spun”; its places count characters"
            }
            tally.add(
                spun: spun.scalars,
                gold: gold.map { Tally.Replacement(range: $0.range, text: CharacterOffsets($0.original).scalars) },
                system: edits.map {
                    Tally.Replacement(range: spun.characterRange($0.range), text: Array($0.replacement.unicodeScalars))
                })
        case .texts(let references):
            guard !references.isEmpty else { return "“clean” is empty; it needs a reference" }
            tally.add(
                spun: spun.scalars, output: CharacterOffsets(bytes).scalars,
                references: references.map { CharacterOffsets($0).scalars })
        }
        return nil
    }
}
