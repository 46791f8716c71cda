import Testing
import Unspin
@testable import UnspinCLI

@Suite struct JSONTests {
    /// Columns: name, line, unescaped text or ! and the problem, or - where there is no such field.
    static func documents() throws -> [[String]] { try Fixtures.rows("json-documents.tsv") }

    @Test func allDocumentsAreThere() throws { #expect(try Self.documents().count == 34) }

    @Test(arguments: try documents())
    func findsTheField(_ row: [String]) throws {
        let bytes = Array(row[1].utf8)
        let parser = JSONParser()
        var found: String
        do throws(JSONProblem) {
            try parser.read(bytes, 0..<bytes.count)
            found = "-"
            if let field = parser.find("text") { found = String(decoding: try parser.string(field), as: UTF8.self) }
        } catch {
            found = "!\(error)"
        }
        #expect(found.replacing("\n", with: "↵") == row[2])
    }

    /// Columns: name, raw string, start and end of the edit in unescaped bytes, replacement, raw outcome.
    static func splices() throws -> [[String]] { try Fixtures.rows("json-splices.tsv") }

    @Test func allSplicesAreThere() throws { #expect(try Self.splices().count == 13) }

    @Test(arguments: try splices())
    func keepsEscapesOutsideTheEdit(_ row: [String]) throws {
        let line = Array(#"{"text":\#(row[1])}"#.utf8)
        let parser = JSONParser()
        try parser.read(line, 0..<line.count)
        let field = try #require(parser.find("text"))
        let text = try parser.string(field)
        let range = try #require(Int(row[2]))..<(try #require(Int(row[3])))
        let edit = Edit(
            range: range, original: "", replacement: row[4], step: "", rule: "", confidence: 1, reason: "")
        let changes = try #require(JSONStringEditor.changes(
            line, field.range, edits: [edit], isASCIIOnly: JSONStringEditor.isASCIIOnly(line, field.range)))
        let output = JSONSplice.bytes(line, field.range, changes)
        #expect(String(decoding: output, as: UTF8.self) == row[5])
        // What was written is JSON for the repaired text.
        let repaired = Array(#"{"text":"#.utf8) + output + Array("}".utf8)
        try parser.read(repaired, 0..<repaired.count)
        #expect(try parser.string(try #require(parser.find("text"))) == [edit].applied(to: text))
    }

    @Test(arguments: [(1, 2), (0, 1), (2, 5), (4, 4)])
    func noEscapeIsCutInTwo(_ start: Int, _ end: Int) {
        let string = Array(#""\u00e9\ud83d\ude00""#.utf8)
        let edit = Edit(range: start..<end, original: "", replacement: "", step: "", rule: "", confidence: 1, reason: "")
        #expect(JSONStringEditor.changes(string, 0..<string.count, edits: [edit], isASCIIOnly: true) == nil)
    }

    @Test func objectsWithinObjectsAreEntered() throws {
        let line = Array(#"{"a": {"b": {"c": "x"}, "e": {}, "f": {"g": 1 }}, "\u0061\n": {"c": "y"}, "d": [1]}  "#.utf8)
        let parser = JSONParser()
        try parser.read(line, 0..<line.count)
        func string(_ range: Range<Int>) -> String { String(decoding: line[range], as: UTF8.self) }
        for _ in 1...2 {
            #expect(parser.enter(["a", "b"]))
            #expect(try parser.string(try #require(parser.find("c"))) == Array("x".utf8))
            #expect(string(parser.insertion..<parser.insertion + 2) == "},")
            #expect(parser.enter(["a", "e"]) && parser.fieldCount == 0)
            #expect(string(parser.insertion..<parser.insertion + 1) == "}")
            #expect(parser.enter(["a", "f"]))
            #expect(string(parser.insertion..<parser.insertion + 3) == " }}")
            #expect(parser.enter(["a\n"]))
            #expect(try parser.string(try #require(parser.find("c"))) == Array("y".utf8))
            for missing in [["x"], ["d"], ["a", "x"], ["a", "b", "c"]] { #expect(!parser.enter(missing)) }
            #expect(parser.enter([]))
            #expect(parser.fieldCount == 3)
            #expect(parser.find("d").map { string($0.range) } == "[1]")
            #expect(string(parser.insertion..<parser.insertion + 1) == "}")
        }
    }

    @Test func writesOnlyTheEscapesThatJSONRequires() {
        var writer = JSONWriter(isSpaced: false)
        writer.string("a\"b\\c/d\n\r\t\u{8}\u{C}\u{1}é😀\u{7F}")
        #expect(String(decoding: writer.bytes, as: UTF8.self) == #""a\"b\\c/d\n\r\t\b\f\u0001é😀"# + "\u{7F}\"")
        var ascii = JSONWriter(isASCIIOnly: true)
        ascii.string("é😀")
        #expect(String(decoding: ascii.bytes, as: UTF8.self) == #""\u00e9\ud83d\ude00""#)
    }

    @Test func separatesFieldsAndElements() {
        for (isSpaced, expected) in [
            (true, #"{"a": 1, "b": [{"c": null}, {}], "d": 0.5}"#), (false, #"{"a":1,"b":[{"c":null},{}],"d":0.5}"#),
        ] {
            var writer = JSONWriter(isSpaced: isSpaced)
            writer.object { writer in
                writer.field("a", 1)
                writer.field("b") { writer in
                    writer.array { writer in
                        writer.element { $0.object { $0.field("c", nil as String?) } }
                        writer.element { $0.object { _ in } }
                    }
                }
                writer.field("d", 0.5)
            }
            #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
        }
    }

    @Test func aParserIsUsedAgain() throws {
        let parser = JSONParser()
        for text in ["short", String(repeating: "long ", count: 100_000), ""] {
            let line = Array(#"{"text":"\#(text)","clean":["a","b"],"edits":[[0,1,"x"]]}"#.utf8)
            try parser.read(line, 0..<line.count)
            #expect(try parser.string(try #require(parser.find("text"))) == Array(text.utf8))
            #expect(try parser.strings(try #require(parser.find("clean"))) == [Array("a".utf8), Array("b".utf8)])
            #expect(try parser.edits(try #require(parser.find("edits"))).map(\.range) == [0..<1])
            #expect(throws: JSONProblem.invalid) { try parser.read(line, 0..<line.count - 1) }
            #expect(parser.find("nothing")?.range == nil)
        }
    }

    @Test func depthHasALimit() throws {
        let parser = JSONParser()
        let deep = Array((String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000)).utf8)
        #expect(throws: JSONProblem.tooDeep) { try parser.read(deep, 0..<deep.count) }
        let flat = Array((String(repeating: "[", count: 900) + String(repeating: "]", count: 900)).utf8)
        try parser.read(flat, 0..<flat.count)
    }

    @Test func linesAreFoundAcrossReads() throws {
        var text = "first\n\n"
        for length in [1 << 19, 1 << 20, (1 << 20) + 1, 3 << 20] { text += String(repeating: "x", count: length) + "\n" }
        text += "last"
        var reader = LineReader(Input(memory: Array(text.utf8)))
        var lines: [Int] = []
        var bytes: [UInt8] = []
        while let range = try reader.next() {
            lines.append(range.count)
            bytes += reader.bytes[range]
        }
        #expect(lines == [6, 1, (1 << 19) + 1, (1 << 20) + 1, (1 << 20) + 2, (3 << 20) + 1, 4])
        #expect(bytes == Array(text.utf8))
    }
}
