import Testing
import UnspinTestSupport

@testable import UnspinCore

@Suite struct EvidenceCounterTests {
    private static let rows =
        "# spun-words: 9\n# human-words: 9\nnavy\t~\t900000/0\nsaid\t~\t0/900000\nup till now\t~\t900/0\nup\t~\t0/3\n"

    /// The evidence of a text that is one segment, of which the first tokens come alone.
    private func evidence(_ text: String, ahead: Int = 0, _ counter: inout EvidenceCounter) -> Double {
        let tokens = tokens(of: text)
        let bytes = Array(text.utf8)
        counter.beginDocument()
        counter.countAhead(tokens.span.extracting(first: ahead), in: bytes.span)
        counter.endSegment(tokens.span, at: tokens.count, in: bytes.span)
        return counter.sums[0]
    }

    @Test func evidenceAddsUpWithoutOneWordDeciding() throws {
        var counter = EvidenceCounter(try TableFixture.table(Self.rows))
        func evidence(_ text: String) -> Double { self.evidence(text, &counter) }
        #expect(evidence("nothing known") == 0)
        #expect(evidence("a navy ship") > 0)
        #expect(evidence("a navy ship") <= Double(EvidenceCounter.mostForSpun))
        // Seen again, it says less; a head left standing does not.
        #expect(evidence("navy navy") == 1.5 * evidence("navy"))
        #expect(evidence("said said") == 2 * evidence("said"))
        #expect(evidence("up till now navy") == 2 * evidence("navy"))
        // A head left standing says more than a variant, which people write too.
        #expect(evidence("he said") < -evidence("navy"))
        // A phrase counts once, the longest one alone, and within its paragraph.
        #expect(evidence("up till now") == Double(EvidenceCounter.mostForSpun))
        #expect(evidence("up till\nnow") == evidence("up"))
        #expect(evidence("up") < 0)
        // What no spinner touches says nothing.
        #expect(evidence("NAVY navy-blue he-said SAID up TILL now") == 0)
        #expect(evidence("-navy navy-") == 0)
        #expect(evidence("Navy") == evidence("navy"))
    }

    @Test func eachSegmentCountsAnew() throws {
        var counter = EvidenceCounter(try TableFixture.table(Self.rows))
        let tokens = tokens(of: "navy navy up till now navy")
        let bytes = Array("navy navy up till now navy".utf8)
        counter.beginDocument()
        for end in [1, 2, 4, 6] { counter.endSegment(tokens.span, at: end, in: bytes.span) }
        let navy = counter.sums[0]
        // A phrase ends with its segment.
        #expect(counter.sums == [navy, navy, evidence("up", &counter), navy])
    }

    @Test func sightingsInOtherSegmentsMayCount() throws {
        var counter = EvidenceCounter(try TableFixture.table(Self.rows), countsAcrossSegments: true)
        let tokens = tokens(of: "navy navy navy said")
        let bytes = Array("navy navy navy said".utf8)
        for _ in 0..<2 {
            counter.beginDocument()
            for end in 1...4 { counter.endSegment(tokens.span, at: end, in: bytes.span) }
            let navy = counter.sums[0]
            #expect(counter.sums == [navy, navy / 2, navy / 3, -Double(EvidenceCounter.mostForHuman)])
            #expect(counter.forSpun == navy + navy / 2 + navy / 3)
        }
    }

    /// Tokens may come in rows, and go when they were counted.
    @Test func rowsAddUpToTheSame() throws {
        var counter = EvidenceCounter(try TableFixture.table(Self.rows))
        var random = SeededGenerator(seed: 7)
        let words = ["navy", "said", "up", "till", "now", "SAID", "-", "the"]
        for _ in 0..<200 {
            let text = (0..<60).map { _ in words[Int.random(in: 0..<words.count, using: &random)] }.joined(separator: " ")
            let whole = evidence(text, &counter)
            for ahead in [1, 13, 30, 60] { #expect(evidence(text, ahead: ahead, &counter) == whole, "seed 7: \(text), \(ahead)") }
            let (tokens, bytes) = (tokens(of: text), Array(text.utf8))
            counter.beginDocument()
            counter.countAhead(tokens.span.extracting(first: 40), in: bytes.span)
            let counted = counter.counted
            #expect(counted > 40 - 2 * PhraseTableCompiler.longestPhrase && counted < 40)
            counter.forget(counted)
            counter.endSegment(tokens.span.extracting(droppingFirst: counted), at: tokens.count - counted, in: bytes.span)
            #expect(counter.sums == [whole], "seed 7: \(text)")
        }
    }
}
