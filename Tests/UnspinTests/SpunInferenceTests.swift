import Testing
import UnspinTestSupport

@testable import Unspin

@Suite struct SpunInferenceTests {
    private func infer(_ evidence: [Double], quotations: Set<Int> = []) -> SpunInference {
        let segments = evidence.indices.map {
            RegionSegmenter.Segment(bytes: $0..<$0 + 1, isQuotation: quotations.contains($0), beginsParagraph: !quotations.contains($0))
        }
        var inference = SpunInference()
        inference.infer(segments, evidence: evidence)
        return inference
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

    @Test func nothingIsKeptFromTheDocumentBefore() {
        var inference = SpunInference()
        let segments = (0..<3).map { RegionSegmenter.Segment(bytes: $0..<$0 + 1, isQuotation: $0 == 1, beginsParagraph: $0 != 1) }
        for (count, evidence) in [(3, [60.0, 60, 60]), (1, [-60]), (0, []), (2, [3, 60])] {
            inference.infer(Array(segments.prefix(count)), evidence: evidence)
            var fresh = SpunInference()
            fresh.infer(Array(segments.prefix(count)), evidence: evidence)
            #expect(inference.segments == fresh.segments && inference.segments.count == count)
            #expect(inference.document == fresh.document)
        }
    }
}
