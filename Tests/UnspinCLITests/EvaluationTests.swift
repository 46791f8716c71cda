import Testing
@testable import UnspinCLI

/// The expected figures were computed once by an evaluation of the same definition in Python.
@Suite struct EvaluationTests {
    private func lines(_ name: String) throws -> [[UInt8]] {
        try Fixtures.bytes(name).split(separator: UInt8(ascii: "\n")).map(Array.init)
    }

    private func scalars(_ bytes: [UInt8]) -> [Unicode.Scalar] { CharacterOffsets(bytes).scalars }

    private func expect(_ tally: Tally, _ name: String) throws {
        #expect(String(decoding: tally.summary, as: UTF8.self) == (try Fixtures.text(name + ".summary.json")))
        #expect(tally.listing == (try Fixtures.text(name + ".listing.txt")))
    }

    @Test func placesAreJudgedAsInPython() throws {
        let parser = JSONParser()
        var tally = Tally()
        let lines = try lines("evaluate-edits.jsonl")
        #expect(lines.count == 12)
        for line in lines {
            try parser.read(line, 0..<line.count)
            let spun = try parser.string(try #require(parser.find("spun")))
            let gold = try parser.edits(try #require(parser.find("edits")))
            let system = try parser.edits(try #require(parser.find("system")))
            tally.add(
                spun: scalars(spun), gold: gold.map { .init(range: $0.range, text: scalars($0.original)) },
                system: system.map { .init(range: $0.range, text: scalars($0.original)) })
        }
        try expect(tally, "evaluate-edits")
    }

    /// An output without a word of the spun text makes one place of all, in which every reference may stand for every word.
    @Test(.timeLimit(.minutes(1))) func referencesAreNotCombined() {
        func text(_ letter: Character) -> [Unicode.Scalar] { scalars(Array((0..<24).map { "\(letter)\($0) kept" }.joined(separator: " ").utf8)) }
        let references = "bcdefghi".map(text)
        var tally = Tally()
        tally.add(spun: text("a"), output: scalars(Array("none of these".utf8)), references: references)
        #expect((tally.damaged, tally.repaired, tally.good) == (24, 0, 0))
        tally.add(spun: text("a"), output: references[3], references: references)
        #expect((tally.damaged, tally.repaired, tally.good) == (48, 24, 24))
    }

    @Test func wordsAreJudgedAsInPython() throws {
        let parser = JSONParser()
        var tally = Tally()
        let lines = try lines("evaluate-pairs.jsonl")
        #expect(lines.count == 40)
        for line in lines {
            try parser.read(line, 0..<line.count)
            let spun = try parser.string(try #require(parser.find("spun")))
            let text = try parser.string(try #require(parser.find("text")))
            let clean = try parser.strings(try #require(parser.find("clean")))
            tally.add(spun: scalars(spun), output: scalars(text), references: clean.map(scalars))
        }
        try expect(tally, "evaluate-pairs")
    }

    static func alignments() throws -> [[String]] { try Fixtures.rows("alignments.tsv") }

    @Test func allAlignmentsAreThere() throws { #expect(try Self.alignments().count == 60) }

    @Test(arguments: try alignments())
    func alignsAsPythonDoes(_ row: [String]) {
        let words = { (text: String) in text.split(separator: " ").map(String.init) }
        let changes = SequenceMatcher(words(row[0]), words(row[1])).changes()
            .map { "\($0.left.lowerBound)-\($0.left.upperBound):\($0.right.lowerBound)-\($0.right.upperBound)" }
        #expect(changes.joined(separator: " ") == row[2])
    }

    @Test(arguments: [
        (0.87125, 4, "0.8712"), (0.00005, 4, "0.0001"), (1, 4, "1.0"), (2.0 / 3, 4, "0.6667"), (186.2104, 3, "186.21"),
        (0.5, 0, "0.0"), (1.5, 0, "2.0"),
    ] as [(Double, Int32, String)])
    func roundsAsPythonDoes(_ value: Double, _ places: Int32, _ expected: String) {
        #expect(value.rounded(places: places).description == expected)
    }

    @Test(arguments: [
        (0, "0.0"), (1, "1.0"), (0.5, "0.5"), (0.12345, "0.1235"), (0.0123456, "0.01235"), (0.98765432, "0.98765"),
        (0.00000123456, "1.235e-06"), (0.99999999987654321, "0.9999999998765"),
    ] as [(Double, String)])
    func probabilitiesKeepTheirRank(_ value: Double, _ expected: String) {
        #expect(value.roundedProbability.description == expected)
    }

    @Test func offsetsCountCharacters() {
        let offsets = CharacterOffsets(Array("aé😀b".utf8))
        #expect(offsets.byteRange(1..<3) == 1..<7)
        #expect(offsets.byteRange(4..<4) == 8..<8)
        #expect(offsets.byteRange(0..<5) == nil)
        #expect(offsets.characterRange(1..<7) == 1..<3)
        #expect(offsets.characterRange(8..<8) == 4..<4)
        // A range that cuts a character holds it whole.
        #expect(offsets.characterRange(2..<4) == 1..<3)
    }
}
