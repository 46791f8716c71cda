import Testing
import UnspinCore
import UnspinTestSupport

@testable import Unspin

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Judges that are small programs, most of them bad ones.
@Suite struct JudgeProcessTests {
    /// Keeps what a judge reports.
    private final class Failures: Sendable {
        private let list = LockedValue<[JudgeFailure]>([])
        var all: [JudgeFailure] { list.withLock { $0 } }
        func add(_ failure: JudgeFailure) { list.withLock { $0.append(failure) } }
    }

    private static let question = JudgeQuestion(prefix: "on a ", candidates: ["visit", "trip"], suffix: " to Mali.")

    private func judge(_ command: String, timeout: Double = 5) -> (judge: JudgeProcess, failures: Failures) {
        let failures = Failures()
        return (JudgeProcess(command: command, timeout: timeout) { failures.add($0) }, failures)
    }

    /// Answers with the numbers of the candidates' bytes.
    private static let counting = #"""
        python3 -c '
        import json, sys
        for line in sys.stdin:
            print(json.dumps({"scores": [-len(c.encode()) for c in json.loads(line)["candidates"]]}), flush=True)
        '
        """#

    @Test func answersComeInOrder() {
        let (judge, failures) = judge(Self.counting)
        let odd = JudgeQuestion(prefix: "\"\\\n\u{1}", candidates: ["\"", "\n\\\t", "é😀", "\u{7F}"], suffix: "\r\u{8}")
        #expect(judge.scores(for: [Self.question, odd]) == [[-5, -4], [-1, -3, -6, -1]])
        #expect(judge.scores(for: []) == [])
        #expect(judge.scores(for: [odd, Self.question]) == [[-1, -3, -6, -1], [-5, -4]])
        #expect(failures.all == [])
    }

    /// More than any pipe holds, both ways.
    @Test func manyQuestionsDoNotBlock() {
        let (judge, failures) = judge(Self.counting)
        let long = JudgeQuestion(
            prefix: String(repeating: "x", count: 400), candidates: (1...200).map { String(repeating: "y", count: $0) }, suffix: "")
        let answers = judge.scores(for: [JudgeQuestion](repeating: long, count: 200))
        #expect(answers == [[Double]?](repeating: (1...200).map { -Double($0) }, count: 200))
        #expect(failures.all == [])
    }

    /// A judge may wait for all questions before it answers the first.
    @Test func answersMayComeInPieces() {
        let (judge, failures) = judge(#"read a; read b; printf '{"scores": [-1,'; sleep 0.05; printf ' -2]}\n{"scores": [-3, -4]}\n'; cat >/dev/null"#)
        #expect(judge.scores(for: [Self.question, Self.question]) == [[-1, -2], [-3, -4]])
        #expect(failures.all == [])
    }

    @Test(arguments: [
        ("/nowhere/judge 2>/dev/null", JudgeFailure.ended(status: 127 << 8)),
        ("exit 3", .ended(status: 3 << 8)),
        ("true", .ended(status: 0)),
        ("read a; kill -9 $$", .ended(status: 9)),
        (#"read a; echo '{"scores": [-1, -2]}'; exit 4"#, .ended(status: 4 << 8)),
        ("exec <&-; exec >&-; sleep 20", .ended(status: nil)),
        ("read a; echo loading the model", .malformed(line: "“loading the model”")),
        (#"read a; printf '\377\001\n'; cat"#, .malformed(line: "“\u{FFFD} ”")),
        (#"read a; echo '{"scores": [NaN, -1]}'; cat"#, .malformed(line: #"“{"scores": [NaN, -1]}”"#)),
        ("cat", .malformed(line: #"“{"prefix": "on a ", "candidates": ["visit", "trip"], "suffix…”"#)),
        (#"read a; echo '{"scores": [-1]}'; cat"#, .wrongCount(expected: 2, found: 1)),
        (#"read a; echo '{"scores": []}'; cat"#, .wrongCount(expected: 2, found: 0)),
        (#"read a; read b; printf '{"scores": [-1, -2]}\n%.0s' 1 2 3; cat"#, .unasked),
    ])
    func failuresAreToldOnce(_ command: String, _ expected: JudgeFailure) {
        let (judge, failures) = judge(command)
        #expect(judge.scores(for: [Self.question, Self.question]) == [nil, nil])
        #expect(judge.scores(for: [Self.question]) == [nil])
        #expect(failures.all == [expected])
        #expect(!failures.all[0].description.isEmpty)
    }

    @Test(arguments: ["sleep 60", #"read a; echo '{"scores": [-1, -2]}'; sleep 60 & wait"#, #"printf '{"scores"'; sleep 60"#])
    func silenceIsNotWaitedFor(_ command: String) {
        let (judge, failures) = judge(command, timeout: 0.1)
        let start = ContinuousClock.now
        #expect(judge.scores(for: [Self.question, Self.question]) == [nil, nil])
        #expect(ContinuousClock.now - start < .seconds(10))
        #expect(failures.all.count == 1)
        if case .timedOut = failures.all.first {} else { Issue.record("\(failures.all)") }
    }

    /// It dies with questions unread: writing to it is no signal.
    @Test func deathWithQuestionsUnreadIsNoSignal() {
        let (judge, failures) = judge("exec <&-; sleep 0.05; exit 5")
        let questions = [JudgeQuestion](repeating: Self.question, count: 20_000)
        #expect(judge.scores(for: questions).allSatisfy { $0 == nil })
        #expect(failures.all == [.ended(status: 5 << 8)])
    }

    /// The child's SIGPIPE is the default, and it ends when its judge goes away.
    @Test func theChildIsEnded() throws {
        let path = "/tmp/unspin-judge-test-\(getpid())"
        defer { unlink(path) }
        do {
            let (judge, _) = judge(#"read a; echo '{"scores": [-1, -2]}'; cat >/dev/null; echo ended >\#(path)"#)
            #expect(judge.scores(for: [Self.question]) == [[-1, -2]])
        }
        #expect(try FixtureFolder.read(path) == Array("ended\n".utf8))
    }
}
