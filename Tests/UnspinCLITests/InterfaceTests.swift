import Testing
import UnspinTestSupport

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The options and statuses that users rely on, with the built binary.
@Suite struct InterfaceTests {
    private func fix(_ arguments: String..., input: String = "") throws -> Process.Outcome {
        try Process.run(["fix"] + WorkFolder.repairing + arguments, input: Array(input.utf8))
    }

    private let line = #"{"id": 1, "text": "\#(WorkFolder.spun)"}"#
    private let cleanLine = #"{"id": 1, "text": "\#(WorkFolder.clean)"}"#

    @Test func aFolderIsMirrored() throws {
        try WorkFolder.with { folder in
            try folder.write(WorkFolder.spun, to: "in/a.txt")
            try folder.write(line + "\n", to: "in/deep/er/b.jsonl")
            try folder.write(line + "\n" + line, to: "in/deep/c.ndjson.gz")
            try folder.write(WorkFolder.spun + "\n", to: "in/deep/d.txt.zst")
            try folder.write(WorkFolder.spun, to: "in/plain.gz")
            for other in ["in/x.csv", "in/y.tar.gz", "in/deep/z"] { try folder.write("go to to", to: other) }
            try folder.write("go to to", to: "in/.hidden/a.txt")
            let run = try fix(folder["in"], "-o", folder["out"])
            #expect(run.status == 0, "\(run.messages)")
            #expect(run.messages.contains("passed over 3 files"))
            #expect(run.messages.contains("read 6 documents in 5 files"))
            #expect(try folder.contents("out") == [
                "a.txt": WorkFolder.clean, "deep/er/b.jsonl": cleanLine + "\n",
                "deep/c.ndjson.gz": cleanLine + "\n" + cleanLine, "deep/d.txt.zst": WorkFolder.clean + "\n",
                "plain.gz": WorkFolder.clean,
            ])
            #expect(try folder.read("in/a.txt") == WorkFolder.spun)
        }
    }

    @Test func anOutputFolderWithinTheInputIsNoInput() throws {
        try WorkFolder.with { folder in
            try folder.write(WorkFolder.spun, to: "a.txt")
            for _ in 1...2 { #expect(try fix(folder[""], "-o", folder["out"]).status == 0) }
            #expect(try folder.files("out") == ["a.txt"])
        }
    }

    @Test func patternsNameFiles() throws {
        try WorkFolder.with { folder in
            for name in ["a1.txt", "a2.txt", "b.txt"] { try folder.write(WorkFolder.spun, to: name) }
            #expect(try fix(folder["a?.txt"], "-o", folder["out"]).status == 0)
            #expect(try folder.files("out") == ["a1.txt", "a2.txt"])
            let none = try fix(folder["z*.txt"])
            #expect(none.status == 64)
            #expect(none.messages.contains("no file matches"))
        }
    }

    @Test func twoInputsForOneOutputAreRefused() throws {
        try WorkFolder.with { folder in
            try folder.write("x", to: "p/a.txt")
            try folder.write("x", to: "q/a.txt")
            let run = try fix(folder["p/a.txt"], folder["q/a.txt"], "-o", folder["out"])
            #expect(run.status == 64)
            #expect(run.messages.contains("would both be written to"))
        }
    }

    @Test func filesAreRepairedInPlace() throws {
        try WorkFolder.with { folder in
            try folder.write(WorkFolder.spun, to: "in/a.txt")
            try folder.write(line, to: "in/b.jsonl.gz")
            try folder.write("Nothing is wrong.", to: "in/c.txt.gz")
            chmod(folder["in/a.txt"], 0o640)
            let before = try FixtureFolder.read(folder["in/c.txt.gz"])
            symlink(folder["in/a.txt"], folder["link.txt"])
            #expect(try fix("--in-place", folder["in"], folder["link.txt"]).status == 0)
            #expect(try folder.contents("in").mapValues { $0 } == [
                "a.txt": WorkFolder.clean, "b.jsonl.gz": cleanLine, "c.txt.gz": "Nothing is wrong.",
            ])
            #expect(try FixtureFolder.read(folder["in/c.txt.gz"]) == before, "what has no changes is not touched")
            var information = stat()
            #expect(stat(folder["in/a.txt"], &information) == 0 && information.st_mode & 0o777 == 0o640)
            #expect(lstat(folder["link.txt"], &information) == 0 && information.st_mode & S_IFMT == S_IFLNK)
        }
        #expect(try fix("--in-place").status == 64)
        #expect(try fix("--in-place", "-o", "/tmp/x", "a.txt").status == 64)
    }

    @Test(arguments: [".gz", ".zst"])
    func severalMembersAreOneStream(_ ending: String) throws {
        try WorkFolder.with { folder in
            let name = "a.jsonl" + ending
            var packed: [UInt8] = []
            for _ in 1...3 {
                try folder.write(line + "\n", to: name)
                packed += try FixtureFolder.read(folder[name])
            }
            try FixtureFolder.write(packed, to: folder[name])
            #expect(try fix(folder[name]).text == String(repeating: cleanLine + "\n", count: 3))
            #expect(try fix(folder[name], "-o", folder["b.jsonl" + ending]).status == 0)
            #expect(try folder.read("b.jsonl" + ending) == String(repeating: cleanLine + "\n", count: 3))
        }
    }

    @Test(arguments: [".gz", ".zst"])
    func inputThatIsCutOffKeepsWhatWasDone(_ ending: String) throws {
        try WorkFolder.with { folder in
            // Bytes that do not pack well, so that much of them is there when the end is missing.
            var generator = SeededGenerator(seed: 7)
            let lines = (0..<3000).map { _ in
                let noise = (0..<5).map { _ in String(UInt64.random(in: 0 ... .max, using: &generator)) }.joined()
                return #"{"id": "\#(noise)", "text": "a navy"}"#
            }
            let name = "a.jsonl" + ending
            try folder.write(lines.joined(separator: "\n"), to: name)
            let packed = try FixtureFolder.read(folder[name])
            try FixtureFolder.write(Array(packed[..<(packed.count / 2)]), to: folder[name])
            try folder.write(line, to: "whole.jsonl")
            let run = try fix(folder[name], folder["whole.jsonl"], "-o", folder["out"])
            #expect(run.status == 2)
            #expect(run.messages.contains("\(name): is cut off before its end; get the whole file and run it again"), "\(run.messages)")
            let done = try folder.read("out/" + name).split(separator: "\n")
            #expect(done.count > 1000)
            #expect(done.dropLast().elementsEqual(lines.prefix(done.count - 1).map { $0.replacing("navy", with: "military")[...] }))
            #expect(try folder.read("out/whole.jsonl") == cleanLine)
            // In place, the half must not replace what is left of the whole.
            #expect(try fix(folder[name], "--in-place").status == 2)
            #expect(try FixtureFolder.read(folder[name]).count == packed.count / 2)
        }
    }

    @Test(arguments: ["a.txt.gz", "a.txt.zst"])
    func whatIsNotPackedAsItsNameSaysIsReported(_ name: String) throws {
        try WorkFolder.with { folder in
            try FixtureFolder.write(Array("plain text".utf8), to: folder[name])
            let run = try fix(folder[name])
            #expect(run.status == 2)
            #expect(run.messages.contains("is damaged, or not packed as its name says"))
            try FixtureFolder.write([], to: folder[name])
            #expect(try fix(folder[name]).messages.contains("is cut off"))
        }
    }

    @Test func failuresAreNamedAndTheRestIsDone() throws {
        try WorkFolder.with { folder in
            try folder.write(line + "\nnope\n" + line + "\n", to: "in/a.jsonl")
            try folder.write(WorkFolder.spun, to: "in/b.txt")
            try FixtureFolder.write(Array("plain text".utf8), to: folder["in/c.txt.gz"])
            let run = try fix(folder["in"], folder["missing.txt"], "-o", folder["out"], "--summary", folder["s.json"])
            #expect(run.status == 2)
            #expect(run.messages.contains("in/a.jsonl:2: the line is not valid JSON"))
            #expect(run.messages.contains("in/c.txt.gz: is damaged"))
            #expect(run.messages.contains("missing.txt: there is no such file"))
            #expect(run.messages.contains("3 failures"))
            #expect(try folder.read("out/a.jsonl") == cleanLine + "\nnope\n" + cleanLine + "\n")
            #expect(try folder.read("out/b.txt") == WorkFolder.clean)
            #expect(try folder.read("s.json").contains(#""failures": 3"#))
        }
    }

    @Test func nestedFields() throws {
        let spun = #"{"a": {"text": "go to", "b": {"text": "\#(WorkFolder.spun)", "n": 1}}, "text": "go to", "a.x": "go to"}"#
        func fixed(_ field: String, _ options: String...) throws -> String {
            try Process.run(
                ["fix", "--format", "jsonl", "--field", field] + options + WorkFolder.repairing, input: Array(spun.utf8)
            ).text
        }
        #expect(try fixed("a.b.text") == spun.replacing(WorkFolder.spun, with: WorkFolder.clean))
        #expect(try fixed("a.text") == spun.replacing(#""text": "go to", "b""#, with: #""text": "visit", "b""#))
        #expect(try fixed("a.x") == spun.replacing(#""a.x": "go to""#, with: #""a.x": "visit""#))
        #expect(try fixed("a.b.text", "--into", "a.b.fixed")
            == spun.replacing(#""n": 1}"#, with: #""n": 1, "fixed": "\#(WorkFolder.clean)"}"#))
        #expect(try fixed("a.b.text", "--into", "fixed") == spun.dropLast() + #", "fixed": "\#(WorkFolder.clean)"}"#)
        #expect(try fixed("a.b.text", "--into", "a.text")
            == spun.replacing(#""text": "go to", "b""#, with: #""text": "\#(WorkFolder.clean)", "b""#))
        #expect(try fixed("no.such") == spun)
    }

    @Test func checkWritesNothing() throws {
        try WorkFolder.with { folder in
            try folder.write("Fine.\n" , to: "in/a.txt")
            #expect(try fix("--check", folder["in"]).status == 0)
            try folder.write(cleanLine + "\n" + line, to: "in/b.jsonl")
            try folder.write(WorkFolder.spun, to: "in/c.txt")
            let run = try fix("--check", folder["in"])
            #expect(run.status == 1)
            #expect(run.output.isEmpty)
            #expect(run.messages.contains("in/b.jsonl:2: would be repaired: 1 change"))
            #expect(run.messages.contains("in/c.txt: would be repaired: 1 change"))
            #expect(try fix("--check", "--quiet", folder["in"]).messages == "")
            #expect(try folder.files() == ["in/a.txt", "in/b.jsonl", "in/c.txt"])
            #expect(try fix("--check", "-o", folder["out"], folder["in"]).status == 64)
        }
    }

    @Test(arguments: [("utf8", 17, 22), ("utf16", 12, 17), ("scalar", 11, 16)])
    func offsetsCountWhatIsAsked(_ unit: String, _ start: Int, _ end: Int) throws {
        let input = #"{"text": "😀 é. She’d go to Mali."}"#
        let run = try fix("--format", "jsonl", "--explain", "--offsets", unit, input: input)
        #expect(run.text.contains(#""start": \#(start), "end": \#(end)"#), "\(run.text)")
        let detected = try Process.run(
            ["detect", "--offsets", unit] + WorkFolder.repairing, input: Array("\u{FEFF}😀 é. She’d go to Mali.".utf8))
        let (first, last) = unit == "utf8" ? (3, 31) : (1, unit == "utf16" ? 24 : 23)
        #expect(detected.text.contains(#""start": \#(first), "end": \#(last)"#), "\(detected.text)")
    }

    @Test(arguments: [
        (["--steps", "phrazes"], "did you mean phrases?"), (["--steps", ""], "--steps needs at least one name"),
        (["--profile", ","], "--profile needs at least one name"), (["--skip", "wibble"], "there are"), (["--threads", "0"], "from 1 to 1024"),
        (["--offsets", "bytes"], "is one of"), (["--only-tables"], "--only-tables needs --tables"),
        (["--min-confidence", "2"], "from 0 to 1"), (["--model", "/nonexistent"], "/nonexistent"),
    ])
    func optionsThatCannotBeFollowedAreRefused(_ options: [String], _ hint: String) throws {
        let run = try Process.run(["fix"] + options, input: Array("text".utf8))
        #expect(run.status == 64)
        #expect(run.messages.contains(hint), "\(run.messages)")
    }

    @Test func stepsAreChosen() throws {
        #expect(try fix("--steps", "phrases", input: WorkFolder.spun).text == WorkFolder.clean)
        #expect(try fix("--skip", "phrases,agreement", input: WorkFolder.spun).text == WorkFolder.spun)
        let doubtful = "She’d go to Mali."
        #expect(try fix(input: doubtful).text != doubtful)
        #expect(try fix("--min-confidence", "0.9", input: doubtful).text == doubtful)
    }

    @Test func outputThatCannotBeWrittenHasAStatusOfItsOwn() throws {
        #expect(try fix("-o", "/nonexistent/x", input: "text").status == 74)
        #expect(try Process.run(["-c", "\(Process.unspin) fix > /dev/full"], program: "/bin/sh", input: Array("text".utf8)).status == 74)
    }

    @Test(arguments: ["1", "2", "7"])
    func theOrderIsKept(_ threads: String) throws {
        var lines = ""
        let padding = String(repeating: "x", count: 1000)
        for number in 0..<3000 {
            lines += #"{"n": \#(number), "x": "\#(padding)", "text": "\#(number % 7 == 0 ? WorkFolder.spun : "Fine.")"}"# + "\n"
        }
        let run = try fix("--format", "jsonl", "--threads", threads, input: lines)
        #expect(run.status == 0)
        #expect(run.text == lines.replacing(WorkFolder.spun, with: WorkFolder.clean))
    }

    @Test func progressAndSummaryAreShown() throws {
        try WorkFolder.with { folder in
            try folder.write(WorkFolder.spun, to: "in/a.txt")
            try folder.write(line + "\n" + cleanLine, to: "in/b.jsonl")
            let run = try fix(folder["in"], "-o", folder["out"], "--progress", "always", "--summary", folder["s.json"])
            #expect(run.messages.contains("1 document, file 1 of 2, "))
            #expect(run.messages.contains("read 3 documents in 2 files"))
            #expect(run.messages.contains("3 spun, 2 repaired, 2 changes"))
            #expect(run.messages.contains("by profile: test 2") && run.messages.contains("by step: phrases 2"))
            let summary = try folder.read("s.json")
            let bytes = WorkFolder.spun.utf8.count + line.utf8.count + 1 + cleanLine.utf8.count
            #expect(summary.hasPrefix(
                #"{"files": 2, "files_skipped": 0, "files_resumed": 0, "documents": 3, "bytes": \#(bytes), "spun": 3, "repaired": 2, "#
                    + #""changes": 2, "changes_by_profile": {"test": 2}, "changes_by_step": {"phrases": 2}, "failures": 0, "seconds": "#), "\(summary)")
            #expect(try fix(folder["in"], "-o", folder["out"], "--quiet").messages == "")
        }
    }
}
