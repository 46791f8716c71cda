import Foundation
import Testing
import UnspinTestSupport

@testable import Unspin

/// Bytes that no author wrote.
@Suite struct UnspinnerHostileTests {
    private static let auto = Result { try RepairChecks() }
    private static let spun = Result { try RepairChecks.assuming(.spun) }

    /// Pieces that are put between the words of a spun text.
    static let pieces: [[UInt8]] = [
        [0xff], [0xc3], [0xe2, 0x80], [0xed, 0xa0, 0x80], [0xf0, 0x9f], [0xc0, 0x80], [0xf8, 0x88, 0x80, 0x80, 0x80], [0], [0x0d], [0x0d, 0x0a],
        [0x85], [0xef, 0xbb, 0xbf], [0xef, 0xbf, 0xbd], [0xe2, 0x80, 0xa8], [0x1b, 0x5b, 0x33, 0x31, 0x6d], Array("👨‍👩‍👧".utf8), [0x7f], [0x09],
        Array("\u{202e}".utf8), Array("e\u{301}".utf8),
    ]

    @Test func allPiecesAreThere() { #expect(Self.pieces.count == 20) }

    @Test(arguments: pieces.indices)
    func oddBytesSurvive(_ index: Int) throws {
        let piece = Self.pieces[index]
        let words = try Documents.article("storm", "spun").split(separator: 32)
        var text: [UInt8] = []
        for (number, word) in words.enumerated() {
            text += word
            text += number % 7 == 3 ? piece : number % 7 == 5 ? [32] + piece + [32] : [32]
        }
        #expect(try Self.spun.get().violations(text, isFixedPoint: false) == [])
        #expect(try Self.auto.get().violations(text) == [])
        let (output, edits, _) = try Self.spun.get().unspinner.explain(utf8: text)
        #expect(edits.count > 10)
        // What lies between the edits is as it was.
        for edit in edits { #expect(!Array(edit.replacement.utf8).contains(0)) }
        func count(_ bytes: [UInt8]) -> Int { bytes.indices.count { bytes[$0...].starts(with: piece) } }
        let replaced = edits.reduce(0) { $0 + count(Array(text[$1.range])) }
        #expect(count(output) >= count(text) - replaced)
        for tiny in [piece, piece + piece, [65] + piece, piece + Array("mentioned".utf8) + piece] {
            #expect(try Self.spun.get().violations(tiny, isFixedPoint: false) == [])
        }
    }

    @Test func lineEndsAreKept() throws {
        let text = try Documents.article("storm", "spun")
        let unspinner = try Self.auto.get().unspinner
        let unix = unspinner.explain(utf8: text)
        let windows = unspinner.explain(utf8: Array(text.split(separator: 10, omittingEmptySubsequences: false).joined(separator: [13, 10])))
        #expect(unix.edits.count > 50)
        #expect(windows.edits.map(\.replacement) == unix.edits.map(\.replacement))
        #expect(windows.bytes == Array(unix.bytes.split(separator: 10, omittingEmptySubsequences: false).joined(separator: [13, 10])))
    }

    @Test func nothingBecomesNothing() throws {
        for text in ["", " ", "\n", "\n\n\n", "\0", ".", "…", "\u{feff}"] {
            let bytes = Array(text.utf8)
            for checks in [try Self.auto.get(), try Self.spun.get()] {
                #expect(checks.unspinner.explain(utf8: bytes).bytes == bytes)
                #expect(checks.violations(bytes) == [])
            }
        }
    }

    /// 1 MB in one word, one number, marks alone, and malformed bytes alone.
    @Test(arguments: ["x", "mentioned.", "7", "-", "\u{e9}", "中", "\u{301}", "\0"])
    func aMegabyteWithoutASpace(_ unit: String) throws {
        let text = Array(repeatElement(Array(unit.utf8), count: 1_000_000 / unit.utf8.count).joined())
        let (output, edits, _) = try Self.auto.get().unspinner.explain(utf8: text)
        #expect(edits.isEmpty)
        #expect(output == text)
    }

    @Test func aMegabyteOfMalformedBytes() throws {
        let text = [UInt8](repeating: 0xff, count: 1_000_000)
        #expect(try Self.auto.get().unspinner.explain(utf8: text).bytes == text)
    }

    /// Random bytes, and random cuts of a spun text.
    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func randomBytesSurvive(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let checks = try Self.spun.get()
        let noise = (0..<500).map { _ in UInt8.random(in: 0...255, using: &random) }
        #expect(checks.violations(noise, isFixedPoint: false) == [])
        var text = try Documents.article("court", "spun")
        let start = Int.random(in: 0..<text.count / 2, using: &random)
        text = Array(text[start..<Int.random(in: start..<text.count, using: &random)])
        for _ in 0..<text.count / 30 { text[Int.random(in: text.indices, using: &random)] = UInt8.random(in: 0...255, using: &random) }
        #expect(checks.violations(text, isFixedPoint: false) == [])
    }
}
