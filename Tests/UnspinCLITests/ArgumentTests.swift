import Testing
@testable import UnspinCLI

@Suite struct ArgumentTests {
    private func parse(_ words: String...) throws(Failure) -> Arguments? {
        guard case .run(let arguments) = try ArgumentParser.parse(words) else { return nil }
        return arguments
    }

    @Test func optionsAndOperandsMayMix() throws {
        let arguments = try #require(try parse("fix", "a.txt", "--field=spun", "-o", "out", "--explain", "-", "--tables", "x", "--tables", "y"))
        #expect(arguments.command == .fix)
        #expect(arguments.operands == ["a.txt", "-"])
        #expect(arguments.value(.field) == "spun")
        #expect(arguments.value(.output) == "out")
        #expect(arguments.has(.explain))
        #expect(arguments.values[.tables] == ["x", "y"])
    }

    @Test func valuesMayBeAttachedOrEmpty() throws {
        #expect(try parse("fix", "-oout")?.value(.output) == "out")
        #expect(try parse("fix", "--field=")?.value(.field) == "")
        #expect(try parse("fix", "--field=a=b")?.value(.field) == "a=b")
        #expect(try parse("fix", "--steps", "a,b")?.list(.steps) == ["a", "b"])
    }

    @Test func twoDashesEndTheOptions() throws {
        #expect(try parse("fix", "--", "--explain", "-x")?.operands == ["--explain", "-x"])
    }

    @Test(arguments: [
        (["fxi"], "did you mean fix?"),
        (["fix", "--fromat", "text"], "did you mean --format?"),
        (["fix", "--min-confidense=1"], "did you mean --min-confidence?"),
        (["detect", "--check"], "--check is an option of fix, not of detect"),
        (["evaluate", "--threads", "2"], "--threads is an option of fix, detect, explain, revert, not of evaluate"),
        (["fix", "-x"], "unspin fix has no option -x"),
        (["fix", "--field"], "--field needs a value: --field NAME"),
        (["fix", "--field", "a", "--field", "b"], "--field is given twice"),
        (["fix", "--explain=yes"], "--explain takes no value"),
        (["fix", "--assume", "spn"], "did you mean spun?"),
        (["detect", "--into", "x"], "--into is an option of fix, not of detect"),
        (["--format", "text"], "name the command before --format"),
        (["--fromat", "text"], "did you mean --format?"),
        ([], "unspin --help lists them"),
        (["version"], "did you mean --version?"),
        (["wibble"], "unspin --help lists them"),
    ] as [([String], String)])
    func whatIsNotUnderstoodIsRefused(_ words: [String], _ hint: String) {
        #expect {
            try ArgumentParser.parse(words)
        } throws: { error in
            guard case Failure.usage(let message) = error else { return false }
            return message.contains(hint)
        }
    }

    @Test(arguments: [
        ("", "", 0), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("abc", "xbc", 1), ("kitten", "sitting", 3),
        ("", "abc", 3),
    ])
    func distancesCountSlips(_ left: String, _ right: String, _ distance: Int) {
        #expect(NearestWord.distance(Array(left.unicodeScalars), Array(right.unicodeScalars)) == distance)
    }

    @Test func noOptionStandsForTwoThings() {
        for command in CommandName.allCases {
            let flags = FlagTable.flags(of: command)
            #expect(Set(flags.map(\.name)).count == flags.count)
            let shorts = flags.compactMap(\.short)
            #expect(Set(shorts).count == shorts.count)
            #expect(flags.count >= 3)
        }
    }
}
