import Testing
import UnspinTestSupport

@testable import Unspin

/// What holds of every text.
@Suite struct UnspinnerPropertyTests {
    private static let auto = Result { try RepairChecks() }
    private static let spun = Result { try RepairChecks.assuming(.spun) }

    @Test func allTextsAreThere() throws { #expect(try Documents.all().count == 41) }

    @Test(arguments: try Documents.all().map(\.name))
    func repairsAreSound(_ name: String) throws {
        let bytes = try #require(try Documents.all().first { $0.name == name }).bytes
        #expect(try Self.auto.get().violations(bytes) == [])
    }

    /// Taken for spun, a text may be read in another way once it is repaired, so only the form is asked here.
    @Test(arguments: try Documents.all().map(\.name).filter { !$0.hasSuffix("clean") })
    func repairsOfSpunTextAreSound(_ name: String) throws {
        let bytes = try #require(try Documents.all().first { $0.name == name }).bytes
        #expect(try Self.spun.get().violations(bytes, isFixedPoint: false) == [])
    }

    @Test(arguments: try Documents.cleanNames())
    func cleanArticlesComeBack(_ name: String) throws {
        let bytes = try Documents.article(name, "clean")
        let (output, edits, damage) = try Self.auto.get().unspinner.explain(utf8: bytes)
        #expect(edits == [])
        #expect(output == bytes)
        #expect(damage.profile == nil)
    }

    @Test func trapsComeBack() throws {
        let unspinner = try Self.auto.get().unspinner
        let traps = try Documents.traps()
        #expect(traps.count == 606)
        for trap in traps {
            let (output, edits, _) = unspinner.explain(utf8: trap)
            #expect(output == trap, "\(edits.map { "\($0.original) > \($0.replacement)" })")
        }
        // As one paragraph.
        let line = Array(traps.joined(separator: [UInt8(ascii: " ")]))
        #expect(unspinner.explain(utf8: line).bytes == line)
    }

    @Test func trapsComeBackAsOneDocument() throws {
        let unspinner = try Self.auto.get().unspinner
        let file = try Documents.folder.bytes("traps.txt")
        let (output, edits, _) = unspinner.explain(utf8: file)
        #expect(edits.map { "\($0.original) > \($0.replacement)" } == [])
        #expect(edits.applied(to: file) == output)
    }
}
