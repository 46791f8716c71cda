import Testing
import UnspinTestSupport

/// `unspin revert` with the built binary: what was repaired comes back byte for byte.
@Suite struct RevertTests {
    private static let spun = WorkFolder.spun
    private static let units = ["utf8", "utf16", "scalar"]

    private func check(_ arguments: [String], status: Int32 = 0) throws -> Process.Outcome {
        let run = try Process.run(arguments)
        #expect(run.status == status, "\(run.messages)")
        return run
    }

    private static let texts = [
        spun, "\u{FEFF}\(spun)\r\n\r\nNavy 😀 go to é.", "", "\n\n", "Nothing is wrong.\n", "navy", "é navy \u{10FFFF} go to 😀 navy ’ go to",
    ]

    /// A text of several pieces, with changes in the first and the last.
    @Test(arguments: units)
    func longTextsComeBack(_ unit: String) throws {
        try WorkFolder.with { folder in
            let spun = try Fixtures.text(FixtureFolder.packageRoot() + "/Tests/UnspinTests/Fixtures/demo.spun.txt")
            let filler = (0..<20_000).map { "Line \($0) says é, ’ and 😀, and it is quite long for a line.\n" }.joined()
            let text = spun + "\n" + filler + "\n" + spun
            try folder.write(text, to: "a.txt")
            _ = try check(["fix", folder["a.txt"], "-o", folder["b.txt"], "--edits", folder["e.jsonl"], "--offsets", unit])
            let repaired = try folder.read("b.txt")
            #expect(repaired.contains(filler) && !repaired.contains(spun))
            #expect(try folder.read("e.jsonl").split(separator: "\n").count == 3)
            #expect(try Process.run(["revert", folder["b.txt"], folder["e.jsonl"]]).text == text)
        }
    }

    @Test(arguments: units, texts.indices)
    func textsComeBack(_ unit: String, _ index: Int) throws {
        let text = Self.texts[index]
        try WorkFolder.with { folder in
            try folder.write(text, to: "a.txt")
            _ = try check(
                ["fix", folder["a.txt"], "-o", folder["b.txt"], "--edits", folder["e.jsonl"], "--offsets", unit] + WorkFolder.repairing)
            #expect(try folder.read("b.txt").contains("go to") == false)
            #expect(try Process.run(["revert", folder["b.txt"], folder["e.jsonl"]]).text == text)
        }
    }

    @Test func bytesThatAreNoTextComeBack() throws {
        try WorkFolder.with { folder in
            let bytes = Array("\u{1}navy ".utf8) + [0xFF, 0xC3, 0x20] + Array("go to Mali ".utf8) + [0x80, 0x80, 0] + Array("navy".utf8)
            try FixtureFolder.write(bytes, to: folder["a.txt"])
            for unit in Self.units {
                _ = try check(
                    ["fix", folder["a.txt"], "-o", folder["b.txt"], "--edits", folder["e.jsonl"], "--offsets", unit] + WorkFolder.repairing)
                #expect(try Process.run(["revert", folder["b.txt"], folder["e.jsonl"]]).output == bytes)
            }
        }
    }

    /// Escapes that we would not write, spaces, other fields, lines without documents.
    private static let lines = [
        #"{"text":"\#(spun)"}"#, #" { "id" : 7 , "text" : "\#(spun)" , "z" : [1, {"text": "go to"}] } "#, "", "  ", "{}", "[1]", "nope",
        #"{"text": "caf\u00e9 \u0067o to Mali \/ \ud83d\ude00 navy go\u0020to Mali"}"#, #"{"text": "é’😀 navy \"go to\" \\ navy"}"#,
        #"{"text": "Fine."}"#, #"{"text": 7}"#, #"{"text": "navy", "text": "navy"}"#, #"{"text":""}"#, #"{"a": {"text": "navy"}}"#,
    ]

    @Test(arguments: units, [false, true])
    func linesComeBackFromWhatExplainAdds(_ unit: String, _ endsWithNewline: Bool) throws {
        try WorkFolder.with { folder in
            let text = Self.lines.joined(separator: "\n") + (endsWithNewline ? "\n" : "")
            try folder.write(text, to: "a.jsonl.zst")
            _ = try check(
                ["fix", folder["a.jsonl.zst"], "-o", folder["b.jsonl.gz"], "--explain", "--offsets", unit] + WorkFolder.repairing, status: 2)
            #expect(try folder.read("b.jsonl.gz").contains(#""raw": "go\\u0020to""#))
            _ = try check(["revert", folder["b.jsonl.gz"], "-o", folder["c.jsonl"]], status: 2)
            #expect(try folder.read("c.jsonl") == text)
        }
    }

