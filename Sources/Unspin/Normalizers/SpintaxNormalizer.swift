import UnspinCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The step `spintax`: gives one reading to `{a|b|c}` that a spinner left, and takes its placeholders out.
///
/// Code, templates and the usage lines of commands write the same: a line has to be prose, and where a document holds only one
/// plain group, strictly so.
struct SpintaxNormalizer: CharacterNormalizer {
    static let id = "spintax"
    static let suspicion = SuspectBytes.spintax

    /// Points from which on a document is sure to hold a spinner's source.
    private static let proof = 3
    /// Nats for each token, so that long readings are not worse than short ones: what the model gives to a word on average.
    private static let bonus: Float = 5
    /// Bytes before and after a group that the model reads with it.
    private static let context = 60

    let bytes: [UInt8]
    let input: StepInput
    /// The document holds a spinner's source for sure.
    private(set) var isProven: Bool

    static func edits(_ input: StepInput) -> [Edit] {
        var step = SpintaxNormalizer(bytes: input.bytes, input: input, isProven: input.isAssumedSpun)
        let lines = SuspectBytes.lines(of: input.bytes) { SuspectBytes.of($0).contains(suspicion) }.map { line in
            input.bytes[line].last == 10 ? line.lowerBound..<line.upperBound - 1 : line
        }
        let groups = lines.map { line in
            let groups = SpintaxGroup.all(in: input.bytes, line).filter { step.isGroup($0, line) }
            return groups.isEmpty || step.isTechnical(line) ? [] : groups
        }
        if groups.joined().reduce(0, { $0 + Self.points($1) }) >= proof { step.isProven = true }
        return zip(lines, groups).flatMap { line, groups in
            let edits = step.edits(line, groups) + step.placeholders(line)
            return edits.sorted { $0.range.lowerBound < $1.range.lowerBound }
        }
    }

    private static func points(_ group: SpintaxGroup) -> Int {
        (group.isNested ? 2 : 1) + (group.readings.contains { $0.contains(" ") } ? 1 : 0)
    }

    private func isGroup(_ group: SpintaxGroup, _ line: Range<Int>) -> Bool {
        if input.spans.overlap(group.range) { return false }
        let before = group.range.lowerBound > line.lowerBound ? bytes[group.range.lowerBound - 1] : 32
        let after = group.range.upperBound < line.upperBound ? bytes[group.range.upperBound] : 32
        // "{very |}happy" is whole, "{a|b}c" is not.
        let isOptional = group.readings.contains { $0.isEmpty || $0.last == " " }
        if LatinLetter.isASCII(UInt32(before)) || LatinLetter.isASCII(UInt32(after)) && !isOptional { return false }
        return !"\\$%#@=^_*/<[`.+".utf8.contains(before) && !"([=_*/>^`+".utf8.contains(after)
    }

    /// Signs and words of manuals, in which braces mean a choice of the reader's.
    private func isTechnical(_ line: Range<Int>) -> Bool {
        let text = String(decoding: bytes[line], as: UTF8.self).lowercased()
        if text.contains("--") && text.contains("[") || text.contains("::") || text.contains("=>") || text.contains("();") { return true }
        if [UInt8(ascii: "$"), UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: ">")].contains(bytes[line.lowerBound]), line.count > 1 {
            if bytes[line.lowerBound + 1] == 32 || bytes[line.lowerBound] == UInt8(ascii: "@") { return true }
        }
        return text.split { !$0.isLetter }.contains { Self.technical.contains(String($0)) }
    }

    private static let technical: Set<String> = [
        "usage", "syntax", "command", "argument", "arguments", "parameter", "parameters", "regex", "regexp", "template", "spintax", "placeholder",
        "param", "returns", "sudo", "systemctl", "enum", "json", "latex", "grammar", "shell", "script", "brace", "braces", "curly", "pipe", "option",
    ]

    // MARK: Readings

    private func edits(_ line: Range<Int>, _ groups: [SpintaxGroup]) -> [Edit] {
        var edits: [Edit] = []
        var resolved = ""
        var at = line.lowerBound
        if groups.isEmpty, !isProven { return [] }
        let isProse = isProse(line, without: groups)
        let isSource = isProven || groups.reduce(0) { $0 + Self.points($1) } >= Self.proof
        for (index, group) in groups.enumerated() where isProse || isSource {
            resolved = String((resolved + text(at..<group.range.lowerBound)).suffix(2 * Self.context))
            let next = index + 1 < groups.count ? groups[index + 1].range.lowerBound : line.upperBound
            let after = text(group.range.upperBound..<min(next, group.range.upperBound + Self.context)) + (index + 1 < groups.count ? groups[index + 1].readings[0] : "")
            let (reading, confidence) = best(group.readings, before: resolved, after: after)
            edits.append(edit(group.range, reading, "group", confidence, "One reading of a spinner's choices, as the words around it suggest."))
            resolved += reading
            at = group.range.upperBound
        }
        return isProven && isProse && !isTechnical(line) ? edits + torn(line, groups) : edits
    }

    /// The reading that the language model likes best between what stands before and after, and its share of the probability.
    func best(_ readings: [String], before: String, after: String) -> (String, Double) {
        let head = String(before.suffix(Self.context))
        let tail = String(after.prefix(Self.context))
        let scores = readings.map { reading in
            let (log, tokens) = input.model.score(text: head + reading + tail, startsParagraph: head.count == before.count)
            return Double(log + Self.bonus * Float(tokens))
        }
        let top = scores.indices.max { scores[$0] < scores[$1] }!
        let sum = scores.reduce(0.0) { $0 + exp($1 - scores[top]) }
        return (readings[top], 1 / sum)
    }

    /// The share of the words that the model knows, and enough of them, decide whether the rest of a line is a sentence.
    private func isProse(_ line: Range<Int>, without groups: [SpintaxGroup]) -> Bool {
        var rest: [UInt8] = []
        var at = line.lowerBound
        for group in groups {
            rest += bytes[at..<group.range.lowerBound]
            at = group.range.upperBound
        }
        rest += bytes[at..<line.upperBound]
        if rest.contains(where: Self.isOfCode) { return false }
        let words = rest.split { !LatinLetter.isASCII(UInt32($0)) && $0 < 0x80 && $0 != UInt8(ascii: "'") }.map { String(decoding: $0, as: UTF8.self) }
        let known = words.count { input.model.knows($0) }
        let areKnown = groups.allSatisfy { group in group.readings.contains { $0.split(separator: " ").allSatisfy { input.model.knows(String($0)) } } }
        return words.count >= 3 && known * 10 >= words.count * 8 && areKnown
    }

    /// Marks that sentences seldom hold, and code, addresses and formulas often.
    private static func isOfCode(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "_"), UInt8(ascii: "@"),
            UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "`"): true
        default: false
        }
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    func edit(_ range: Range<Int>, _ replacement: String, _ rule: String, _ confidence: Double, _ reason: String) -> Edit {
        Edit(
            range: range, original: text(range), replacement: replacement, step: Self.id, rule: "spintax/\(rule)", confidence: confidence,
            reason: reason)
    }
}
