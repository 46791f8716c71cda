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
        #expect(list.dropFirst().map { String($0.prefix { $0 != " " }) } == (try Unspinner().profiles), "one line a profile")
        #expect(list.allSatisfy { $0.count <= 80 })
        #expect(try run(["tables", "check", Self.root + "/Dictionaries"]).text == Self.root + "/Dictionaries: all is right\n")
        let file = try run(["tables", "check", Self.root + "/Dictionaries/e/phrases.tsv"])
        #expect(file.status == 64)
        #expect(file.messages.contains("unspin tables list --tables \(Self.root)/Dictionaries/e/phrases.tsv"))
        let shown = try run(["tables", "show", "tons of", Self.root + "/Dictionaries"])
        #expect(shown.status == 0 && shown.text.contains("“tons of” may stand for\n") && shown.text.contains("hundreds"), "\(shown.text)")
        try WorkFolder.with { folder in
            let here = try Process.run(["-C", folder.path, Process.unspin, "tables", "check"], program: "/usr/bin/env")
            #expect(here.status == 64)
            #expect(here.messages == "unspin: there is no folder Dictionaries here; name the folder of the tables: unspin tables check FOLDER\n")
        }
        #expect(try run(["tables", "show", "qwertyuiop", "--quiet"]).text == "No profile knows “qwertyuiop”.\n")
    }

    private static let hasTerminal = (try? Process.run(["-c", "command -v script"], program: "/bin/sh").status) == 0

    /// What the command writes to a terminal, which `script` gives it, when somebody types `input`.
    private func onTerminal(_ command: String, typing input: String = "", columns: Int = 80, _ settings: String...) throws -> String {
        let line = "stty cols \(columns); exec '\(Process.unspin)' \(command)"
        return try Process.run(
            ["TERM=xterm"] + settings + ["script", "-qec", line, "/dev/null"], program: "/usr/bin/env", input: Array(input.utf8)).text
    }

    @Test(.enabled(if: hasTerminal))
    func explainIsColouredOnATerminalOnly() throws {
        try WorkFolder.with { folder in
            try folder.write(Self.spun, to: "a.txt")
            let command = "explain --assume spun '\(folder["a.txt"])'"
            let red = "\u{1B}[31;9m"
            let coloured = try onTerminal(command, "NO_COLOR=")
            #expect(coloured.contains(red), "\(coloured)")
            #expect(!(try onTerminal(command, "NO_COLOR=1").contains(red)))
            let plain = try run(["explain", "--assume", "spun", folder["a.txt"]]).text
            #expect(!plain.contains(red) && plain.contains("[-overseas-]{+foreign+}"), "\(plain)")
        }
    }

    @Test(.enabled(if: hasTerminal), arguments: ["fix", "detect", "explain"])
    func whoTypesIsToldSo(_ command: String) throws {
        let typed = "Nothing is wrong.\n\u{4}"
        #expect(try onTerminal(command, typing: typed).contains("unspin: reads what you type, to its end at Ctrl-D; to read files, name them"))
        #expect(!(try onTerminal(command + " --quiet", typing: typed).contains("reads what you type")))
        #expect(!(try run([command], typed).messages.contains("reads what you type")))
    }

    @Test(.enabled(if: hasTerminal)) func progressIsShownOnATerminalUnlessNobodyWantsIt() throws {
        try WorkFolder.with { folder in
            for name in ["a.txt", "b.txt"] { try folder.write(Self.spun, to: "in/" + name) }
            let command = "fix '\(folder["in"])' -o '\(folder["out"])'"
            let mark = "1 document, file 1 of 2"
            #expect(try onTerminal(command).contains(mark))
            #expect(try onTerminal(command + " --progress auto").contains(mark))
            #expect(!(try onTerminal(command + " --progress never").contains(mark)))
            #expect(!(try onTerminal(command + " --quiet").contains(mark)))
            #expect(!(try run(["fix", folder["in"], "-o", folder["out"]]).messages.contains(mark)))
            // The line must not wrap, also where standard output is none of the terminal's.
            let narrow = try onTerminal(command + " > '\(folder["text"])'", columns: 30)
            let lines = narrow.split(whereSeparator: \.isNewline).filter { $0.contains("file 1") }
            #expect(!lines.isEmpty && lines.allSatisfy { $0.replacing("\u{1B}[K", with: "").count < 30 }, "\(narrow)")
        }
    }

    @Test(arguments: ["detect", "explain"])
    func aFolderWithoutTextsIsTold(_ command: String) throws {
        try WorkFolder.with { folder in
            try folder.write("x", to: "in/a.md")
            let run = try run([command, folder["in"]])
            #expect(run.status == 0 && run.output.isEmpty)
            #expect(run.messages.contains("nothing to read") && run.messages.contains("1 other passed over"), "\(run.messages)")
        }
    }

    @Test func theHelpTellsTheStatusesAndFitsTheWindow() throws {
        let help = try run(["--help"]).text
        let flowing = help.split(separator: "\n").joined(separator: " ")
        #expect(flowing.contains("Exit status: 0 all is done; 1 --check found something to repair; 2 some input could not be processed; 64 "))
        #expect(flowing.contains("; 70 a defect of Unspin; 74 output could not be written."))
        #expect(help.split(separator: "\n").allSatisfy { $0.count <= 80 })
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
            return [text.contains("minister said"), text.contains("deep neural network")]
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

    @Test(arguments: [
        ("# profile: mine\n# kept: often\n", "line 2: how often heads are kept (# kept) must be a number"), ("# weight: 0\n", "line 1: the weight (# weight)"),
        ("navy\tmilitary\n", "line 1: needs three columns"), ("# ok\nnavy\tmilitary\tmany\n", "line 2: the count must be a number above 0, not many"),
    ])
    func aTableThatCannotBeReadIsNamedWithItsLine(_ table: String, _ problem: String) throws {
        try WorkFolder.with { folder in
            try folder.write(table, to: "mine.tsv")
            for command in [["fix"], ["detect"], ["tables", "list"], ["tables", "show", "navy"], ["learn", folder["pairs.jsonl"]]] {
                let run = try run(command + ["--tables", folder["mine.tsv"]])
                #expect(run.status == 64 && run.output.isEmpty)
                #expect(run.messages.hasPrefix("unspin: --tables \(folder["mine.tsv"]): \(problem)"), "\(command): \(run.messages)")
            }
        }
    }

    // MARK: Documents

    /// Long streams are cut at paragraph ends, so that memory does not grow with them.
    /// A sanitizer keeps what was freed for a while.
    @Test(.enabled(if: !Process.isSanitized)) func memoryDoesNotGrowWithTheText() throws {
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
