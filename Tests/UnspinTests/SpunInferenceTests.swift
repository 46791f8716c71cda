import Testing
import UnspinCore
import UnspinTestSupport

@testable import Unspin

@Suite struct SpunInferenceTests {
    private func infer(_ evidence: [Double], quotations: Set<Int> = []) -> SpunInference.Outcome {
        let segments = evidence.indices.map {
            RegionSegmenter.Segment(tokens: $0..<$0 + 1, isQuotation: quotations.contains($0), beginsParagraph: !quotations.contains($0))
        }
        return SpunInference.infer(segments, evidence: evidence)
    }

    @Test func nothingIsNotSpun() {
        let outcome = infer([])
        #expect(outcome.segments.isEmpty)
        #expect(outcome.document == 0)
    }

    @Test func withoutEvidenceATextIsHuman() {
        for count in [1, 5, 50] { #expect(infer(Array(repeating: 0, count: count)).document < 0.1) }
    }

    @Test func aFewOddWordsProveNothing() {
        #expect(infer([3]).document < 0.5)
        #expect(infer([-5, -5, 3, -5]).document < 0.5)
    }

    @Test func muchEvidenceProvesMuch() {
        let outcome = infer([60, 60, 60])
        #expect(outcome.document > 0.99)
        #expect(outcome.segments.allSatisfy { $0 > 0.99 })
    }

    @Test func neighboursVouchForEachOther() {
        let between = infer([60, 2, 60]).segments[1]
        let alone = infer([-60, 2, -60]).segments[1]
        #expect(between > 0.9)
        #expect(alone < 0.1)
    }

    @Test func aDocumentMayBeSpunInPlaces() {
        let outcome = infer([-60, -60, 60, 60, -60])
        #expect(outcome.segments.map { $0 > 0.5 } == [false, false, true, true, false])
        #expect(outcome.document > 0.99)
    }

    @Test func quotationsMayBeKept() {
        let outcome = infer([60, -40, 60], quotations: [1])
        #expect(outcome.segments.map { $0 > 0.5 } == [true, false, true])
    }

    @Test func keptQuotationsSpeakForEachOther() {
        // Each alone is too weak to be told from its spun paragraph.
        let alone = infer([30, -1, 30, 30, 30], quotations: [1])
        #expect(alone.segments[1] > 0.5)
        let together = infer([30, -1, 30, -1, 30, -1, 30], quotations: [1, 3, 5])
        #expect(together.segments.map { $0 > 0.5 } == [true, false, true, false, true, false, true])
        // A spun one speaks for the others, too.
        let spun = infer([30, 20, 30, -2, 30], quotations: [1, 3])
        #expect(spun.segments.allSatisfy { $0 > 0.5 })
    }

    @Test func aMixtureOfParagraphsIsReadMoreClosely() {
        let one = infer([30, -6, 30])
        #expect(one.segments[1] > 0.5)
        let many = infer([30, -6, 30, -6, 30, -6, 30, -6, 30])
        #expect(many.segments.map { $0 > 0.5 } == [true, false, true, false, true, false, true, false, true])
    }

    @Test func theNearlySureCanBeRanked() {
        var last = 0.0
        for value in stride(from: -10.0, through: 40, by: 1) {
            let document = infer([value]).document
            #expect(document > last)
            last = document
        }
        #expect(infer([-1e9]).document >= 0)
        #expect(infer([1e9]).document == 1)
    }

    @Test func moreEvidenceIsNeverLess() {
        var last = 0.0
        for value in stride(from: -40.0, through: 80, by: 2) {
            let outcome = infer([0, value, 0])
            #expect(outcome.segments[1] >= last - 1e-12)
            last = outcome.segments[1]
        }
        #expect(last > 0.9)
    }

    @Test func outcomesAreProbabilities() {
        var random = SeededGenerator(seed: 3)
        for round in 0..<500 {
            let scale = [1.0, 30, 1e6][round % 3]
            let evidence = (0..<Int.random(in: 1...30, using: &random)).map { _ in Double.random(in: -scale...scale, using: &random) }
            let outcome = infer(evidence, quotations: Set(evidence.indices.filter { _ in Bool.random(using: &random) }))
            #expect(outcome.segments.count == evidence.count)
            #expect(outcome.segments.allSatisfy { (0...1).contains($0) }, "seed 3, round \(round): \(outcome)")
            #expect((0...1).contains(outcome.document), "seed 3, round \(round)")
            // Some segment is spun at least as surely as each one is.
            #expect(outcome.document >= (outcome.segments.max() ?? 0) - 1e-6, "seed 3, round \(round): \(outcome)")
        }
    }

    @Test func evidenceAddsUpWithoutOneWordDeciding() throws {
        let rows = "# profile: x\n# spun-words: 9\n# human-words: 9\nnavy\t~\t900000/0\nsaid\t~\t0/900000\nup till now\t~\t900/0\n"
        let table = try PhraseTable(compiled: PhraseTableCompiler.compile(try PhraseTableSource(parsing: Array(rows.utf8))))
        func evidence(_ text: String) -> Double {
            let tokens = tokens(of: text)
            let bytes = Array(text.utf8)
            var sightings = Sightings()
            return SpunInference.evidence(tokens.span, 0..<tokens.count, in: bytes.span, table: table, sightings: &sightings)
        }
        #expect(evidence("nothing known") == 0)
        #expect(evidence("a navy ship") > 0)
        #expect(evidence("a navy ship") <= Double(SpunInference.mostForSpun))
        // Seen again, it says less; a head left standing does not.
        #expect(evidence("navy navy") == 1.5 * evidence("navy"))
        #expect(evidence("said said") == 2 * evidence("said"))
        #expect(evidence("up till now navy") == 2 * evidence("navy"))
        // A head left standing says more than a variant, which people write too.
        #expect(evidence("he said") < -evidence("navy"))
        // A phrase counts once.
        #expect(evidence("up till now") == Double(SpunInference.mostForSpun))
        let three = tokens(of: "navy said navy")
        let bytes = Array("navy said navy".utf8)
        var sightings = Sightings()
        // Each segment counts anew.
        for place in [0..<1, 2..<3] {
            #expect(
                SpunInference.evidence(three.span, place, in: bytes.span, table: table, sightings: &sightings) == evidence("navy"))
        }
        // What no spinner touches says nothing.
        #expect(evidence("NAVY navy-blue he-said SAID up TILL now") == 0)
        #expect(evidence("Navy") == evidence("navy"))
    }
}
