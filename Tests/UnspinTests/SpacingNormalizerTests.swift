import Testing
import UnspinCore
import UnspinTestSupport

@testable import Unspin

/// What the step makes of a document that is spun in places.
@Suite struct SpacingNormalizerTests {
    private static let model = Result { try Engine(Configuration()).model }

    /// The edits, with each `[` and `]` of the text taken out and what is between taken for spun.
    private func edits(_ marked: String) throws -> [String] {
        var bytes: [UInt8] = []
        var spun: [Range<Int>] = []
        var start = 0
        for byte in marked.utf8 {
            switch byte {
            case UInt8(ascii: "["): start = bytes.count
            case UInt8(ascii: "]"): spun.append(start..<bytes.count)
            default: bytes.append(byte)
            }
        }
        let input = StepInput(bytes: bytes, spans: ProtectedSpans([]), model: try Self.model.get(), spun: spun)
        return SpacingNormalizer.edits(input).map { "\($0.range): \($0.original)>\($0.replacement)" }
    }

    @Test(arguments: [
        ("One ,two.\n[Three , four.]\nFive ,six.", ["15..<16:  >"]),
        // Several ranges in one line, in neighbouring lines, and far from each other.
        ("[One , two] and three ,four and [five , six].", ["3..<4:  >", "34..<35:  >"]),
        ("[One , two.]\n[Three , four.]\n\n\n\n\nFive.\n\n\n[Six , seven.]", ["3..<4:  >", "16..<17:  >", "40..<41:  >"]),
        // A rule looks across the end of the line.
        ("[It ended .]\nfive", ["8..<9:  >"]), ("[It ended .]\n5", []),
        ("", []), ("[]", []), ("[word ,]", ["4..<5:  >"]),
    ])
    func onlySpunRangesAreMended(_ text: String, _ expected: [String]) throws { #expect(try edits(text) == expected) }

    @Test func doubledSpacesAreTheDocumentsWayWhereverTheyStand() throws {
        let human = String(repeating: "A line.\n", count: 20)
        #expect(try edits(human + "[One  two.]\n" + human) == ["163..<165:   > "])
        let doubled = String(repeating: "A  line.\n", count: 20)
        #expect(try edits(human + "[One  two.]\n\n\n\n" + doubled).isEmpty)
    }

    @Test func spacesInsideOfBracketsAreTheDocumentsWayWhereverTheyStand() throws {
        #expect(try edits("[Here ( there ) too.]").count == 2)
        #expect(try edits("[Here ( there ) too.]\n\n\n\n" + String(repeating: "( word )\n", count: 4)).isEmpty)
    }
}
