import Testing
import UnspinTestSupport

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The commands of the README run as they stand.
@Suite struct ReadmeTests {
    private static let root = FixtureFolder.packageRoot()

    /// The indented lines of a section.
    private func commands(_ section: String) throws -> [String] {
        let lines = String(decoding: try FixtureFolder.read(Self.root + "/README.md"), as: UTF8.self).split(separator: "\n")
        let start = try #require(lines.firstIndex { $0 == "## " + section })
        return lines[(start + 1)...].prefix { !$0.hasPrefix("## ") }.filter { $0.hasPrefix("    ") }.map { String($0.dropFirst(4)) }
    }

    private func shell(_ script: String, in folder: WorkFolder) throws -> Process.Outcome {
        let path = Process.unspin.dropLast("/unspin".count)
        return try Process.run(["-c", "cd \(folder.path); PATH=\(path):$PATH; \(script)"], program: "/bin/sh")
    }

    /// Quotations of two paragraphs: spun text, and what comes of it with the changes in bold.
    @Test func theExamplesAreTrue() throws {
        let readme = String(decoding: try FixtureFolder.read(Self.root + "/README.md"), as: UTF8.self)
        var examples: [[String]] = []
        var isQuotation = false
        for line in readme.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix(">") {
                if !isQuotation { examples.append([""]) }
                let text = String(line.dropFirst(2))
                if text.isEmpty { examples[examples.count - 1].append("") }
                let last = examples[examples.count - 1].count - 1
                examples[examples.count - 1][last] += (examples[examples.count - 1][last].isEmpty ? "" : " ") + text
            }
            isQuotation = line.hasPrefix(">")
        }
        #expect(examples.count == 3)
        for example in examples {
            try #require(example.count == 2)
            #expect(try Process.run(["fix"], input: Array(example[0].utf8)).text == example[1].replacing("**", with: ""))
        }
    }

    @Test func theCommandsRun() throws {
        try WorkFolder.with { folder in
            let spun = try Fixtures.text(Self.root + "/Tests/UnspinTests/Fixtures/demo.spun.txt")
            let clean = try Fixtures.text(Self.root + "/Tests/UnspinTests/Fixtures/demo.clean.txt")
            let escaped = (spun.replacing("\n", with: "\\n"), clean.replacing("\n", with: "\\n"))
            for name in ["spun.txt", "corpus/a.txt", "corpus/b/c.txt.gz", "spun/a.txt"] { try folder.write(spun, to: name) }
            try folder.write(clean, to: "original/a.txt")
            try folder.write("She paid a go to to Mali.", to: "sentence.txt")
            for name in ["articles.jsonl", "corpus/d.jsonl.zst"] {
                try folder.write(#"{"text": "\#(escaped.0)", "body": "\#(escaped.0)"}"# + "\n", to: name)
            }
            for name in ["gold.jsonl", "pairs.jsonl"] {
                try folder.write(#"{"spun": "\#(escaped.0)", "clean": "\#(escaped.1)"}"# + "\n", to: name)
            }
            let commands = try commands("Use the command").filter { !$0.contains("(slow)") }
            #expect(commands.count == 19)
            for command in commands {
                let run = try shell(command, in: folder)
                #expect(run.status == 0, "\(command): \(run.messages)")
            }
            #expect(try folder.read("repaired.txt") != spun)
            #expect(try folder.contents("corpus-again").values.allSatisfy { $0.contains("tons of of") })
            #expect(try folder.read("corpus/b/c.txt.gz") == folder.read("repaired.txt"), "repaired in place")
        }
    }

    @Test func aSpinnerIsTaught() throws {
        try WorkFolder.with { folder in
            symlink(Self.root + "/Tests", folder["Tests"])
            let run = try shell("set -e\n" + commands("Teach it another spinner").joined(separator: "\n"), in: folder)
            #expect(run.status == 0, "\(run.messages)")
            #expect(run.text == (try Fixtures.text(Self.root + "/Tests/UnspinTests/Fixtures/demo.clean.txt")))
            #expect(run.messages.contains("“voiced” for “said”"))
        }
    }
}
