import Testing
import Unspin
import UnspinTestSupport
@testable import UnspinCLI

/// What users are promised and no other suite tries: the built binary with its own tables, its help, and its terminal.
@Suite struct InterfaceLineTests {
    private static let root = FixtureFolder.packageRoot()
    private static let table = Fixtures.folder + "/table.tsv"
    private static let spun = "The overseas minister mentioned that tons of of troopers had left."
    private static let brokenTerm = "This is a profound neural organization."

    private func run(_ arguments: [String], _ input: String = "") throws -> Process.Outcome {
        try Process.run(arguments, input: Array(input.utf8))
    }

    private func fixed(_ options: String..., input: String) throws -> String {
        let run = try run(["fix"] + options, input)
        #expect(run.status == 0 && run.messages == "", "\(run.messages)")
        return run.text
    }

    // MARK: Commands

    @Test(arguments: CommandName.allCases)
    func everyCommandTellsOfItselfAndItsVersion(_ command: CommandName) throws {
        let help = try run([command.rawValue, "--help"])
        #expect(help.status == 0 && help.messages == "")
        #expect(help.text.hasPrefix("usage: unspin \(command.rawValue) "))
        for flag in FlagTable.flags(of: command) { #expect(help.text.contains(flag.name)) }
        #expect(try run(["help", command.rawValue]).text == help.text)
        #expect(try run([command.rawValue, "--version"]).text == run(["--version"]).text)
        #expect(try run(["--help"]).text.contains("\n  \(command.rawValue) "))
    }

    @Test(arguments: [
        (["fxi"], "did you mean fix?"), (["fix", "--fromat", "text"], "did you mean --format?"), (["fix", "--assume", "spn"], "did you mean spun?"),
        (["fix", "--profile", "aa"], "known: a, b"), (["fix", "--skip", "phrazes"], "did you mean phrases?"),
        (["tables", "lits"], "did you mean list?"), ([], "unspin --help"),
    ] as [([String], String)])
    func unknownWordsSuggestTheNearest(_ words: [String], _ hint: String) throws {
        let run = try run(words)
        #expect(run.status == 64 && run.output.isEmpty)
        #expect(run.messages.contains(hint), "\(run.messages)")
    }

    @Test func tablesAreListedCheckedAndShown() throws {
        let list = try run(["tables", "list"]).text.split(separator: "\n")
        #expect(Set(list.dropFirst().map { String($0.prefix { $0 != " " }) }) == Set(try Unspinner().profiles))
        #expect(try run(["tables", "check", Self.root + "/Dictionaries"]).text == Self.root + "/Dictionaries: all is right\n")
        let shown = try run(["tables", "show", "tons of", Self.root + "/Dictionaries"])
        #expect(shown.status == 0 && shown.text.contains("“tons of” may stand for\n") && shown.text.contains("hundreds"), "\(shown.text)")
        #expect(try run(["tables", "show", "qwertyuiop", "--quiet"]).text == "No profile knows “qwertyuiop”.\n")
    }

    /// `script` gives the command a terminal.
    @Test(.enabled(if: (try? Process.run(["-c", "command -v script"], program: "/bin/sh").status) == 0))
    func explainIsColouredOnATerminalOnly() throws {
        try WorkFolder.with { folder in
            try folder.write(Self.spun, to: "a.txt")
            let command = "'\(Process.unspin)' explain --assume spun '\(folder["a.txt"])'"
            func onTerminal(_ setting: String) throws -> String {
                try Process.run(["env", "TERM=xterm", setting, "script", "-qec", command, "/dev/null"], program: "/usr/bin/env").text
            }
            let red = "\u{1B}[31;9m"
            let coloured = try onTerminal("NO_COLOR=")
            #expect(coloured.contains(red), "\(coloured)")
            #expect(!(try onTerminal("NO_COLOR=1").contains(red)))
            let plain = try run(["explain", "--assume", "spun", folder["a.txt"]]).text
            #expect(!plain.contains(red) && plain.contains("[-overseas-]{+foreign+}"), "\(plain)")
        }
    }

    // MARK: Options

    @Test func namesTellTheFormatAndFormatOverrulesThem() throws {
        try WorkFolder.with { folder in
            let line = #"{"text": "\#(WorkFolder.spun)"}"#
            let (asLines, asText) = (#"{"text": "\#(WorkFolder.clean)"}"#, line)
            for name in ["a.jsonl", "a.ndjson", "a.jsonl.gz", "a.ndjson.zst"] {
                try folder.write(line, to: name)
                #expect(try Process.run(["fix", folder[name]] + WorkFolder.repairing).text == asLines, "\(name)")
                // Braces are no prose, and a text has no fields.
                #expect(try Process.run(["fix", "--format", "text", "--assume", "clean", folder[name]]).text == asText, "\(name)")
            }
            try folder.write(WorkFolder.spun, to: "a.md")
            #expect(try Process.run(["fix", folder["a.md"]] + WorkFolder.repairing).text == WorkFolder.clean)
        }
    }

    @Test func explainAddsEveryEditToTheLine() throws {
        let run = try Process.run(
            ["fix", "--format", "jsonl", "--explain"] + WorkFolder.repairing, input: Array(#"{"text": "\#(WorkFolder.spun)", "n": 1}"#.utf8))
        #expect(run.text == #"{"text": "\#(WorkFolder.clean)", "n": 1, "unspin": {"spun": 1.0, "profile": "test", "edits": [{"start": 11, "#
            + #""end": 16, "replacement": "visit", "original": "go to", "step": "phrases", "rule": "test/go to>visit", "confidence": 1.0, "#
            + #""reason": "Spinner profile test writes “go to” for “visit”."}]}}"#, "\(run.text)")
    }

    @Test func eachRegionIsJudgedByItself() throws {
        let spun = try Fixtures.text(Self.root + "/Tests/UnspinTests/Fixtures/demo.spun.txt")
        let human = try Fixtures.text(Self.root + "/Tests/UnspinTests/Fixtures/articles/storm.clean.txt")
        let both = human + "\n\n" + human + "\n\n" + spun
        let repaired = try fixed(input: both)
        #expect(repaired.hasPrefix(human + "\n\n" + human) && repaired != both)
        #expect(try fixed("--assume", "auto", input: both) == repaired)
        #expect(try fixed("--assume", "clean", input: both) == both)
        // One sentence is no proof; `spun` does not ask for any.
        #expect(try fixed(input: Self.spun) == Self.spun)
        #expect(try fixed("--assume", "spun", input: Self.spun) == "The foreign minister said that hundreds of soldiers had left.")
    }

    @Test func profilesAreChosen() throws {
        let both = Self.spun + " " + Self.brokenTerm
        func repaired(_ profiles: String) throws -> [Bool] {
            let text = try fixed("--assume", "spun", "--profile", profiles, input: both)
            return [text.contains("foreign minister"), text.contains("deep neural network")]
        }
        #expect(try repaired("auto") == [true, true])
        #expect(try repaired("a,b") == [true, true])
        #expect(try repaired("a") == [true, false])
        #expect(try repaired("b") == [false, true])
    }

    @Test func theModelIsReplaced() throws {
        let model = Self.root + "/Sources/CUnspinModel/language.bin"
        let input = try Fixtures.text(Self.root + "/Tests/UnspinTests/Fixtures/demo.spun.txt")
        #expect(try fixed("--model", model, input: input) == fixed(input: input))
        let other = try run(["fix", "--model", Self.table], input)
        #expect(other.status == 64 && other.messages.contains(Self.table), "\(other.messages)")
    }

    @Test func userTablesAddToTheBuiltInOnesOrStandAlone() throws {
        let text = WorkFolder.spun + " " + Self.brokenTerm
        let options = ["--assume", "spun", "--tables", Self.table]
        #expect(try run(["fix"] + options, text).text == "She paid a visit to Mali. This is a deep neural network.")
        #expect(try run(["fix", "--only-tables"] + options, text).text == "She paid a visit to Mali. " + Self.brokenTerm)
    }

    // MARK: Documents

    /// Long streams are cut at paragraph ends, so that memory does not grow with them.
    @Test func memoryDoesNotGrowWithTheText() throws {
        let article = try Fixtures.text(Self.root + "/Tests/UnspinTests/Fixtures/articles/storm.clean.txt") + "\n\n"
        func peak(_ megabytes: Int) throws -> Int {
            let text = Array(String(repeating: article, count: megabytes << 20 / article.utf8.count).utf8)
            let run = try Process.run(["fix", "--threads", "2"], input: text, watchesMemory: true)
            #expect(run.output == text && run.peakMemory > 0)
            return run.peakMemory
        }
        let (short, long) = (try peak(8), try peak(40))
        #expect(long < short + 8 << 20, "\(short >> 20) MB for 8 MB of text, \(long >> 20) MB for 40")
    }
}
