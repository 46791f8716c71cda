import Testing
import UnspinTestSupport

@testable import UnspinCLI

/// `--judge` on the command line.
@Suite struct JudgeTests {
    private static let table = """
        # profile: mine
        go to to\tvisit to\t9
        go to to\ttrip to\t8
        navy\tmilitary\t9
        navy\tarmy\t9

        """
    private static let text = "Lavrov pledged \"Navy\" help on a go to to Mali.\nHe called it a long go to to a \\friend.\n"

    private func run(
        _ command: String, judge: String?, input: String = text, _ options: String...
    ) throws -> (status: Int32, output: String, messages: String) {
        try Fixtures.withTemporaryFolder { folder in
            try Fixtures.write(Self.table, to: folder + "/table.tsv")
            try Fixtures.write(
                """
                import json, sys
                for line in sys.stdin:
                    question = json.loads(line)
                    assert "go to to" not in question["prefix"] + question["suffix"]
                    print(json.dumps({"scores": [-1 if "army" in c.lower() or "trip" in c else -30 for c in question["candidates"]]}), flush=True)
                """, to: folder + "/judge.py")
            var arguments = [command, "--assume", "spun", "--only-tables", "--tables", folder + "/table.tsv"]
            if let judge { arguments += ["--judge", judge.replacing("{folder}", with: folder)] }
            let run = try Process.run(arguments + options, input: Array(input.utf8))
            return (run.status, run.text, run.messages)
        }
    }

    @Test(arguments: ["fix", "explain"])
    func rightAnswersChangeDoubtfulPlaces(_ command: String) throws {
        let judged = try run(command, judge: "exec python3 {folder}/judge.py")
        #expect(judged.status == 0)
        #expect(judged.messages == "")
        #expect(judged.output.contains("Army") && judged.output.contains("trip"))
        #expect(try run(command, judge: nil).output != judged.output)
    }

    /// There is one judge, whom all threads ask.
    @Test func threadsShareTheJudge() throws {
        let line = #"{"text": "Lavrov pledged navy help on a go to to Mali.", "x": "\#(String(repeating: "x", count: 5000))"}"# + "\n"
        let lines = String(repeating: line, count: 300)
        let judge = "exec python3 {folder}/judge.py"
        let alone = try run("fix", judge: judge, input: lines, "--format", "jsonl", "--threads", "1")
        let together = try run("fix", judge: judge, input: lines, "--format", "jsonl", "--threads", "4")
        #expect(alone.output.contains("army help on a trip"))
        #expect(together.output == alone.output)
        #expect(together.messages == "")
    }

    @Test(arguments: ["/nowhere/judge 2>/dev/null", "exit 1", "read a; echo garbage", #"read a; echo '{"scores": [-1]}'"#])
    func aBadJudgeCostsNothingButAWarning(_ judge: String) throws {
        let alone = try run("fix", judge: nil)
        let judged = try run("fix", judge: judge)
        #expect(judged.status == alone.status)
        #expect(judged.output == alone.output)
        #expect(judged.messages.hasPrefix("unspin: the judge “\(judge)” "))
        #expect(judged.messages.split(separator: "\n").count == 1)
    }
}
