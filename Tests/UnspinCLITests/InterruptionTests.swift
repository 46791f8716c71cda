import Testing
import UnspinTestSupport

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Runs that are ended before their end, and gone on with, with the built binary.
@Suite struct InterruptionTests {
    private static let files = 150

    private func makeCorpus(_ folder: WorkFolder) throws {
        for number in 0..<Self.files {
            let line = #"{"n": \#(number), "text": "\#(WorkFolder.spun)"}"# + "\n"
            switch number % 3 {
            case 0: try folder.write(String(repeating: WorkFolder.spun + "\n\n", count: 25), to: "in/\(number).txt")
            case 1: try folder.write(String(repeating: line, count: 25), to: "in/\(number).jsonl.gz")
            default: try folder.write(String(repeating: line, count: 25), to: "in/\(number).jsonl")
            }
        }
    }

    private func start(_ folder: WorkFolder, _ options: String...) throws -> Process {
        try Process(["fix", folder["in"], "--edits", folder["edits"]] + options + WorkFolder.repairing)
    }

    /// Waits until so many outputs are there.
    private func wait(for count: Int, _ folder: WorkFolder, _ path: String) throws {
        for _ in 0..<2000 {
            if folder.exists(path), try folder.files(path).count(where: { !$0.contains(".unspin-") }) >= count { return }
            usleep(5000)
        }
        Issue.record("no output came")
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGKILL])
    func aRunGoesOnWhereItStopped(_ signal: Int32) throws {
        try WorkFolder.with { folder in
            try makeCorpus(folder)
            let whole = try start(folder, "-o", folder["whole"], "--summary", folder["whole.json"]).outcome()
            #expect(whole.status == 0)
            let expected = try folder.contents("whole")
            let edits = try folder.contents("edits")

            let run = try start(folder, "-o", folder["out"])
            try wait(for: 5, folder, "out")
            run.kill(signal)
            let outcome = try run.outcome()
            #expect(outcome.status == 128 + signal, "\(outcome.messages)")
            if signal != SIGKILL { #expect(outcome.messages.contains("with --resume goes on")) }
            let hidden = try folder.files("out").filter { $0.contains(".unspin-") }
            // Nobody can tidy up after SIGKILL; the next run does.
            #expect(signal == SIGKILL || hidden == [".unspin-resume"])
            for (name, contents) in try folder.contents("out") where !name.contains(".unspin-") { #expect(contents == expected[name]) }
            let done = try folder.files("out").filter { !$0.contains(".unspin-") }
            #expect(done.count < Self.files)

            let resumed = try start(folder, "-o", folder["out"], "--resume", "--summary", folder["s.json"]).outcome()
            #expect(resumed.status == 0)
            #expect(try folder.contents("out") == expected)
            #expect(try folder.contents("edits") == edits)
            let summary = try folder.read("s.json")
            #expect(summary.contains(#""files_resumed": \#(done.count)"#) || signal == SIGKILL, "\(summary)")
            #expect(!summary.contains(#""files_resumed": 0"#))
            func counts(_ name: String) throws -> Substring { try folder.read(name).drop { $0 != "d" }.prefix { $0 != "}" } }
            #expect(try counts("s.json").drop { $0 != "o" } == counts("whole.json").drop { $0 != "o" })
        }
    }

    @Test func aRunInPlaceGoesOnWhereItStopped() throws {
        try WorkFolder.with { folder in
            try makeCorpus(folder)
            #expect(try start(folder, "-o", folder["whole"]).outcome().status == 0)
            let run = try start(folder, "--in-place")
            for _ in 0..<2000 where !folder.exists("in/.unspin-resume") { usleep(5000) }
            usleep(200_000)
            run.kill(SIGKILL)
            _ = try run.outcome()
            #expect(folder.exists("in/.unspin-resume"))
            #expect(try start(folder, "--in-place", "--resume").outcome().status == 0)
            #expect(try folder.contents("in") == folder.contents("whole"))
        }
    }

    @Test func aRunGoesOnWithTheSameOptionsOnly() throws {
        try WorkFolder.with { folder in
            try makeCorpus(folder)
            let run = try start(folder, "-o", folder["out"])
            try wait(for: 3, folder, "out")
            run.kill(SIGINT)
            _ = try run.outcome()
            let other = try start(folder, "-o", folder["out"], "--resume", "--min-confidence", "0.9").outcome()
            #expect(other.status == 64)
            #expect(other.messages.contains("had other options"))
            #expect(try start(folder, "-o", folder["out"]).outcome().status == 0)
            #expect(!folder.exists("out/.unspin-resume"))
        }
    }

    @Test func oneFileAppearsWholeOrNotAtAll() throws {
        try WorkFolder.with { folder in
            let line = #"{"text": "\#(WorkFolder.spun)"}"# + "\n"
            try folder.write(String(repeating: line, count: 200_000), to: "a.jsonl")
            let run = try Process(["fix", folder["a.jsonl"], "-o", folder["b.jsonl"]] + WorkFolder.repairing)
            usleep(300_000)
            run.kill(SIGTERM)
            #expect(try run.outcome().status == 128 + SIGTERM)
            #expect(try folder.files() == ["a.jsonl"])
        }
    }
}
