/// Counts what was replaced by what, in bounded memory: where there are too many pairs, the rarest are forgotten
/// (lossy counting: Manku and Motwani 2002).
struct SubstitutionCounts {
    struct Pair: Hashable {
        var original: String
        var replacement: String
        var step: String
    }

    /// Pairs that are kept.
    private static let capacity = 1 << 14
    /// Bytes of a phrase; longer ones hardly come again.
    private static let longest = 80

    private(set) var counts: [Pair: Int] = [:]
    /// How many times any one pair may have been forgotten, at most.
    private(set) var mostForgotten = 0

    mutating func add(_ finding: Finding) {
        guard finding.original.utf8.count <= Self.longest, finding.replacement.utf8.count <= Self.longest else { return }
        // At the start of a sentence it is the same substitution.
        let pair = Pair(
            original: finding.original.lowercased(), replacement: finding.replacement.lowercased(), step: finding.step)
        counts[pair, default: 0] += 1
    }

    static func += (left: inout SubstitutionCounts, right: SubstitutionCounts) {
        left.counts.merge(right.counts, uniquingKeysWith: +)
        left.mostForgotten += right.mostForgotten
        guard left.counts.count > capacity else { return }
        let threshold = left.counts.values.sorted()[left.counts.count / 2]
        left.counts = left.counts.filter { $0.value > threshold }
        left.mostForgotten += threshold
    }

    /// The most frequent pairs, with their counts.
    func top(_ count: Int) -> ArraySlice<(key: Pair, value: Int)> {
        counts.sorted {
            ($1.value, $0.key.original, $0.key.replacement, $0.key.step) < ($0.value, $1.key.original, $1.key.replacement, $1.key.step)
        }.prefix(count)
    }
}
