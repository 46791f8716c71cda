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
/// document. Forward-backward with scaling: Rabiner 1989. Scratch is kept between documents.
struct SpunInference: Sendable {
    /// The evidence of neighbouring words is not independent, so its sum is too sure of itself; this share of it counts.
    static let trust = 0.7
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

    /// P(spun) for each segment.
    private(set) var segments: [Double] = []
    /// P(any segment is spun).
    private(set) var document = 0.0
    private var answers: [Answer] = []
    /// P(spun) for each segment given each habit, one habit after the other.
    private var spun: [Double] = []
    private var emissions: [Emission] = []
    private var forward: [Pair] = []

    init() {}

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

    /// Judges the segments of a document by the evidence of each.
    mutating func infer(_ segments: [RegionSegmenter.Segment], evidence: [Double]) {
        self.segments.removeAll(keepingCapacity: true)
        document = 0
        if segments.isEmpty { return }
        let hasQuotations = segments.contains { $0.isQuotation }
        let hasParagraphs = segments.dropFirst().contains { $0.beginsParagraph }
        answers.removeAll(keepingCapacity: true)
        spun.removeAll(keepingCapacity: true)
        emissions.removeAll(keepingCapacity: true)
        for value in evidence { emissions.append(Emission(evidence: value)) }
        for keeps in hasQuotations ? 0...1 : 0...0 {
            for mixed in hasParagraphs ? 0...1 : 0...0 {
                var answer = run(segments, Habit(keepsQuotations: keeps == 1, isMixed: mixed == 1))
                var weight = 0.0
                if hasQuotations { weight += log(keeps == 1 ? Self.keepsQuotations : 1 - Self.keepsQuotations) }
                if hasParagraphs { weight += log(mixed == 1 ? Self.isMixed : 1 - Self.isMixed) }
                answer.document += weight
                answer.allHuman += weight
                answers.append(answer)
            }
        }
        let document = Self.logSum(answers, \.document)
        self.segments.append(contentsOf: repeatElement(0, count: segments.count))
        for (number, answer) in answers.enumerated() {
            let share = exp(answer.document - document)
            let first = number * segments.count
            for index in segments.indices { self.segments[index] += share * spun[first + index] }
        }
        for index in segments.indices { self.segments[index] = min(1, self.segments[index]) }
        self.document = max(0, min(1, -expm1(Self.logSum(answers, \.allHuman) - document)))
    }

    /// What one chain says.
    private struct Answer {
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
        @inline(__always)
        mutating func scale() -> Double {
            let sum = human + spun
            human /= sum
            spun /= sum
            return sum
        }
    }

    /// The likelihoods of the states; the greater one is 1, so that no chain can overflow.
    private struct Emission {
        static let none = Emission(likelihood: Pair(human: 1, spun: 1), log: 0)

        var likelihood: Pair
        /// What both were divided by.
        var log: Double

        init(evidence: Double) {
            let ratio = trust * evidence
            self = ratio > 0
                ? Emission(likelihood: Pair(human: exp(-ratio), spun: 1), log: ratio)
                : Emission(likelihood: Pair(human: 1, spun: exp(ratio)), log: 0)
        }

        private init(likelihood: Pair, log: Double) {
            self.likelihood = likelihood
            self.log = log
        }
    }

    /// Runs one chain; appends to ``spun``.
    private mutating func run(_ segments: [RegionSegmenter.Segment], _ habit: Habit) -> Answer {
        let count = segments.count
        forward.removeAll(keepingCapacity: true)
        var state = Pair(human: 1 - Self.prior, spun: Self.prior)
        var total = 0.0
        var allHuman = log1p(-Self.prior)
        // Only a few transitions come in turns: the logarithm of one is kept for the next.
        var known = (enter: 0.0, log: 0.0)
        for index in 0..<count {
            if index > 0 {
                let (enter, leave) = habit.transition(into: segments[index])
                state = Pair(
                    human: state.human * (1 - enter) + state.spun * leave, spun: state.human * enter + state.spun * (1 - leave))
                if enter != known.enter { known = (enter, log1p(-enter)) }
                allHuman += known.log
            }
            let emission = self.emission(index, segments, habit)
            state.human *= emission.likelihood.human
            state.spun *= emission.likelihood.spun
            total += log(state.scale()) + emission.log
            forward.append(state)
        }
        let first = spun.count
        spun.append(contentsOf: repeatElement(0, count: count))
        var after = Pair(human: 1, spun: 1)
        for index in stride(from: count - 1, through: 0, by: -1) {
            let human = forward[index].human * after.human
            let spinner = forward[index].spun * after.spun
            spun[first + index] = habit.keepsQuotations && segments[index].isQuotation ? 0 : spinner / (human + spinner)
            if index == 0 { break }
            let (enter, leave) = habit.transition(into: segments[index])
            let likelihood = emission(index, segments, habit).likelihood
            let (stays, spins) = (likelihood.human * after.human, likelihood.spun * after.spun)
            after = Pair(human: stays * (1 - enter) + spins * enter, spun: stays * leave + spins * (1 - leave))
            _ = after.scale()
        }
        return Answer(document: total, allHuman: allHuman)
    }

    @inline(__always)
    private func emission(_ index: Int, _ segments: [RegionSegmenter.Segment], _ habit: Habit) -> Emission {
        habit.keepsQuotations && segments[index].isQuotation ? .none : emissions[index]
    }

    private static func logSum(_ answers: [Answer], _ value: (Answer) -> Double) -> Double {
        var high = -Double.infinity
        for answer in answers { high = max(high, value(answer)) }
        var sum = 0.0
        for answer in answers { sum += exp(value(answer) - high) }
        return high + log(sum)
    }
}
