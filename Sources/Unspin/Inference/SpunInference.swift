import UnspinCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Which segments of a document a spinner wrote: a hidden Markov chain of two states, human and spun, over the segments.
///
/// Emissions are the summed log-likelihood ratios of the profile's evidence. Forward-backward: Rabiner 1989.
struct SpunInference {
    /// The evidence of neighbouring words is not independent, so its sum is too sure of itself; this share of it counts.
    static let trust = 0.6
    /// Evidence that one phrase can give for a spinner at most, in nats: people write each of its words, too.
    static let mostForSpun: Float = 2
    /// Evidence that one phrase can give against a spinner at most: a head left standing is nearly a proof.
    static let mostForHuman: Float = 8
    /// P(a document begins spun).
    static let prior = 0.01
    /// P(human -> spun) and P(spun -> human) from one paragraph to the next.
    static let entersSpun = 0.001
    static let leavesSpun = 0.03
    /// The same at the edges of a quotation within a paragraph, which some spinners skip.
    static let quotationSwitch = 0.03

    /// The summed evidence of tokens `range`, in nats: above 0 speaks for a spinner.
    static func evidence(_ tokens: Span<Token>, _ range: Range<Int>, table: PhraseTable) -> Double {
        var sum: Double = 0
        var index = range.lowerBound
        while index < range.upperBound {
            let (value, end) = table.longestEvidence(tokens, from: index, limit: range.upperBound)
            sum += Double(max(-mostForHuman, min(mostForSpun, value)))
            index = end
        }
        return sum
    }

    /// The chain's answer.
    struct Outcome {
        /// P(spun) for each segment.
        var segments: [Double]
        /// P(any segment is spun).
        var document: Double
    }

    static func infer(_ segments: [RegionSegmenter.Segment], evidence: [Double]) -> Outcome {
        let count = segments.count
        guard count > 0 else { return Outcome(segments: [], document: 0) }
        // Log space; state 0 is human (emission 0), state 1 spun (emission = trusted evidence).
        func transition(_ index: Int) -> (enter: Double, leave: Double) {
            let segment = segments[index]
            if segment.beginsParagraph { return (Self.entersSpun, Self.leavesSpun) }
            return (Self.quotationSwitch, Self.quotationSwitch)
        }
        var forward = [(human: Double, spun: Double)](repeating: (0, 0), count: count)
        forward[0] = (log(1 - prior), log(prior) + trust * evidence[0])
        var allHuman = log(1 - prior)
        for index in 1..<max(1, count) {
            let (enter, leave) = transition(index)
            let before = forward[index - 1]
            forward[index] = (
                logSum(before.human + log(1 - enter), before.spun + log(leave)),
                logSum(before.human + log(enter), before.spun + log(1 - leave)) + trust * evidence[index]
            )
            allHuman += log(1 - enter)
        }
        var backward = [(human: Double, spun: Double)](repeating: (0, 0), count: count)
        for index in stride(from: count - 2, through: 0, by: -1) {
            let (enter, leave) = transition(index + 1)
            let after = backward[index + 1]
            let spun = after.spun + trust * evidence[index + 1]
            backward[index] = (
                logSum(after.human + log(1 - enter), spun + log(enter)),
                logSum(after.human + log(leave), spun + log(1 - leave))
            )
        }
        let total = logSum(forward[count - 1].human, forward[count - 1].spun)
        let posteriors = (0..<count).map { exp(forward[$0].spun + backward[$0].spun - total) }
        return Outcome(segments: posteriors.map { min(1, $0) }, document: max(0, min(1, 1 - exp(allHuman - total))))
    }

    private static func logSum(_ a: Double, _ b: Double) -> Double {
        let high = max(a, b)
        return high + log1p(exp(min(a, b) - high))
    }
}
