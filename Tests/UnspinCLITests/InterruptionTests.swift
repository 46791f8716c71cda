import Testing
import UnspinTestSupport

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Runs that are ended before their end, and gone on with, with the built binary.
@Suite struct InterruptionTests {
    private static let files = 100

    private func makeCorpus(_ folder: WorkFolder) throws {
        for number in 0..<Self.files {
            let line = #"{"n": \#(number), "text": "\#(WorkFolder.spun)"}"# + "\n"
            switch number % 3 {
            case 0: try folder.write(String(repeating: WorkFolder.spun + "\n\n", count: 25), to: "in/\(number).txt")
            case 1: try folder.write(String(repeating: line, count: 25), to: "in/\(number).jsonl.gz")
            default: try folder.write(String(repeating: line, count: 25), to: "in/\(number).jsonl")
            }
        }
        try unblock(folder)
    }

    private func start(_ folder: WorkFolder, _ options: String...) throws -> Process {
        try Process(["fix", folder["in"], folder["late.txt"], "--edits", folder["edits"]] + options + WorkFolder.repairing)
    }

    /// Makes the last input a pipe that nobody writes to, so that a run never comes to its end.
    private func block(_ folder: WorkFolder) {
        unlink(folder["late.txt"])
        mkfifo(folder["late.txt"], 0o600)
    }

    private func unblock(_ folder: WorkFolder) throws {
        unlink(folder["late.txt"])
        try folder.write(WorkFolder.spun, to: "late.txt")
    }

