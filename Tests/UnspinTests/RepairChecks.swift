import UnspinCore

@testable import Unspin

/// What holds of every repair of every text. Lists what does not.
struct RepairChecks {
    let unspinner: Unspinner
    private let tables: [PhraseTable]

    init(_ configuration: Configuration = Configuration()) throws {
        unspinner = try Unspinner(configuration)
        let engine = try Engine(configuration)
        tables = engine.tables + engine.rarer
    }

    static func assuming(_ assumption: Configuration.Assumption) throws -> RepairChecks {
        var configuration = Configuration()
        configuration.assumption = assumption
        return try RepairChecks(configuration)
    }

    func violations(_ input: [UInt8], isFixedPoint: Bool = true) -> [String] {
        let (output, edits, damage) = unspinner.explain(utf8: input)
        var violations: [String] = []
        var at = 0
        for edit in edits {
            if edit.range.lowerBound < at || edit.range.isEmpty || edit.range.upperBound > input.count {
                violations.append("out of order or outside: \(edit)")
                continue
            }
            at = edit.range.upperBound
            if String(decoding: input[edit.range], as: UTF8.self) != edit.original { violations.append("another original: \(edit)") }
            if edit.replacement == edit.original { violations.append("changes nothing: \(edit)") }
            if !(0...1).contains(edit.confidence) { violations.append("no probability: \(edit)") }
            if edit.reason.isEmpty || edit.reason.contains("\n") { violations.append("reason: \(edit)") }
            if !isLive(edit) { violations.append("no such rule: \(edit)") }
            if !Self.characterSteps.contains(edit.step), !damage.regions.contains(where: { $0.range.lowerBound <= edit.range.lowerBound && edit.range.upperBound <= $0.range.upperBound }) {
                violations.append("outside of the damage: \(edit)")
            }
        }
        if edits.applied(to: input) != output { violations.append("the edits do not rebuild the output") }
        at = 0
        for region in damage.regions {
            if region.range.lowerBound < at || region.range.isEmpty || region.range.upperBound > input.count {
                violations.append("region: \(region)")
            }
            at = region.range.upperBound
            if !(0...1).contains(region.probability) { violations.append("no probability: \(region)") }
        }
        if !(0...1).contains(damage.probability) { violations.append("no probability: \(damage)") }
        if unspinner.damage(utf8: input) != damage { violations.append("damage(utf8:) tells another story") }
        if isFixedPoint {
            let again = unspinner.explain(utf8: output).edits
            if !again.isEmpty { violations.append("a second repair changes more: \(again.map { "\($0.original) > \($0.replacement)" })") }
        }
        return violations
    }

    /// Steps that look for certain damage everywhere.
    private static let characterSteps: Set<String> = ["encoding", "invisible", "lookalikes", "spintax"]
    private static let proseSteps: Set<String> = ["agreement", "spacing"]

    /// A rule is `article` or `profile/variant>head`, and the profile has that pair.
    private func isLive(_ edit: Edit) -> Bool {
        if edit.step == "terms" { return edit.rule == "article" || edit.rule.hasPrefix("b/") && edit.rule.contains(">") }
        // Edits of several steps at one place are one.
        let steps = edit.step.split(separator: "+").map(String.init)
        if steps.count > 1 { return steps.allSatisfy { $0 == "phrases" || Self.characterSteps.union(Self.proseSteps).contains($0) } }
        if Self.characterSteps.union(Self.proseSteps).contains(edit.step) { return edit.rule.hasPrefix(edit.step + "/") }
        guard edit.step == "phrases" else { return false }
        if edit.rule == "article" { return ["a", "an", "A", "An"].contains(edit.original) }
        guard let slash = edit.rule.firstIndex(of: "/"), let table = tables.first(where: { $0.name == edit.rule[..<slash] }),
            let arrow = edit.rule.lastIndex(of: ">")
        else { return false }
        let variant = edit.rule[edit.rule.index(after: slash)..<arrow]
        return table.candidates(for: String(variant)).contains { $0.head == edit.rule[edit.rule.index(after: arrow)...] }
    }
}