    @Test(arguments: units, [false, true])
    func linesComeBackFromEdits(_ unit: String, _ explains: Bool) throws {
        try WorkFolder.with { folder in
            let text = "\u{FEFF}" + Self.lines.joined(separator: "\n")
            try folder.write(text, to: "a.jsonl")
            let options = (explains ? ["--explain"] : []) + ["--edits", folder["e.jsonl.zst"], "--offsets", unit] + WorkFolder.repairing
            _ = try check(["fix", folder["a.jsonl"], "-o", folder["b.jsonl"]] + options, status: 2)
            #expect(try folder.read("b.jsonl").contains("unspin") == explains)
            #expect(try Process.run(["revert", folder["b.jsonl"], folder["e.jsonl.zst"]]).text == text)
        }
    }

    @Test func nestedFieldsComeBack() throws {
        try WorkFolder.with { folder in
            let text = #"{"a": {"b": "\#(Self.spun)"}, "c": 1}"#
            try folder.write(text, to: "a.jsonl")
            _ = try check(["fix", "--field", "a.b", folder["a.jsonl"], "-o", folder["b.jsonl"], "--explain"] + WorkFolder.repairing)
            #expect(try folder.read("b.jsonl") != text)
            #expect(try Process.run(["revert", "--field", "a.b", folder["b.jsonl"]]).text == text)
        }
    }

    @Test func foldersComeBack() throws {
        try WorkFolder.with { folder in
            try folder.write(Self.spun, to: "in/a.txt")
            try folder.write("Fine.", to: "in/x/b.txt.gz")
            try folder.write(Self.lines.joined(separator: "\n"), to: "in/x/c.jsonl.zst")
            let before = try folder.contents("in")
            _ = try check(
                ["fix", folder["in"], "-o", folder["out"], "--edits", folder["edits"]] + WorkFolder.repairing, status: 2)
            _ = try check(["revert", folder["out"], folder["edits"], "-o", folder["back"]])
            #expect(try folder.contents("back") == before)
            #expect(try folder.contents("out") != before)
            _ = try check(["revert", folder["out"], folder["edits"], "--in-place"])
            #expect(try folder.contents("out") == before)
        }
    }

    /// Places of edits are numbers of 64 bits, which nothing may be added to.
    @Test(arguments: units, ["text", "jsonl"])
    func placesBeyondAllTextsAreRefused(_ unit: String, _ format: String) throws {
        try WorkFolder.with { folder in
            try folder.write(format == "text" ? "a military visit" : #"{"text": "a military visit"}"#, to: "a")
            let edits = #"[{"start":2,"end":6,"replacement":"military","original":"navy"},{"start":\#(Int.max),"end":\#(Int.max),"replacement":"","original":""}]"#
            try folder.write(#"{"unspin":"1","format":"\#(format)","offsets":"\#(unit)"}"# + "\n" + #"{"line":1,"edits":\#(edits)}"#, to: "e.jsonl")
            let run = try check(["revert", "--format", format, folder["a"], folder["e.jsonl"]], status: 2)
            #expect(run.messages.contains("does not hold"))
        }
    }

    /// The text lost its end since: the edits lie a few bytes or far behind it.
    @Test(arguments: units, [0, 1, 3, 5, 100, 1_000_000])
    func textsThatAreTooShortAreRefused(_ unit: String, _ missing: Int) throws {
        try WorkFolder.with { folder in
            for text in ["", "é", "a military visit"] {
                try folder.write(text, to: "a.txt")
                let place = text.utf8.count + 1 + missing
                let edits = #"{"edits":[{"start":\#(place),"end":\#(place),"replacement":"x","original":"y"}]}"#
                try folder.write(#"{"unspin":"1","format":"text","offsets":"\#(unit)"}"# + "\n" + edits, to: "e.jsonl")
                #expect(try check(["revert", folder["a.txt"], folder["e.jsonl"]], status: 2).messages.contains("does not hold"))
            }
        }
    }

    @Test func whatWasChangedSinceIsNotReverted() throws {
        try WorkFolder.with { folder in
            try folder.write(Self.spun, to: "a.txt")
            _ = try check(["fix", folder["a.txt"], "-o", folder["b.txt"], "--edits", folder["e.jsonl"]] + WorkFolder.repairing)
            try folder.write("She paid a call to Mali.", to: "b.txt")
            let run = try check(["revert", folder["b.txt"], folder["e.jsonl"], "-o", folder["c.txt"]], status: 2)
            #expect(run.messages.contains("b.txt: does not hold “visit” where its edits say"))
            #expect(!folder.exists("c.txt"))
            #expect(try check(["revert", folder["b.txt"], folder["a.txt"]], status: 2).messages.contains("a.txt:1: holds no edits"))
            #expect(try check(["revert", folder["b.txt"]], status: 64).messages.contains("name the edits"))
            #expect(try check(["revert", folder["b.txt"], folder["missing"]], status: 2).messages.contains("no such file"))
        }
    }
}
