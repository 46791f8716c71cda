import Testing
import UnspinTestSupport
@testable import UnspinCLI

@Suite struct CommandTests {
    @Test(arguments: try CommandCase.all())
    func runs(_ test: CommandCase) throws {
        let run = try Process.run(test.arguments, input: test.input)
        #expect(run.status == test.exit, "\(run.messages)")
        let output = try #require(test.output, "\(test.name) states no output")
        #expect(run.output == output, "wrote: \(run.text)")
        #expect(test.messages.isEmpty == run.messages.isEmpty, "\(run.messages)")
        for message in test.messages { #expect(run.messages.contains(message)) }
    }

    /// Without cases, the test above would only be skipped.
    @Test func allCasesAreThere() throws { #expect(try CommandCase.all().count == 35) }

    private func run(_ arguments: [String], _ input: String = "") -> (status: ExitCode, output: String, messages: String) {
        let console = Console(input: Input(memory: Array(input.utf8)), output: Output(), messages: Output())
        let status = Tool.run(arguments, console)
        return (
            status, String(decoding: console.output.contents, as: UTF8.self),
            String(decoding: console.messages.contents, as: UTF8.self)
        )
    }

    @Test func aFileIsReplacedOnlyWhenAllIsDone() throws {
        try Fixtures.withTemporaryFolder { folder in
            let (input, output) = (folder + "/in.txt", folder + "/out.txt")
            try Fixtures.write("Nothing is wrong.\n", to: input)
            try Fixtures.write("old", to: output)
            #expect(run(["fix", "-o", output, folder + "/missing.txt"]).status == .inputFailed)
            #expect(try Fixtures.text(output) == "old")
            #expect(run(["fix", "-o", output, input]).status == .done)
            #expect(try Fixtures.text(output) == "Nothing is wrong.\n")
        }
    }

    @Test func aFileIsRepairedInPlaceOfItself() throws {
        try Fixtures.withTemporaryFolder { folder in
            let path = folder + "/a.jsonl"
            try Fixtures.write(#"{"text":"a go to to Mali"}"#, to: path)
            let tables = Fixtures.folder + "/table.tsv"
            #expect(run(["fix", "--assume", "spun", "--only-tables", "--tables", tables, "-o", path, path]).status == .done)
            #expect(try Fixtures.text(path) == #"{"text":"a visit to Mali"}"#)
        }
    }

    @Test func aFolderThatIsMissingCannotBeWrittenTo() {
        let result = run(["fix", "-o", "/nonexistent/folder/out.txt"], "text")
        #expect(result.status == .outputFailed)
        #expect(result.messages.hasPrefix("unspin: /nonexistent/folder/out.txt: cannot be written"))
    }

    @Test func whatIsLearnedCanBeUsed() throws {
        try Fixtures.withTemporaryFolder { folder in
            let table = folder + "/learned.tsv"
            let learned = run([
                "learn", Fixtures.folder + "/pairs.jsonl", "-o", table, "--profile", "mine", "--origin", "written here",
                "--licence", "Apache-2.0",
            ])
            #expect(learned.status == .done)
            #expect(
                learned.messages == """
                    unspin: learned from 3 documents with 21 tokens: 2 pairs for 2 heads
                      2× “navy” for “military”
                      1× “go to” for “visit”
                    unspin: fewer than ten documents: too few to hold some out and repair them

                    """)
            let text = try Fixtures.text(table)
            #expect(text.hasPrefix("# profile: mine\n# origin: written here\n# licence: Apache-2.0\n"))
            #expect(text.contains("\nnavy\tmilitary\t2\n"))
            let listed = run(["tables", "list", "--only-tables", "--tables", table])
            #expect(listed.status == .done)
            #expect(listed.output.contains("mine"))
            #expect(listed.output.contains("written here"))
            let shown = run(["tables", "show", "Military", folder, "--only-tables", "--tables", table, "--quiet"])
            #expect(shown.output.contains("navy  2×"))
        }
    }

    @Test(arguments: CommandName.allCases)
    func everyCommandHasHelp(_ command: CommandName) {
        let help = run([command.rawValue, "--help"])
        #expect(help.status == .done)
        for flag in FlagTable.flags(of: command) { #expect(help.output.contains(flag.name)) }
        for line in help.output.split(separator: "\n") { #expect(line.count <= 80) }
        #expect(run(["help", command.rawValue]).output == help.output)
    }
}
