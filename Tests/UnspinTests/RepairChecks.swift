import UnspinCore
import UnspinTestSupport

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
        let (_, edits, damage) = unspinner.explain(utf8: input)
        var violations = RepairForm.violations(input, by: unspinner, settlesAfter: isFixedPoint ? 1 : nil)
        for edit in edits {
            if !isLive(edit) { violations.append("no such rule: \(edit)") }
            if !Self.characterSteps.contains(edit.step), !damage.regions.contains(where: { $0.range.lowerBound <= edit.range.lowerBound && edit.range.upperBound <= $0.range.upperBound }) {
                violations.append("outside of the damage: \(edit)")
            }
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
