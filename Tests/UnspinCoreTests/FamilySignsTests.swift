import Testing
import UnspinTestSupport

@testable import UnspinCore

@Suite struct FamilySignsTests {
    /// A sign is a word that the spinner makes frequent, not one that people write as often.
    @Test func signsAreWordsThatTheSpinnerMakesFrequent() throws {
        let model = try LanguageModel.open(path: FixtureFolder.packageRoot() + "/Sources/CUnspinModel/language.bin")
        let source = try PhraseTableSource(
            parsing: Array("amid\tduring\t4\nthe actual\tthe\t1\nthe\t=\t5\nof\tabout\t1\nplutocrat\tmoney\t9\n".utf8))
        #expect(source.signs(model) == ["amid", "actual", "plutocrat"])
    }

    @Test func damagedSignsAreRefused() throws {
        let bytes = FamilySigns.compile(["amid"])
        func open(_ bytes: [UInt8]) throws -> FamilySigns {
            let memory = AlignedBytes(bytes)
            return try withExtendedLifetime(memory) { try FamilySigns(bytes: memory.bytes) }
        }
        #expect(try open(bytes).count(tokens(of: "amid").span, from: 0) == 1)
        #expect(throws: ModelError.self) { try open([]) }
        #expect(throws: ModelError.self) { try open(Array(bytes.dropLast(64))) }
        var damaged = bytes
        damaged[24] ^= 0x80 // The size of its section.
        #expect(throws: ModelError.self) { try open(damaged) }
    }
}
