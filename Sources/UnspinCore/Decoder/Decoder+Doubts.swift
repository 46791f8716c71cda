#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A stretch of tokens whose reading the decoder is unsure of.
public struct Doubt: Sendable {
    /// One way to read all of the stretch.
    public struct Reading: Sendable {
        /// What it restores, in order; all else is kept.
        public internal(set) var restorations: [Decoder.Restoration] = []
        /// Between 0 and 1.
        public internal(set) var posterior: Float
        /// Its arcs in the lattice, in order.
        var arcs: [Int32]
    }

    /// Half-open range of token numbers.
    public internal(set) var tokens: Range<Int>
    /// The most probable first.
    public internal(set) var readings: [Reading]
}

extension Decoder {
    /// Readings less probable than this are not offered.
    private static let leastReading: Float = 0.02
    /// Readings of one place, at most.
    private static let mostReadings = 6
    /// No reading is taken to be less probable than this beside the judge's favourite, as a logarithm.
    private static let leastJudged = -50.0
    /// Tokens of one place, at most: beyond, readings are too many to list.
    private static let mostTokens = 12

    /// The places where the best reading is less probable than `certainty`: at most `limit`, the most doubtful ones, in order.
    public func doubts(certainty: Float, limit: Int) -> [Doubt] {
        var doubts: [Doubt] = []
        var start = 0
        let count = lattice.firstArc.count - 1
        while start < count {
            // The place ends at the first token that no probable reading crosses.
            var end = start + 1
            var token = start
            var isOpen = false
            while token < end {
                for arc in arcs(from: token) where lattice.arcs[arc].posterior >= Self.leastReading {
                    end = max(end, Int(lattice.arcs[arc].end))
                    if lattice.arcs[arc].posterior < certainty { isOpen = true }
                }
                token += 1
            }
            if isOpen, end - start <= Self.mostTokens {
                let readings = readings(of: start..<end)
                if readings.count > 1, readings[0].posterior < certainty { doubts.append(Doubt(tokens: start..<end, readings: readings)) }
            }
            start = end
        }
        if doubts.count > limit {
            doubts.sort { ($0.readings[0].posterior, $0.tokens.lowerBound) < ($1.readings[0].posterior, $1.tokens.lowerBound) }
            doubts.removeLast(doubts.count - limit)
            doubts.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
        }
        return doubts
    }

    private func arcs(from token: Int) -> Range<Int> { Int(lattice.firstArc[token])..<Int(lattice.firstArc[token + 1]) }

    /// The probable ways through `tokens`. The probability of several arcs in a row is taken as if each depended on its place alone.
    private func readings(of tokens: Range<Int>) -> [Doubt.Reading] {
        var totals = [Float](repeating: 0, count: tokens.count)
        for token in tokens {
            for arc in arcs(from: token) { totals[token - tokens.lowerBound] += lattice.arcs[arc].posterior }
        }
        var found: [Doubt.Reading] = []
        var open = [(token: tokens.lowerBound, reading: Doubt.Reading(posterior: 1, arcs: []))]
        while let (token, reading) = open.popLast() {
            if token == tokens.upperBound {
                found.append(reading)
                continue
            }
            let total = totals[token - tokens.lowerBound]
            for arc in arcs(from: token) where lattice.arcs[arc].posterior >= Self.leastReading {
                let share = total > 0 ? min(1, lattice.arcs[arc].posterior / total) : 0
                var next = reading
                next.arcs.append(Int32(arc))
                next.posterior *= share
                guard next.posterior >= Self.leastReading, Int(lattice.arcs[arc].end) <= tokens.upperBound else { continue }
                open.append((Int(lattice.arcs[arc].end), next))
            }
        }
        found.sort { ($0.posterior, $1.arcs[0]) > ($1.posterior, $0.arcs[0]) }
        if found.count > Self.mostReadings { found.removeLast(found.count - Self.mostReadings) }
        for index in found.indices { found[index].restorations = restorations(of: found[index].arcs, from: tokens.lowerBound) }
        return found
    }

    /// What a row of arcs, which begins at a token, restores.
    private func restorations(of row: [Int32], from token: Int) -> [Restoration] {
        var restorations: [Restoration] = []
        var start = token
        for index in row {
            let arc = lattice.arcs[Int(index)]
            if arc.entry < Lattice.firstSpecial {
                restorations.append(Restoration(tokens: start..<Int(arc.end), head: arc.head, posterior: arc.posterior))
            }
            start = Int(arc.end)
        }
        return restorations
    }

    /// Takes in what a judge says of a place: `logs` holds a log-probability for each of its readings.
    ///
    /// Probability only moves between the readings that were judged. Their scores are spread over their arcs, as well as arcs
    /// that several readings share allow.
    public mutating func settle(_ doubt: Doubt, logs: [Double]) {
        precondition(logs.count == doubt.readings.count, "a log-probability for each reading")
        // What an earlier answer added is taken off again.
        var owns = doubt.readings.map { reading in
            log(Double(reading.posterior)) - reading.arcs.reduce(0) { $0 + Double(lattice.arcs[Int($1)].judged) }
        }
        let highest = owns.max()!
        for index in owns.indices { owns[index] -= highest }
        for reading in doubt.readings {
            for arc in reading.arcs { lattice.arcs[Int(arc)].judged = 0 }
        }
        let favourite = logs.max()!
        let targets = logs.map { judged in
            Double(weights.judge) * max(judged - favourite, Self.leastJudged)
        }
        let most = targets.max()!
        var before = 0.0
        var after = 0.0
        for (own, target) in zip(owns, targets) {
            before += exp(own)
            after += exp(own + target - most)
        }
        let shift = most + log(after / before)
        // Kaczmarz's method: each reading in turn sets its arcs right.
        for _ in 0..<40 {
            for (reading, target) in zip(doubt.readings, targets) {
                let sum = reading.arcs.reduce(0) { $0 + Double(lattice.arcs[Int($1)].judged) }
                let step = Float((target - shift - sum) / Double(reading.arcs.count))
                for arc in reading.arcs { lattice.arcs[Int(arc)].judged += step }
            }
        }
    }
}
