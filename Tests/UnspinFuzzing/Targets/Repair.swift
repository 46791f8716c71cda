import Unspin
import UnspinTestSupport

extension FuzzTarget {
    /// Text of any bytes. The first byte chooses one of ``unspinners``.
    static let repair = FuzzTarget("repair", secondsPerByte: 2e-3) { input in
        let (choice, text) = input.chosen
        let (unspinner, settles) = unspinners[choice % unspinners.count]
        return RepairForm.violations(text, by: unspinner, settlesAfter: settles ? mostRepairs : nil)
    }

    /// Groups of spintax, judged by their surroundings and taken for granted.
    static let spintax = FuzzTarget("spintax") { input in
        let (choice, text) = input.chosen
        return RepairForm.violations(text, by: spintaxUnspinners[choice % 2], settlesAfter: choice % 2 == 1 ? mostRepairs : nil)
    }

    /// Steps run until they find nothing more, but for four times at most: texts that are made to need more settle after so many repairs.
    private static let mostRepairs = 4

    private static func unspinner(_ change: (inout Configuration) -> Void) -> Unspinner {
        var configuration = Configuration()
        change(&configuration)
        return try! Unspinner(configuration)
    }

    private static let spintaxUnspinners = [Configuration.Assumption.auto, .spun].map { assumption in
        unspinner { ($0.assumption, $0.steps) = (assumption, ["spintax"]) }
    }

    /// Ways to repair, and whether repairs have to come to an end.
    private static let unspinners: [(Unspinner, settles: Bool)] = {
        let table = Array("# profile: user\ngo to\tvisit\t9\nnavy\tmilitary\t9\na\tan\t3\nthe a\tthe\t2\nthe\t~\t9/1\n".utf8)
        var all: [(Unspinner, Bool)] = [
            (unspinner { _ in }, false), (unspinner { $0.assumption = .spun }, false), (unspinner { $0.assumption = .clean }, true),
            (unspinner { ($0.assumption, $0.profiles) = (.spun, ["b"]) }, false),
            (unspinner { ($0.assumption, $0.minimumConfidence) = (.spun, 0.9) }, false),
            (unspinner { ($0.assumption, $0.usesBuiltInTables, $0.userTables) = (.spun, false, [table]) }, false),
            (unspinner { ($0.assumption, $0.skippedSteps) = (.spun, ["phrases", "terms"]) }, false),
        ]
        for step in Configuration.knownSteps where step != "phrases" && step != "terms" {
            all.append((unspinner { ($0.assumption, $0.steps) = (.spun, [step]) }, true))
        }
        return all
    }()
}
