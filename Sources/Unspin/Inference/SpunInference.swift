import UnspinCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Which segments of a document a spinner wrote: hidden Markov chains of two states, human and spun, over the segments.
///
/// Emissions are the summed log-likelihood ratios of the profile's evidence. What the site does is a hidden variable of the whole
/// document (``Habit``): there is a chain for each habit, and the answer is their mean, weighed by how well each explains the
/// document. Forward-backward with scaling: Rabiner 1989.
struct SpunInference {
    /// The evidence of neighbouring words is not independent, so its sum is too sure of itself; this share of it counts.
    static let trust = 0.7
    /// Evidence that one phrase can give for a spinner at most, in nats: people write each of its words, too.
    static let mostForSpun: Float = 2.5
    /// Evidence that one phrase can give against a spinner at most: a head left standing is nearly a proof.
    static let mostForHuman: Float = 8
    /// P(a document begins spun).
    static let prior = 0.001
    /// P(human -> spun) and P(spun -> human) from one paragraph to the next.
    static let entersSpun = 0.0002
    static let leavesSpun = 0.05
    /// The same at the edges of a quotation within a paragraph.
    static let quotationSwitch = 0.001
    /// P(a document is a mixture of spun and human paragraphs), and P(switch) from one paragraph of it to the next. It is rare
    /// enough that each human paragraph is not much more suspect than ``entersSpun`` makes it.
    static let isMixed = 0.004
    static let mixedSwitch = 0.25
    /// P(a spinner leaves the quotations alone), in documents that hold some.
    static let keepsQuotations = 0.2
    /// Stands for "never": keeps the chain from being stuck where evidence outweighs any number.
    private static let never = 1e-12

    /// The summed evidence of tokens `range`, in nats: above 0 speaks for a spinner. Words that no spinner touches say nothing, and
    /// what speaks for a spinner counts for 1/n at its n-th sighting.
    static func evidence(
        _ tokens: Span<Token>, _ range: Range<Int>, in bytes: Span<UInt8>, table: PhraseTable, sightings: inout Sightings
    ) -> Double {
        sightings.beginSegment()
        var sum: Double = 0
        var index = range.lowerBound
        while index < range.upperBound {
            let (value, end) = table.longestEvidence(tokens, from: index, limit: range.upperBound)
            if value != 0, (index..<end).allSatisfy({ tokens[$0].isTouchable(in: bytes) }) {
                sum += value > 0
                    ? Double(min(mostForSpun, value)) / Double(sightings.count(tokens, index..<end)) : Double(max(-mostForHuman, value))
            }
            index = end
        }
        return sum
    }

    /// The chains' answer.
    struct Outcome {
        /// P(spun) for each segment.
        var segments: [Double]
        /// P(any segment is spun).
        var document: Double
    }

    /// What a site does to all of a document.
    private struct Habit {
        var keepsQuotations: Bool
        var isMixed: Bool

        /// P(human -> spun) and P(spun -> human) on the way into `segment`.
        func transition(into segment: RegionSegmenter.Segment) -> (enter: Double, leave: Double) {
            if segment.beginsParagraph {
                return isMixed
                    ? (SpunInference.mixedSwitch, SpunInference.mixedSwitch) : (SpunInference.entersSpun, SpunInference.leavesSpun)
            }
            // A quotation that is left alone does not change what its paragraph is.
            return keepsQuotations
                ? (SpunInference.never, SpunInference.never) : (SpunInference.quotationSwitch, SpunInference.quotationSwitch)
        }
    }

    static func infer(_ segments: [RegionSegmenter.Segment], evidence: [Double]) -> Outcome {
        if segments.isEmpty { return Outcome(segments: [], document: 0) }
        let hasQuotations = segments.contains { $0.isQuotation }
        let hasParagraphs = segments.dropFirst().contains { $0.beginsParagraph }
        var answers: [Answer] = []
        for keeps in hasQuotations ? [false, true] : [false] {
            for mixed in hasParagraphs ? [false, true] : [false] {
                var answer = run(segments, evidence, Habit(keepsQuotations: keeps, isMixed: mixed))
                var weight = 0.0
                if hasQuotations { weight += log(keeps ? keepsQuotations : 1 - keepsQuotations) }
                if hasParagraphs { weight += log(mixed ? isMixed : 1 - isMixed) }
                answer.document += weight
                answer.allHuman += weight
                answers.append(answer)
            }
        }
        let document = logSum(answers.map(\.document))
        var posteriors = [Double](repeating: 0, count: segments.count)
        for answer in answers {
            let share = exp(answer.document - document)
            for index in posteriors.indices { posteriors[index] += share * answer.spun[index] }
        }
        return Outcome(
            segments: posteriors.map { min(1, $0) },
            document: max(0, min(1, -expm1(logSum(answers.map(\.allHuman)) - document))))
    }

    /// What one chain says.
    private struct Answer {
        /// P(spun) for each segment, given the habit.
        var spun: [Double]
        /// log P(document | habit), beside that of human text.
        var document: Double
        /// log P(document, no segment is spun | habit), beside that of human text.
        var allHuman: Double
    }

    /// The probabilities of both states; they add up to 1, or have yet to be scaled.
    private struct Pair {
        var human: Double
        var spun: Double

        /// Makes the sum 1, and returns what it was.
        mutating func scale() -> Double {
            let sum = human + spun
            human /= sum
            spun /= sum
            return sum
        }
    }

    private static func run(_ segments: [RegionSegmenter.Segment], _ evidence: [Double], _ habit: Habit) -> Answer {
        let count = segments.count
        // The likelihoods of the states; the greater one is 1, so that neither chain can overflow.
        func emission(_ index: Int) -> (Pair, log: Double) {
            if habit.keepsQuotations, segments[index].isQuotation { return (Pair(human: 1, spun: 1), 0) }
            let ratio = trust * evidence[index]
            return ratio > 0 ? (Pair(human: exp(-ratio), spun: 1), ratio) : (Pair(human: 1, spun: exp(ratio)), 0)
        }
        var forward: [Pair] = []
        forward.reserveCapacity(count)
        var state = Pair(human: 1 - prior, spun: prior)
        var total = 0.0
        var allHuman = log1p(-prior)
        for index in 0..<count {
            if index > 0 {
                let (enter, leave) = habit.transition(into: segments[index])
                state = Pair(
                    human: state.human * (1 - enter) + state.spun * leave, spun: state.human * enter + state.spun * (1 - leave))
                allHuman += log1p(-enter)
            }
            let (likelihood, offset) = emission(index)
            state.human *= likelihood.human
            state.spun *= likelihood.spun
            total += log(state.scale()) + offset
            forward.append(state)
        }
        var spun = [Double](repeating: 0, count: count)
        var after = Pair(human: 1, spun: 1)
        for index in stride(from: count - 1, through: 0, by: -1) {
            let human = forward[index].human * after.human
            let spinner = forward[index].spun * after.spun
            spun[index] = habit.keepsQuotations && segments[index].isQuotation ? 0 : spinner / (human + spinner)
            if index == 0 { break }
            let (enter, leave) = habit.transition(into: segments[index])
            let likelihood = emission(index).0
            let (stays, spins) = (likelihood.human * after.human, likelihood.spun * after.spun)
            after = Pair(human: stays * (1 - enter) + spins * enter, spun: stays * leave + spins * (1 - leave))
            _ = after.scale()
        }
        return Answer(spun: spun, document: total, allHuman: allHuman)
    }

    private static func logSum(_ values: [Double]) -> Double {
        let high = values.max()!
        return high + log(values.reduce(0) { $0 + exp($1 - high) })
    }
}
