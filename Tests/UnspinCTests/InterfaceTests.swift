import CUnspin
import Testing
import Unspin
import UnspinC
import UnspinTestSupport

/// The functions of `unspin.h`, called as C calls them. `make test-library` compiles and runs a program in C.
@Suite struct InterfaceTests {
    private static let table = "# profile: mine\ngo to to\tvisit to\t9\n"
    private static let text = "Lavrov pledged navy help on a go to to Mali."

    private func demo() throws -> [UInt8] {
        try FixtureFolder.read(FixtureFolder.packageRoot() + "/Tests/UnspinTests/Fixtures/demo.spun.txt")
    }

    @Test func theVersionIsTheLibrarys() { #expect(String(cString: unspin_version()) == Unspinner.version) }

    @Test func repairsAsTheLibraryDoes() throws {
        let input = try demo()
        let expected = try Unspinner().explain(utf8: input)
        let result = try Opened().repair(input)
        #expect(result.bytes == expected.bytes)
        #expect(result.edits == expected.edits)
        #expect(result.spun == expected.damage.probability)
        #expect(result.profile == "a")
        #expect(result.edits.applied(to: input) == result.bytes)
    }

    @Test(arguments: ["", "The minister resigned on Tuesday.", "zero\0byte", "bad \u{FFFD}"])
    func soundTextComesBack(_ text: String) throws {
        let result = try Opened().repair(Array(text.utf8))
        #expect(result.bytes == Array(text.utf8))
        #expect(result.edits.isEmpty)
        #expect(result.profile == nil)
    }

    @Test func malformedBytesComeBack() throws {
        let input = try demo() + [0xFF, 0xC3, 0x0A] + (try demo())
        let result = try Opened().repair(input)
        #expect(result.bytes == (try Unspinner().explain(utf8: input).bytes))
        #expect(result.bytes.contains(0xFF))
    }

    @Test func optionsAreTheCommands() throws {
        let options = ["assume=spun", "only-tables", "table=" + Self.table]
        let text = Array(Self.text.utf8)
        #expect(try Opened(options).repair(text).text == "Lavrov pledged navy help on a visit to Mali.")
        #expect(try Opened(options + ["profile=mine", "steps=phrases"]).repair(text).edits.map(\.rule) == ["mine/go to to>visit to"])
        for option in ["assume=clean", "skip=phrases,agreement"] {
            #expect(try Opened(options + [option]).repair(text).bytes == text, "\(option)")
        }
        let all = try Opened().repair(demo()).edits
        let sure = try Opened(["min-confidence=0.9"]).repair(demo()).edits
        #expect(!sure.isEmpty)
        #expect(sure.count < all.count)
        #expect(sure.allSatisfy { $0.confidence >= 0.9 })
    }

    @Test(arguments: [
        ("spun", "“spun” is not of the form NAME=VALUE"), ("colour=red", "there is no option “colour”"),
        ("assume=maybe", "assume is auto, spun or clean, not “maybe”"), ("min-confidence=2", "min-confidence is a number from 0 to 1, not “2”"),
        ("steps=dance", "there is no step “dance”"), ("skip=dance", "there is no step “dance”"), ("profile=zz", "there is no profile “zz”"),
        ("only-tables", "only-tables needs table=TEXT"), ("table=one\ttwo", "phrase table, "), ("model=/no/such/file", "/no/such/file"),
    ])
    func wrongOptionsAreTold(_ option: String, _ message: String) {
        let problem = #expect(throws: Opened.Failure.self) { try Opened([option]) }
        #expect(problem?.message.contains(message) == true, "\(problem?.message ?? "")")
    }

    @Test func messagesAreCutBetweenCharacters() {
        // “ takes three bytes.
        for (bytes, message) in [(1, ""), (3, ""), (4, "“"), (5, "“c"), (9, "“color")] {
            let problem = #expect(throws: Opened.Failure.self) { try Opened(["color"], errorBytes: bytes) }
            #expect(problem?.message == message)
        }
        let problem = #expect(throws: Opened.Failure.self) { try Opened(["color"], errorBytes: 0) }
        #expect(problem?.message == "")
    }

    @Test func nothingMayBeFreed() {
        unspin_free(nil)
        unspin_close(nil)
    }

    @Test func resultsOutliveTheirUnspinner() throws {
        let input = try demo()
        let unspinner = try #require(unspin_open(nil, nil, 0))
        let result = try #require(input.withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { unspin_repair(unspinner, $0.baseAddress, $0.count) }
        })
        unspin_close(unspinner)
        #expect(String(cString: unspin_text(result, nil)) == String(decoding: try Unspinner().explain(utf8: input).bytes, as: UTF8.self))
        unspin_free(result)
    }

    @Test func threadsShareOne() async throws {
        let opened = try Opened()
        let input = try demo()
        let expected = try Unspinner().explain(utf8: input).bytes
        let outputs = await withTaskGroup { group in
            for _ in 0..<32 { group.addTask { opened.repair(input).bytes } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outputs.count == 32)
        #expect(outputs.allSatisfy { $0 == expected })
    }
}