    /// Waits until so many outputs are there.
    private func wait(for count: Int, _ folder: WorkFolder, _ path: String) throws {
        for _ in 0..<2000 {
            if folder.exists(path), try folder.files(path).count(where: { !$0.contains(".unspin-") }) >= count { return }
            usleep(5000)
        }
        Issue.record("no output came")
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGKILL])
    func aRunGoesOnWhereItStopped(_ signal: Int32) throws {
        try WorkFolder.with { folder in
            try makeCorpus(folder)
            let whole = try start(folder, "-o", folder["whole"], "--summary", folder["whole.json"]).outcome()
            #expect(whole.status == 0)
            let expected = try folder.contents("whole")
            let edits = try folder.contents("edits")

            block(folder)
            let run = try start(folder, "-o", folder["out"])
            try wait(for: 32, folder, "out")
            run.kill(signal)
            let outcome = try run.outcome()
            try unblock(folder)
            #expect(outcome.status == 128 + signal, "\(outcome.messages)")
            if signal != SIGKILL { #expect(outcome.messages.contains("with --resume goes on")) }
            let hidden = try folder.files("out").filter { $0.contains(".unspin-") }
            // Nobody can tidy up after SIGKILL; the next run does.
            #expect(signal == SIGKILL || hidden == [".unspin-resume"])
            for (name, contents) in try folder.contents("out") where !name.contains(".unspin-") { #expect(contents == expected[name]) }
            let done = try folder.files("out").filter { !$0.contains(".unspin-") }
            #expect(done.count <= Self.files)

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
            let before = try folder.contents("in")
            block(folder)
            let run = try start(folder, "--in-place")
            for _ in 0..<2000 where try folder.read("in/1.jsonl.gz") == before["1.jsonl.gz"] { usleep(5000) }
            run.kill(SIGKILL)
            _ = try run.outcome()
            try unblock(folder)
            #expect(folder.exists("in/.unspin-resume"))
            #expect(try folder.read("in/98.jsonl") == before["98.jsonl"] || folder.read("in/99.txt") == before["99.txt"])
            #expect(try start(folder, "--in-place", "--resume").outcome().status == 0)
            var expected = try folder.contents("whole")
            expected["late.txt"] = nil
            #expect(try folder.contents("in") == expected)
        }
    }

    @Test func aRunGoesOnWithTheSameOptionsOnly() throws {
        try WorkFolder.with { folder in
            try makeCorpus(folder)
            block(folder)
            let run = try start(folder, "-o", folder["out"])
            try wait(for: 16, folder, "out")
            run.kill(SIGINT)
            _ = try run.outcome()
            try unblock(folder)
            let other = try start(folder, "-o", folder["out"], "--resume", "--min-confidence", "0.9").outcome()
            #expect(other.status == 64)
            #expect(other.messages.contains("had other options"))
            #expect(try start(folder, "-o", folder["out"]).outcome().status == 0)
            #expect(!folder.exists("out/.unspin-resume"))
        }
    }

    @Test func aForgedJournalTakesNothingAway() throws {
        try WorkFolder.with { folder in
            for name in ["mine.txt", ".mine", "in/a.txt", "late.txt", "out/.a.txt.unspin-1"] { try folder.write("x", to: name) }
            let names = ["mine.txt", ".mine", "out/.a.txt.unspin-1"].map { "begun\t" + folder[$0] + "\n" }.joined()
            try folder.write("unspin\n" + names, to: "out/.unspin-resume")
            #expect(try start(folder, "-o", folder["out"]).outcome().status == 0)
            #expect(folder.exists("mine.txt") && folder.exists(".mine") && !folder.exists("out/.a.txt.unspin-1"))
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

    // MARK: In the middle of a file

    /// A file that takes some seconds, as large as this.
    private static let largeBytes = 48 << 20

    private static func largeText(_ format: String) -> [UInt8] {
        var text = ""
        for number in 0..<2000 {
            let padding = String(repeating: "\(number) quiet words. ", count: 25)
            text += format == "txt"
                ? "\(padding)\n\(number % 97 == 0 ? WorkFolder.spun : "Fine.")\n\n"
                : #"{"n": \#(number), "x": "\#(padding)", "text": "\#(number % 97 == 0 ? WorkFolder.spun : "Fine.")"}"# + "\n"
        }
        let part = Array(text.utf8)
        return Array(repeatElement(part, count: largeBytes / part.count + 1).joined()) + Array(#"{"text": "last"}"#.utf8)
    }

    /// Ends a run once so much of its output is written down in the journal.
    private func interrupt(_ run: Process, _ signal: Int32, _ folder: WorkFolder, _ journal: String) throws {
        for _ in 0..<4000 {
            if folder.exists(journal), try folder.read(journal).contains("\npart\t") { break }
            usleep(5000)
        }
        run.kill(signal)
        #expect(try run.outcome().status == 128 + signal)
    }

    @Test(.enabled(if: isOptimized), arguments: [
        ("a.jsonl", "b.jsonl", SIGKILL, "3"), ("a.jsonl.zst", "b.jsonl.gz", SIGINT, "2"), ("a.txt", "b.txt", SIGINT, "1"),
    ])
    func oneFileGoesOnWhereItStopped(_ input: String, _ output: String, _ signal: Int32, _ threads: String) throws {
        try WorkFolder.with { folder in
            try folder.write(Self.largeText(input.hasPrefix("a.txt") ? "txt" : "jsonl"), to: input)
            let options = ["fix", folder[input], "--edits", folder["e.jsonl"], "--summary", folder["s.json"]] + WorkFolder.repairing
            #expect(try Process.run(options + ["-o", folder["whole/" + output]]).status == 74, "the folder is missing")
            mkdir(folder["whole"], 0o755)
            #expect(try Process.run(options + ["-o", folder["whole/" + output]]).status == 0)
            let (whole, edits) = (try FixtureFolder.read(folder["whole/" + output]), try folder.read("e.jsonl"))
            let counts = try folder.read("s.json").prefix { $0 != "}" }
            for name in ["e.jsonl", "s.json"] { unlink(folder[name]) }

            let begun = try Process(options + ["-o", folder[output], "--threads", threads])
            try interrupt(begun, signal, folder, ".\(output).unspin-resume")
            let hidden = try folder.files().filter { $0.hasPrefix(".") }
            #expect(hidden.count == 3 && !folder.exists(output) && !folder.exists("e.jsonl"), "\(hidden)")
            let resumed = try Process.run(options + ["-o", folder[output], "--resume", "--threads", "2"])
            #expect(resumed.status == 0, "\(resumed.messages)")
            #expect(try FixtureFolder.read(folder[output]) == whole)
            #expect(try folder.read("e.jsonl") == edits)
            #expect(try folder.read("s.json").prefix { $0 != "}" } == counts)
            #expect(try folder.files().filter { $0.hasPrefix(".") } == [])
        }
    }

    /// Without `--resume`, or once the input has changed, nothing is left of what was begun.
    @Test(.enabled(if: isOptimized)) func whatWasBegunOfAnotherFileIsTakenAway() throws {
        try WorkFolder.with { folder in
            let text = Self.largeText("jsonl")
            try folder.write(text, to: "a.jsonl")
            let options = ["fix", folder["a.jsonl"], "-o", folder["b.jsonl"]] + WorkFolder.repairing
            for resume in [["--resume"], []] {
                try interrupt(try Process(options), SIGKILL, folder, ".b.jsonl.unspin-resume")
                let line = #"{"text": "\#(WorkFolder.spun)"}"#
                try folder.write(line, to: "a.jsonl")
                #expect(try Process.run(options + resume).status == 0)
                #expect(try folder.read("b.jsonl") == line.replacing(WorkFolder.spun, with: WorkFolder.clean))
                #expect(try folder.files() == ["a.jsonl", "b.jsonl"])
                try folder.write(text, to: "a.jsonl")
                unlink(folder["b.jsonl"])
            }
        }
    }
}
