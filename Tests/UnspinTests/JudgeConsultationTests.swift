import Testing
import UnspinCore

@testable import Unspin

/// What the answers of a judge do to a document.
@Suite struct JudgeConsultationTests {
    private static let table = """
        # profile: mine
        go to to\tvisit to\t9
        go to to\ttrip to\t8
        navy\tmilitary\t9
        navy\tarmy\t9

        """
    private static let text = "The minister “Lavrov” pledged Navy help on a go to to Mali.\nHe called it a long go to to a friend."

    /// Prefers the candidates that hold a word, and keeps the questions.
    private final class Scripted: Judge {
        private let words: [String]
        private let asked = LockedValue<[JudgeQuestion]>([])
        var questions: [JudgeQuestion] { asked.withLock { $0 } }

        init(_ words: [String]) { self.words = words }

        func scores(for questions: [JudgeQuestion]) -> [[Double]?] {
            asked.withLock { $0 += questions }
            return questions.map { question in
                question.candidates.map { candidate in
                    words.contains { candidate.lowercased().contains($0) } ? -1 : -30
                }
            }
        }
    }

    private struct Useless: Judge {
        var answer: @Sendable (JudgeQuestion) -> [Double]?
        func scores(for questions: [JudgeQuestion]) -> [[Double]?] { questions.map(answer) }
    }

    private struct Short: Judge {
        func scores(for questions: [JudgeQuestion]) -> [[Double]?] { [] }
    }

    private func unspinner(_ judge: (any Judge)?) throws -> Unspinner {
        var configuration = Configuration()
        configuration.assumption = .spun
        configuration.usesBuiltInTables = false
        configuration.userTables = [Array(Self.table.utf8)]
        configuration.judge = judge
        return try Unspinner(configuration)
    }

    @Test(arguments: [["military", "visit"], ["army", "trip"]])
    func aDoubtfulPlaceIsReadAsTheJudgeSays(_ words: [String]) throws {
        let judge = Scripted(words)
        let repair = try unspinner(judge).explain(Self.text)
        for word in words { #expect(repair.text.lowercased().contains(word), "\(repair.text)") }
        #expect(repair.edits.applied(to: Array(Self.text.utf8)) == Array(repair.text.utf8))
        #expect(repair.edits.allSatisfy { $0.confidence > 0.5 && $0.confidence <= 1 })
        #expect(!judge.questions.isEmpty)
    }

    /// Context comes from the restored text, and it fits the candidates without a gap.
    @Test func questionsHoldRestoredText() throws {
        let judge = Scripted(["military", "visit"])
        _ = try unspinner(judge).repair(Self.text)
        let alone = try unspinner(nil).repair(Self.text)
        for question in judge.questions {
            #expect(Set(question.candidates).count == question.candidates.count && question.candidates.count > 1)
            #expect(!question.prefix.contains("go to to") && !question.suffix.contains("go to to"))
        }
        let first = try #require(judge.questions.first)
        let whole = first.candidates.map { first.prefix + $0 + first.suffix }
        #expect(whole.contains { alone.hasPrefix($0) }, "\(first) does not fit \(alone)")
    }

    @Test func questionsAreBounded() throws {
        let judge = Scripted(["military", "visit"])
        let text = String(repeating: Self.text + "\n", count: 12)
        _ = try unspinner(judge).repair(text)
        #expect(!judge.questions.isEmpty)
        for question in judge.questions {
            #expect(question.prefix.utf8.count <= 400)
            #expect(question.suffix.utf8.count <= 100)
            #expect(!question.prefix.hasPrefix(" "))
        }
    }

    @Test func answersOfNoUseChangeNothing() throws {
        let alone = try unspinner(nil).explain(Self.text)
        let judges: [any Judge] = [
            Useless { _ in nil }, Useless { _ in [] }, Useless { $0.candidates.map { _ in .nan } },
            Useless { $0.candidates.map { _ in -.infinity } }, Useless { $0.candidates.map { _ in -1 } + [-1] }, Short(),
        ]
        for judge in judges { #expect(try unspinner(judge).explain(Self.text) == alone) }
    }

    /// Scores without limit move probability, and nothing else.
    @Test func hugeScoresAreBorne() throws {
        for score in [1e300, -1e300, 1e30] {
            let judge = Useless { question in question.candidates.indices.map { $0 == 0 ? score : -score } }
            let repair = try unspinner(judge).explain(Self.text)
            #expect(repair.edits.applied(to: Array(Self.text.utf8)) == Array(repair.text.utf8))
            #expect(repair.edits.allSatisfy { (0...1).contains($0.confidence) })
        }
    }

    @Test func cleanTextIsNotAskedAbout() throws {
        let judge = Scripted(["military"])
        var configuration = Configuration()
        configuration.judge = judge
        let text = "The committee met on Tuesday to look at the plan for the new bridge, which has been late for two years."
        #expect(try Unspinner(configuration).repair(text) == text)
        #expect(judge.questions.isEmpty)
    }
}
