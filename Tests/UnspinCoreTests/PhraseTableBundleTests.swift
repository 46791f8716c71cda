import Testing
import UnspinTestSupport

@testable import UnspinCore

@Suite struct PhraseTableBundleTests {
    private static func source(_ text: String) throws -> PhraseTableSource { try PhraseTableSource(parsing: Array(text.utf8)) }

    private static func bundle() throws -> [UInt8] {
        PhraseTableBundle.compile([
            try source("# profile: a\nnavy\tmilitary\t2\n"), try source("# profile: second\nforces\tmilitary\t1\nnavy\tfleet\t1\n"),
        ])
    }

    private static func open<Result>(_ bytes: [UInt8], _ body: ([PhraseTable]) throws -> Result) throws -> Result {
        let memory = AlignedBytes(bytes)
        return try withExtendedLifetime(memory) { try body(try PhraseTableBundle.open(memory.bytes).tables) }
    }

    @Test func everyProfileIsOpened() throws {
        try Self.open(try Self.bundle()) { tables in
            #expect(tables.map(\.name) == ["a", "second"])
            #expect(tables[0].candidates(for: "navy").map(\.head) == ["military"])
            #expect(tables[1].candidates(for: "navy").map(\.head) == ["fleet"])
            #expect(tables[0].candidates(for: "forces").isEmpty)
        }
    }

    @Test func countsComeBack() throws {
        var source = try Self.source("# profile: a\n# spun-words: 10\nnavy\tmilitary\t0.25\nmilitary\t=\t3\nnavy\t~\t2/1\n")
        source.protected = ["navy blue", "the navy"]
        let memory = AlignedBytes(PhraseTableBundle.compile([try Self.source("# profile: b\nx\ty\t1\n"), source]))
        let found = try #require(try PhraseTableBundle.source(of: "a", memory.bytes))
        #expect(found.text() == source.text() && found.protected == source.protected)
        #expect(PhraseTableCompiler.compile(found) == PhraseTableCompiler.compile(source))
        #expect(try PhraseTableBundle.source(of: "c", memory.bytes)?.text() == nil)
        #expect(try PhraseTableBundle.open(memory.bytes).tables.map(\.name) == ["b", "a"])
    }

    @Test func aBundleMayBeEmpty() throws {
        try Self.open(PhraseTableBundle.compile([])) { #expect($0.isEmpty) }
    }

    @Test func aBundleMayHoldSigns() throws {
        let memory = AlignedBytes(PhraseTableBundle.compile([], signs: ["amid", "utilize", "o'clock"]))
        let signs = try withExtendedLifetime(memory) { try PhraseTableBundle.open(memory.bytes).signs }
        let tokens = tokens(of: "Amid all this, they utilize an o'clock. Amid")
        #expect(signs.count(tokens.span, from: 0) == 4)
        #expect(signs.count(tokens.span, from: 1) == 3)
        #expect(FamilySigns().count(tokens.span, from: 0) == 0)
    }

    @Test func compilingIsReproducible() throws { #expect(try Self.bundle() == Self.bundle()) }

    @Test func wrongHeadersAreNamed() throws {
        let bytes = try Self.bundle()
        func open(_ change: (inout [UInt8]) -> Void) throws {
            var bytes = bytes
            change(&bytes)
            try Self.open(bytes) { _ in }
        }
        #expect(throws: ModelError.truncated(expected: 16, found: 0)) { try open { $0 = [] } }
        #expect(throws: ModelError.truncated(expected: 16, found: 15)) { try open { $0 = Array($0[..<15]) } }
        for index in 0..<8 { #expect(throws: ModelError.notAModel) { try open { $0[index] ^= 1 } } }
        for index in 8..<12 {
            #expect { try open { $0[index] ^= 0x40 } } throws: {
                if case ModelError.version = $0 { true } else { false }
            }
        }
        // More profiles than the header has room for.
        for index in 13..<16 { #expect(throws: ModelError.self) { try open { $0[index] = 0xff } } }
        for profile in 0..<2 {
            for (at, bit) in [(0, 0), (3, 7), (7, 7), (10, 7), (15, 7)] {
                #expect(throws: ModelError.self) { try open { $0[16 + profile * 16 + at] ^= 1 << UInt8(bit) } }
            }
        }
        #expect(throws: ModelError.self) { try open { $0.removeLast(64) } }
    }

    @Test(arguments: 1...100 as ClosedRange<UInt64>)
    func randomDamageNeverCrashes(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var bytes = try Self.bundle()
        for _ in 0..<Int.random(in: 1...20, using: &random) {
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        do {
            try Self.open(bytes) { tables in
                for table in tables { _ = (table.name, table.candidates(for: "navy"), table.candidates(for: "forces")) }
            }
        } catch is ModelError {}
    }
}
