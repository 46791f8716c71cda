import Unspin

/// What the form of every repair has to be, whatever the text.
public enum RepairForm {
    /// Lists what does not hold.
    ///
    /// - Parameter settles: after how many repairs another one has to change nothing; nil where the text may be read in another way once it
    ///   is repaired.
    public static func violations(_ input: [UInt8], by unspinner: Unspinner, settlesAfter settles: Int? = nil) -> [String] {
        let (output, edits, damage) = unspinner.explain(utf8: input)
        var violations = violations(input, output, edits)
        check(damage.regions.map(\.range), in: input, "regions", &violations)
        for region in damage.regions where !(0...1).contains(region.probability) { violations.append("no probability: \(region)") }
        if !(0...1).contains(damage.probability) { violations.append("no probability: \(damage)") }
        if unspinner.damage(utf8: input) != damage { violations.append("damage(utf8:) tells another story") }
        if let settles {
            let settled = (1..<settles).reduce(output) { text, _ in unspinner.explain(utf8: text).bytes }
            let again = unspinner.explain(utf8: settled).edits
            if !again.isEmpty { violations.append("another repair changes more: \(again.map { "\($0.original) > \($0.replacement)" })") }
        }
        return violations
    }

    /// Lists what does not hold of an output and the edits that made it.
    public static func violations(_ input: [UInt8], _ output: [UInt8], _ edits: [Edit]) -> [String] {
        var violations: [String] = []
        let isOrdered = check(edits.map(\.range), in: input, "edits", &violations)
        for edit in edits {
            if isOrdered, !edit.original.utf8.elementsEqual(input[edit.range]) { violations.append("another original: \(edit)") }
            if edit.replacement == edit.original { violations.append("changes nothing: \(edit)") }
            if !(0...1).contains(edit.confidence) { violations.append("no probability: \(edit)") }
            if edit.reason.isEmpty || edit.reason.contains("\n") { violations.append("reason: \(edit)") }
        }
        if isOrdered {
            if edits.applied(to: input) != output { violations.append("the edits do not rebuild the output") }
            if edits.reverted(from: output) != input { violations.append("the originals do not give the input back") }
        }
        return violations
    }

    /// Whether the ranges are in order and within the input.
    @discardableResult
    private static func check(_ ranges: [Range<Int>], in input: [UInt8], _ what: String, _ violations: inout [String]) -> Bool {
        var at = 0
        for range in ranges {
            if range.lowerBound < at || range.isEmpty || range.upperBound > input.count {
                violations.append("\(what) out of order, empty or outside: \(range)")
                return false
            }
            at = range.upperBound
        }
        return true
    }
}

extension [Edit] {
    /// The input, from the output and these edits; empty where they are not of it.
    public func reverted(from output: [UInt8]) -> [UInt8] {
        var input: [UInt8] = []
        var at = 0
        for edit in self {
            // As many bytes stand between two edits in the output as in the input.
            let kept = edit.range.lowerBound - input.count
            guard kept >= 0, at + kept + edit.replacement.utf8.count <= output.count else { return [] }
            input += output[at..<at + kept]
            input += edit.original.utf8
            at += kept + edit.replacement.utf8.count
        }
        return input + output[at...]
    }
}
