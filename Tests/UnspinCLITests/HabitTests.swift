import Testing
import UnspinTestSupport
@testable import UnspinCLI

/// Completions and the manual page, with the built binary and the programs that read them.
@Suite struct HabitTests {
    private static func has(_ program: String) -> Bool {
        (try? Process.run(["-c", "command -v \(program)"], program: "/bin/sh").status) == 0
    }

    /// What bash offers for the last word.
    private func completed(_ words: [String]) throws -> [String] {
        let script = try Process.run(["completions", "bash"]).text + """

            cd "$0"
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _unspin 2>/dev/null
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        return try WorkFolder.with { folder in
            try folder.write("", to: "two words.txt")
            let run = try Process.run(["bash", "-c", script, folder.path] + words, program: "/usr/bin/env")
            return run.text.split(separator: "\n").map(String.init)
        }
    }

    @Test(.enabled(if: has("bash")), arguments: [
        (["unspin", "ex"], ["explain"]), (["unspin", "fix", "--off"], ["--offsets"]), (["unspin", "detect", "--in"], []),
        (["unspin", "fix", "--offsets", "u"], ["utf8", "utf16"]), (["unspin", "fix", "-o", "t"], ["two words.txt"]),
        (["unspin", "fix", "t"], ["two words.txt"]), (["unspin", "tables", "sh"], ["show"]), (["unspin", "fix", "--field", ""], []),
        (["unspin", "completions", "b"], ["bash"]),
    ])
    func bashCompletes(_ words: [String], _ expected: [String]) throws {
        #expect(try completed(words) == expected)
    }

    @Test(.enabled(if: has("fish"))) func fishCompletes() throws {
        let script = try Process.run(["completions", "fish"]).text + "\ncomplete -C 'unspin fix --off'; complete -C 'unspin exp'\n"
        let run = try Process.run(["fish", "-c", script], program: "/usr/bin/env")
        #expect(run.text.contains("--offsets\twhat the places") && run.text.contains("explain\tshow every change"), "\(run.messages)")
    }

    @Test(.enabled(if: has("zsh"))) func zshReadsItsScript() throws {
        try WorkFolder.with { folder in
            try folder.write(try Process.run(["completions", "zsh"]).text, to: "_unspin")
            let command = "fpath=($0 $fpath); autoload -Uz compinit && compinit -u -d $0/dump && autoload +X _unspin && echo ${_comps[unspin]}"
            let run = try Process.run(["zsh", "-f", "-c", command, folder.path], program: "/usr/bin/env")
            #expect(run.text == "_unspin\n" && run.messages == "", "\(run.messages)")
        }
    }

    @Test(.enabled(if: has("groff"))) func theManualPageIsSound() throws {
        let page = try Process.run(["manual"]).output
        for part in ["SYNOPSIS", "OPTIONS", "EXIT STATUS", "ENVIRONMENT", "FILES", "EXAMPLES", ".B 70\n", ".B NO_COLOR\n"] {
            let isThere = String(decoding: page, as: UTF8.self).contains(part)
            #expect(isThere, "\(part)")
        }
        let run = try Process.run(["groff", "-man", "-Tascii", "-ww", "-P-c", "-P-b", "-P-u"], program: "/usr/bin/env", input: page)
        #expect(run.messages == "")
        for flag in FlagTable.all { #expect(run.text.contains(flag.name)) }
    }

    @Test(arguments: Completions.Shell.allCases)
    func everyOptionIsThere(_ shell: Completions.Shell) throws {
        let script = try Process.run(["completions", shell.rawValue]).text
        for command in CommandName.allCases { #expect(script.contains(command.rawValue)) }
        for flag in FlagTable.all { #expect(script.contains(flag.name.drop { $0 == "-" })) }
    }

    @Test func otherShellsAreRefused() throws {
        let run = try Process.run(["completions", "bsh"])
        #expect(run.status == 64)
        #expect(run.messages.contains("did you mean bash?"))
        #expect(try Process.run(["completions"]).status == 64)
        #expect(try Process.run(["manual", "x"]).status == 64)
    }
}
