/// Aligns two sequences of words by their longest common stretches, as Ratcliff and Obershelp do it and as Python's
/// `difflib.SequenceMatcher` without its junk heuristic does, ties and all.
struct SequenceMatcher {
    /// A stretch of the first sequence that stands for a stretch of the second one.
    struct Change: Equatable {
        var left: Range<Int>
        var right: Range<Int>
    }

    private let left: [Int]
    /// The places of each word in the second sequence.
    private let places: [[Int]]
    private let rightCount: Int

    init(_ left: [String], _ right: [String]) {
        var numbers: [String: Int] = [:]
        var places: [[Int]] = []
        for (index, word) in right.enumerated() {
            if let number = numbers[word] {
                places[number].append(index)
            } else {
                numbers[word] = places.count
                places.append([index])
            }
        }
        self.left = left.map { numbers[$0] ?? -1 }
        self.places = places
        rightCount = right.count
    }

    /// The stretches that differ, in order.
    func changes() -> [Change] {
        var changes: [Change] = []
        var (i, j) = (0, 0)
        for block in blocks() + [(left.count, rightCount, 0)] {
            if i < block.left || j < block.right { changes.append(Change(left: i..<block.left, right: j..<block.right)) }
            (i, j) = (block.left + block.count, block.right + block.count)
        }
        return changes
    }

    private typealias Block = (left: Int, right: Int, count: Int)

    private func blocks() -> [Block] {
        var blocks: [Block] = []
        var queue = [(0, left.count, 0, rightCount)]
        // counts[j] is the length of the common stretch that ends at the last word looked at and at j - 1.
        var counts = [Int](repeating: 0, count: rightCount + 1)
        var next = counts
        while let (leftStart, leftEnd, rightStart, rightEnd) = queue.popLast() {
            let block = longest(leftStart..<leftEnd, rightStart..<rightEnd, &counts, &next)
            guard block.count > 0 else { continue }
            blocks.append(block)
            if leftStart < block.left, rightStart < block.right {
                queue.append((leftStart, block.left, rightStart, block.right))
            }
            if block.left + block.count < leftEnd, block.right + block.count < rightEnd {
                queue.append((block.left + block.count, leftEnd, block.right + block.count, rightEnd))
            }
        }
        return blocks.sorted { ($0.left, $0.right) < ($1.left, $1.right) }
    }

    /// The longest common stretch; of several, the one that begins first in the first sequence, then in the second.
    private func longest(_ lefts: Range<Int>, _ rights: Range<Int>, _ counts: inout [Int], _ next: inout [Int]) -> Block {
        var best: Block = (lefts.lowerBound, rights.lowerBound, 0)
        var used: [Int] = []
        for i in lefts {
            var touched: [Int] = []
            if left[i] >= 0 {
                for j in places[left[i]] {
                    if j < rights.lowerBound { continue }
                    if j >= rights.upperBound { break }
                    let count = counts[j] + 1
                    next[j + 1] = count
                    touched.append(j + 1)
                    if count > best.count { best = (i - count + 1, j - count + 1, count) }
                }
            }
            for index in used { counts[index] = 0 }
            swap(&counts, &next)
            used = touched
        }
        for index in used { counts[index] = 0 }
        return best
    }
}
