import UnspinTestSupport

extension FuzzTarget {
    /// JSON lines, repaired and brought back. The first byte chooses the options.
    static let lines = FuzzTarget("lines") { input in
        let (choice, lines) = input.chosen
        let unit = ["utf8", "utf16", "scalar"][choice % 3]
        let explains = choice / 3 % 2 == 0
        let into = choice / 6 % 3 == 0 ? ["--into", "repaired"] : []
        let nested = choice / 18 % 3 == 0 ? ["--field", "a.text"] : []
        let fixed = CommandRun(
            ["fix", "--format", "jsonl", "--threads", "1", "--offsets", unit] + (explains ? ["--explain"] : []) + into + nested + CommandRun.smallTable,
            input: lines)
        var violations = fixed.violations
        func count(_ bytes: [UInt8]) -> Int { bytes.count { $0 == 0x0a } }
        if count(fixed.output) != count(lines) { violations.append("another number of lines") }
        // What a line says of earlier edits is replaced.
        guard explains, into.isEmpty, !lines.mayHold("unspin") else { return violations }
        let reverted = CommandRun(["revert", "--format", "jsonl", "--threads", "1"] + nested + ["-"], input: fixed.output)
        violations += reverted.violations
        if reverted.output != lines { violations.append("the lines do not come back: \(String(decoding: reverted.output, as: UTF8.self))") }
        return violations
    }

    /// A packed file. The first byte chooses how it is packed, and what is in it. A few bytes may stand for megabytes, which are read once.
    static let packed = FuzzTarget("packed", longest: 256, seconds: 30) { input in
        let (choice, bytes) = input.chosen
        do {
            let file = try TemporaryFile(bytes, ending: [".txt.gz", ".txt.zst", ".jsonl.gz", ".jsonl.zst"][choice % 4])
            return CommandRun(["fix", "--threads", "1", "--assume", "clean", file.path], input: []).violations
        } catch {
            return ["\(error)"]
        }
    }

    /// A text or JSON lines, a record separator, and the edits to undo. The first byte chooses the options.
    static let revert = FuzzTarget("revert") { input in
        let (choice, rest) = input.chosen
        let (text, edits) = rest.halves
        let format = choice % 2 == 0 ? "text" : "jsonl"
        do {
            let file = try TemporaryFile(edits)
            return CommandRun(["revert", "--format", format, "-", file.path], input: text).violations
        } catch {
            return ["\(error)"]
        }
    }
}

extension [UInt8] {
    /// Whether the word may stand here, spelled out or escaped.
    fileprivate func mayHold(_ word: String) -> Bool {
        let text = String(decoding: self, as: UTF8.self)
        return text.contains(word) || text.contains("\\u00")
    }
}
