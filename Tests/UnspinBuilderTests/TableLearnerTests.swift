import Testing
import UnspinBuilder
import UnspinCore

@Suite struct TableLearnerTests {
    /// A document from text with its substitutions in it: `[spun|original]`.
    private func document(_ marked: String) -> AlignedDocument {
        var spun: [UInt8] = []
        var substitutions: [AlignedDocument.Substitution] = []
        for part in marked.split(separator: "[", omittingEmptySubsequences: false) {
            guard let end = part.firstIndex(of: "]"), let bar = part.firstIndex(of: "|") else {
                spun += part.utf8
                continue
            }
            let start = spun.count
            spun += part[..<bar].utf8
            substitutions.append(.init(range: start..<spun.count, original: Array(part[part.index(after: bar)..<end].utf8)))
            spun += part[part.index(after: end)...].utf8
        }
        return AlignedDocument(spun: spun, substitutions: substitutions)
    }

    private func learn(_ marked: String..., also known: String = "") throws -> PhraseTableSource {
        TableLearner.learn(documents: marked.map(document), also: try PhraseTableSource(parsing: Array(known.utf8)))
    }

    private func pair(_ variant: String, _ head: String) -> PhraseTableSource.Substitution { .init(variant: variant, head: head) }

    @Test func documentsKnowTheirOriginal() {
        let document = document("He [mentioned|said] the [navy|military] left.")
        #expect(String(decoding: document.spun, as: UTF8.self) == "He mentioned the navy left.")
        #expect(String(decoding: document.human, as: UTF8.self) == "He said the military left.")
        #expect(AlignedDocument(spun: [], substitutions: []).human == [])
    }

    @Test func nothingTeachesNothing() throws {
        let source = TableLearner.learn(documents: [])
        #expect(source.rows().isEmpty)
        #expect(source.spunWords == 0 && source.humanWords == 0)
    }

    @Test func pairsAreCounted() throws {
        let source = try learn(
            "He [mentioned|said] the [navy|military] left. She [mentioned|said] so.", "They [mentioned|said] it; he [stated|said] it.",
            "The [navy|fleet] left.")
        #expect(source.substitutions == [
            pair("mentioned", "said"): 3, pair("stated", "said"): 1, pair("navy", "military"): 1, pair("navy", "fleet"): 1,
        ])
    }

    @Test func phrasesAreFolded() throws {
        let source = try learn("[It is|It’s] late. [it  is|it's] late. [IT\nIS|IT'S] late.")
        #expect(source.substitutions == [pair("it is", "it's"): 3])
        #expect(FoldedText.fold("  Don’t \t GO\n".utf8) == "don't go")
        #expect(FoldedText.fold("  Go \r\n ÉTÉ\u{a0}x ".utf8) == "go été x")
        #expect(FoldedText.fold("".utf8) == "")
    }

    @Test func whatDoesNotDifferIsNoPair() throws {
        let source = try learn("[Navy|navy] [don’t|don't] [|x] [y|] [=|z] [w|~] end")
        #expect(source.substitutions.isEmpty)
    }

    /// Where the variant is small, the head's own capitals are seen; at the start of a sentence they are not.
    @Test func headsHaveTheirCapitals() throws {
        let source = try learn(
            "on [sabbath|Sunday] we rest. [Sabbath|Sunday] it is. the [telly|TV] is on. [Mentioned|Said] he. [mentioned|said] she.")
        #expect(Set(source.substitutions.keys) == [pair("sabbath", "Sunday"), pair("telly", "TV"), pair("mentioned", "said")])
        #expect(source.substitutions[pair("sabbath", "Sunday")] == 2)
        #expect(source.substitutions[pair("mentioned", "said")] == 2)
    }

    @Test func standingHeadsAreCounted() throws {
        let source = try learn(
            "He [mentioned|said] that he said so. She said the well-said word. He SAID it.\nThe [go to|visit] was a visit\nand a visit.")
        // Not those that no spinner would touch: joined to a hyphen, in capitals.
        #expect(source.kept == ["said": 2, "visit": 2])
    }

    @Test func standingPhrasesDoNotCrossReplacementsOrLines() throws {
        let source = try learn("[final week|last week] was last week. A last\nweek. The [ultimate|last] week. Last week.")
        #expect(source.kept["last week"] == 2)
        #expect(source.kept["last"] == 3)
    }

    @Test func headsOfOtherTablesAreCountedToo() throws {
        let source = try learn("He said it and said more.", also: "mentioned\tsaid\t5\n")
        #expect(source.kept == ["said": 2])
        // What was known before is no part of what was learned.
        #expect(source.substitutions.isEmpty)
    }

    @Test func evidenceCountsBothSides() throws {
        let documents = Array(repeating: document("He [mentioned|said] no. The [go to|visit] was long."), count: 10)
        let source = TableLearner.learn(documents: documents)
        #expect(source.evidence["mentioned"]?.spun == 10)
        #expect(source.evidence["mentioned"]?.human == 0)
        #expect(source.evidence["said"]?.spun == 0)
        #expect(source.evidence["said"]?.human == 10)
        #expect(source.evidence["go to"]?.spun == 10)
        // Alike in both, and so no evidence; nor are the words of a longer phrase.
        for word in ["he", "long", "go", "to", "."] { #expect(source.evidence[word] == nil, "\(word)") }
        #expect(source.spunWords == 100)
        #expect(source.humanWords == 90)
    }

    @Test func rareEvidenceIsLeftOut() throws {
        #expect(try learn("He [mentioned|said] no.").evidence.isEmpty)
    }

    /// What is learned can be written, read, compiled and asked.
    @Test func whatIsLearnedCanBeUsed() throws {
        let learned = try learn("He [mentioned|said] the [navy|military] left on a [go to|visit].")
        let table = try PhraseTable(compiled: PhraseTableCompiler.compile(try PhraseTableSource(parsing: learned.text())))
        #expect(table.candidates(for: "Go to").map(\.head) == ["visit"])
    }
}
