import Testing
import UnspinCore
import UnspinTestSupport

@testable import Unspin

/// Each step on its own, on its own cases.
@Suite struct StepTests {
    private static let proseSteps: Set<String> = ["agreement", "spacing"]
    private static let unspinners = Result { () throws -> [String: Unspinner] in
        var unspinners: [String: Unspinner] = [:]
        for step in StepFixtures.steps {
            for assumption in Configuration.Assumption.allCases {
                var configuration = Configuration()
                configuration.assumption = assumption
                configuration.steps = [step.name]
                unspinners["\(step.name) \(assumption)"] = try Unspinner(configuration)
            }
        }
        return unspinners
    }

    private func unspinner(_ step: String, _ assumption: Configuration.Assumption) throws -> Unspinner {
        try #require(try Self.unspinners.get()["\(step) \(assumption)"])
    }

    @Test(arguments: StepFixtures.steps.map(\.name))
    func allCasesAreThere(_ name: String) throws {
        let step = try #require(StepFixtures.steps.first { $0.name == name })
        #expect(try StepFixtures.damaged().count { $0.step == name } == step.damaged)
        #expect(try StepFixtures.sound().count { $0.step == name } == step.sound)
        #expect(step.damaged >= 40 && step.sound >= 40)
    }

    @Test(arguments: try StepFixtures.damaged())
    func damageIsRepaired(_ item: StepFixtures.Case) throws {
        let unspinner = try unspinner(item.step, .spun)
        let bytes = Array(item.damaged.utf8)
        let (output, edits, _) = unspinner.explain(utf8: bytes)
        #expect(String(decoding: output, as: UTF8.self) == item.repaired)
        #expect(Array(output) == Array(item.repaired.utf8))
        #expect(edits.allSatisfy { $0.step == item.step && $0.rule.hasPrefix(item.step + "/") })
        #expect(edits.applied(to: bytes) == output)
        #expect(edits.reverted(from: output) == bytes)
        #expect(unspinner.explain(utf8: output).edits == [], "repairing again changes more")
    }

    @Test(arguments: try StepFixtures.sound())
    func soundTextComesBack(_ item: StepFixtures.Case) throws {
        #expect(Array(try unspinner(item.step, .auto).repair(item.damaged).utf8) == Array(item.damaged.utf8))
        #expect(Array(try unspinner(item.step, .clean).repair(item.damaged).utf8) == Array(item.damaged.utf8))
        // In text that is known to be spun, strays and rows of asterisks are damage.
        if item.step != "invisible", item.step != "spintax" {
            #expect(Array(try unspinner(item.step, .spun).repair(item.damaged).utf8) == Array(item.damaged.utf8))
        }
    }

    /// Human text holds all that these steps mend.
    @Test(arguments: try StepFixtures.damaged().filter { proseSteps.contains($0.step) })
    func humanSlipsStay(_ item: StepFixtures.Case) throws {
        #expect(try unspinner(item.step, .auto).explain(item.damaged).edits == [])
    }

    /// What no scan suspects is never looked at.
    @Test(arguments: try StepFixtures.damaged().filter { !proseSteps.contains($0.step) })
    func damageIsSuspected(_ item: StepFixtures.Case) throws {
        let suspicions: [String: SuspectBytes] = ["encoding": .encoding, "invisible": .invisible, "lookalikes": .lookalikes, "spintax": .spintax]
        let suspicion = try #require(suspicions[item.step])
        // At every place relative to the words that the scan reads.
        for shift in [0, 1, 5, 31] {
            let bytes = Array((String(repeating: " ", count: shift) + item.damaged).utf8)
            #expect(SuspectBytes.of(bytes.span).contains(suspicion))
        }
    }

    @Test(arguments: try StepFixtures.damaged())
    func allStepsTogetherReachAFixedPoint(_ item: StepFixtures.Case) throws {
        var configuration = Configuration()
        configuration.skippedSteps = ["phrases"]
        configuration.assumption = .spun
        let unspinner = try Unspinner(configuration)
        let bytes = Array(item.damaged.utf8)
        let (output, edits, _) = unspinner.explain(utf8: bytes)
        #expect(edits.reverted(from: output) == bytes)
        #expect(unspinner.explain(utf8: output).edits == [])
    }

    /// All cases of a step, one below the other: what it mends changes what the text's own ways are counted from.
    @Test(arguments: StepFixtures.steps.map(\.name))
    func aStepHasNothingToDoOnItsOwnOutput(_ step: String) throws {
        let text = try StepFixtures.damaged().filter { $0.step == step }.map(\.damaged).joined(separator: "\n")
        let unspinner = try unspinner(step, .spun)
        let (output, edits, _) = unspinner.explain(utf8: Array(text.utf8))
        #expect(edits.count > 10)
        #expect(edits.reverted(from: output) == Array(text.utf8))
        #expect(unspinner.explain(utf8: output).edits == [])
    }
}
