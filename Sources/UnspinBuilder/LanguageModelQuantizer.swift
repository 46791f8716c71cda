#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import UnspinCore

/// Codebooks for logs and for pairs of log and back-off, with the least mean squared error (Lloyd 1957).
enum LanguageModelQuantizer {
    struct Pair: Hashable {
        var log: Float
        var backoff: Float
    }

    /// At most `codes` logs, ascending. Exact when the values are no more than that.
    static func codebook(_ values: [Float], codes: Int) -> [Float] {
        let sorted = values.sorted()
        var distinct: [Float] = []
        for value in sorted where distinct.last != value {
            distinct.append(value)
            if distinct.count > codes { break }
        }
        if distinct.count <= codes { return distinct }

        var sums: [Double] = [0]
        sums.reserveCapacity(sorted.count + 1)
        for value in sorted { sums.append(sums[sums.count - 1] + Double(value)) }
        var centers = spread(sorted, codes: codes)
        for _ in 0..<40 {
            var from = 0
            for code in 0..<codes {
                let edge = code + 1 < codes ? (centers[code] + centers[code + 1]) / 2 : .infinity
                let to = sorted.partitioningIndex { $0 >= edge }
                if to > from { centers[code] = Float((sums[to] - sums[from]) / Double(to - from)) }
                from = max(from, to)
            }
        }
        return centers
    }

    /// First centers: as dense as the cube root of the values' density, which is best in the limit (Panter, Dite 1951).
    private static func spread(_ sorted: [Float], codes: Int) -> [Float] {
        let bins = 4096
        let (low, high) = (sorted[0], sorted[sorted.count - 1])
        guard high > low else { return Array(repeating: low, count: codes) }
        var counts = Array(repeating: 0.0, count: bins)
        for value in sorted { counts[min(bins - 1, Int((value - low) / (high - low) * Float(bins)))] += 1 }
        let weights = counts.map { cbrt($0) }
        let total = weights.reduce(0, +)
        var centers: [Float] = []
        var (bin, before) = (0, 0.0)
        for code in 0..<codes {
            let wanted = (Double(code) + 0.5) / Double(codes) * total
            while bin < bins - 1, before + weights[bin] < wanted {
                before += weights[bin]
                bin += 1
            }
            let part = weights[bin] > 0 ? (wanted - before) / weights[bin] : 0.5
            centers.append(low + (high - low) * Float((Double(bin) + part) / Double(bins)))
        }
        return centers
    }

    /// At most `codes` pairs, ascending by log. Exact when the values are no more than that.
    static func codebook(_ values: [Pair], codes: Int) -> [Pair] {
        var distinct: Set<Pair> = []
        for value in values {
            distinct.insert(value)
            if distinct.count > codes { break }
        }
        if distinct.count <= codes { return distinct.sorted { ($0.log, $0.backoff) < ($1.log, $1.backoff) } }

        // Cells of a fine grid stand for the values in them: their means are exact, their number is small.
        let (rows, columns) = (768, 256)
        let lowLog = values.reduce(Float(0)) { min($0, $1.log) }
        let lowBackoff = values.reduce(Float(0)) { min($0, $1.backoff) }
        var weights = Array(repeating: 0.0, count: rows * columns)
        var logs = weights, backoffs = weights
        for value in values {
            let row = min(rows - 1, Int(value.log / lowLog * Float(rows)))
            let column = min(columns - 1, Int(value.backoff / lowBackoff * Float(columns)))
            let cell = row * columns + column
            weights[cell] += 1
            logs[cell] += Double(value.log)
            backoffs[cell] += Double(value.backoff)
        }
        let cells = weights.indices.filter { weights[$0] > 0 }
        let means = cells.map { Pair(log: Float(logs[$0] / weights[$0]), backoff: Float(backoffs[$0] / weights[$0])) }

        // First centers: strips of log, and in each a spread of back-offs.
        let strips = max(1, Int(Double(codes).squareRoot() * 1.2))
        let edges = spread(values.map(\.log).sorted(), codes: strips)
        var members: [[Float]] = Array(repeating: [], count: strips)
        for value in values {
            let above = edges.partitioningIndex { $0 >= value.log }
            let near = above == 0 ? 0 : above == strips ? strips - 1
                : value.log - edges[above - 1] < edges[above] - value.log ? above - 1 : above
            members[near].append(value.backoff)
        }
        var centers: [Pair] = []
        for strip in 0..<strips where !members[strip].isEmpty {
            let share = codes * (strip + 1) / strips - codes * strip / strips
            for backoff in spread(members[strip].sorted(), codes: share) {
                centers.append(Pair(log: edges[strip], backoff: backoff))
            }
        }
        for _ in 0..<25 {
            centers.sort { ($0.log, $0.backoff) < ($1.log, $1.backoff) }
            var sum = Array(repeating: (weight: 0.0, log: 0.0, backoff: 0.0), count: centers.count)
            for (index, cell) in cells.enumerated() {
                let near = nearest(means[index], in: centers)
                sum[near].weight += weights[cell]
                sum[near].log += logs[cell]
                sum[near].backoff += backoffs[cell]
            }
            for code in centers.indices where sum[code].weight > 0 {
                centers[code] = Pair(
                    log: Float(sum[code].log / sum[code].weight), backoff: Float(sum[code].backoff / sum[code].weight))
            }
        }
        return centers.sorted { ($0.log, $0.backoff) < ($1.log, $1.backoff) }
    }

    /// The index of the nearest of ascending `values`.
    static func nearest(_ value: Float, in values: [Float]) -> Int {
        let above = values.partitioningIndex { $0 >= value }
        if above == 0 { return 0 }
        if above == values.count { return above - 1 }
        return value - values[above - 1] <= values[above] - value ? above - 1 : above
    }

    /// The index of the nearest of `values`, which ascend by log.
    static func nearest(_ value: Pair, in values: [Pair]) -> Int {
        let middle = values.partitioningIndex { $0.log >= value.log }
        var (best, least) = (0, Float.infinity)
        var index = middle
        while index < values.count {
            let log = values[index].log - value.log
            if log * log >= least { break }
            let backoff = values[index].backoff - value.backoff
            let distance = log * log + backoff * backoff
            if distance < least { (best, least) = (index, distance) }
            index += 1
        }
        index = middle - 1
        while index >= 0 {
            let log = values[index].log - value.log
            if log * log >= least { break }
            let backoff = values[index].backoff - value.backoff
            let distance = log * log + backoff * backoff
            if distance < least { (best, least) = (index, distance) }
            index -= 1
        }
        return best
    }
}
