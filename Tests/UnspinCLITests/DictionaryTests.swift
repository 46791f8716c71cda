import Testing
import UnspinBuilder

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@Suite struct DictionaryTests {
    private func problems(_ files: [String: String], _ repair: @escaping (String, Bool) -> String = { text, _ in text }) throws
        -> [String]
    {
        try Fixtures.withTemporaryFolder { folder in
            try #require(makeFolder(folder + "/a"))
            for (name, text) in files { try Fixtures.write(text, to: folder + "/" + name) }
            return DictionaryChecker(repair: repair).check(folder)
                .map { String($0.description.dropFirst(folder.count + 1)) }
        }
    }

    private let head = "# profile: a\n# origin: written here\n# licence: Apache-2.0\n"

    @Test func aGoodFileHasNoProblem() throws {
        #expect(try problems(["a/x.tsv": head + "go to\tvisit\t2\nnavy\tmilitary\t1\nnavy\t~\t3/1\nvisit\t=\t1\n"]) == [])
    }

    @Test(arguments: [
        ("navy\tmilitary\t1\ngo to\tvisit\t1\n", 5, "out of order"),
        ("navy\tmilitary\t1\nnavy\tmilitary\t2\n", 5, "again"),
        ("navy\tnavy\t1\n", 4, "for itself"),
        ("Navy\tmilitary\t1\n", 4, "not folded"),
        ("it’s\tit is\t1\n", 4, "not folded"),
        ("navy\tmilitary\t1\n# late\n", 5, "below the rows"),
        ("navy\tmilitary\t1\n\nnavy x\tmilitary\t1\n", 5, "is empty"),
        ("plane\taircraft\t1\n", 4, "allowed.tsv keeps"),
    ] as [(String, Int, String)])
    func eachSlipIsFound(_ rows: String, _ line: Int, _ message: String) throws {
        let found = try problems(["a/x.tsv": head + rows, "allowed.tsv": "plane\ta common word\n"])
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("a/x.tsv:\(line): ") == true, "\(found)")
        #expect(found.first?.contains(message) == true, "\(found)")
    }

    @Test func originAndLicenceAreAsked() throws {
        let found = try problems(["a/x.tsv": "# profile: b\nnavy\tmilitary\t1"])
        #expect(found.count == 4)
        #expect(found.contains { $0.contains("its origin") })
        #expect(found.contains { $0.contains("its licence") })
        #expect(found.contains { $0.contains("the profile “b”") })
        #expect(found.contains { $0.contains("line feed") })
    }

    @Test func examplesAreRepaired() throws {
        let files = [
            "a/x.tsv": head + "navy\tmilitary\t1\n",
            "a/tests.tsv": "# kind, spun, expected\ntest\ta navy chief\ta military chief\nallows\ta navy chief\n"
                + "test\ta chief\ta boss\nnonsense\n",
        ]
        let found = try problems(files) { text, isSpun in isSpun && text == "a navy chief" ? "a military chief" : text }
        #expect(found == [
            "a/tests.tsv:4: should give “a boss” but gives “a chief”",
            "a/tests.tsv:5: needs “test” or “allows”, the spun text and the expected text, parted by tabs",
        ])
    }

    @Test func aFolderWithoutProfilesIsReported() {
        #expect(DictionaryChecker(repair: { text, _ in text }).check("/nonexistent").count == 1)
    }
}

private func makeFolder(_ path: String) -> Bool { mkdir(path, 0o755) == 0 }
