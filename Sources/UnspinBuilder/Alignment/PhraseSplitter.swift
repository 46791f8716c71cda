#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Splits changes that stand side by side into pairs of phrases, by what else is written for what.
///
/// Viterbi training of a phrase-to-phrase model (Marcu and Wong 2002), without reordering: each round splits every change as the
/// pairs of all others make most probable.
struct PhraseSplitter {
    /// A change, word by word, folded.
    struct Change {
        var left: [String]
        var right: [String]
    }

    /// A pair of phrases: ranges of words of the change.
    struct Pair: Equatable {
        var left: Range<Int>
        var right: Range<Int>
    }

    private static let rounds = 5
    /// Words of a phrase at most.
    static let longest = 6
    /// The log of what a pair is worth that nobody has seen: of one word each, and for each word more.
    private static let unseen = -4.0
    private static let unseenWord = -1.5

    private struct Key: Hashable {
        var left: String
        var right: String
    }

    private var pairs: [Key: Int] = [:]
    private var lefts: [String: Int] = [:]
    private var rights: [String: Int] = [:]

    /// The pairs of each change, in order.
    static func split(_ changes: [Change]) -> [[Pair]] {
        var splitter = PhraseSplitter()
        var splits = changes.map { [Pair(left: 0..<$0.left.count, right: 0..<$0.right.count)] }
        for (change, split) in zip(changes, splits) { splitter.count(split, change, 1) }
        for _ in 0..<rounds {
            var isStable = true
            for index in changes.indices where changes[index].left.count > 1 && changes[index].right.count > 1 {
                splitter.count(splits[index], changes[index], -1)
                let split = splitter.best(changes[index])
                if split != splits[index] { isStable = false }
                splits[index] = split
                splitter.count(split, changes[index], 1)
            }
            if isStable { break }
        }
        return splits
    }

    private static func phrase(_ words: [String], _ range: Range<Int>) -> String { words[range].joined(separator: " ") }

    private mutating func count(_ split: [Pair], _ change: Change, _ sign: Int) {
        for pair in split {
            let (left, right) = (Self.phrase(change.left, pair.left), Self.phrase(change.right, pair.right))
            pairs[Key(left: left, right: right), default: 0] += sign
            lefts[left, default: 0] += sign
            rights[right, default: 0] += sign
        }
    }

    /// The log of what a pair is worth.
    private func value(_ left: String, _ right: String, words: Int) -> Double {
        let seen = Double(pairs[Key(left: left, right: right)] ?? 0)
        let most = Double(max(lefts[left] ?? 0, rights[right] ?? 0))
        return log((seen + exp(Self.unseen + Self.unseenWord * Double(words - 2))) / (most + 1))
    }

    private func best(_ change: Change) -> [Pair] {
        let (rows, columns) = (change.left.count, change.right.count)
        var values = [Double](repeating: -.infinity, count: (rows + 1) * (columns + 1))
        var last = [Pair?](repeating: nil, count: values.count)
        values[0] = 0
        for i in 1...rows {
            for j in 1...columns {
                for a in max(0, i - Self.longest)..<i {
                    for b in max(0, j - Self.longest)..<j {
                        let before = values[a * (columns + 1) + b]
                        if before == -.infinity { continue }
                        let value = before + value(
                            Self.phrase(change.left, a..<i), Self.phrase(change.right, b..<j), words: i - a + j - b)
                        if value > values[i * (columns + 1) + j] {
                            values[i * (columns + 1) + j] = value
                            last[i * (columns + 1) + j] = Pair(left: a..<i, right: b..<j)
                        }
                    }
                }
            }
        }
        var split: [Pair] = []
        var (i, j) = (rows, columns)
        while let pair = last[i * (columns + 1) + j] {
            split.append(pair)
            (i, j) = (pair.left.lowerBound, pair.right.lowerBound)
        }
        return split.isEmpty ? [Pair(left: 0..<rows, right: 0..<columns)] : split.reversed()
    }
}
