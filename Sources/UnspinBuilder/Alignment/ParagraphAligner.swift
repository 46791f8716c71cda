/// Finds which paragraphs of two texts belong together, in order: the pairs with most words in common (Needleman and Wunsch 1970).
///
/// Only pairs near the diagonal are looked at, so that time and memory grow with the length of the texts and not with its square.
enum ParagraphAligner {
    /// Paragraphs that share fewer words than this, of all their words, do not belong together.
    static let leastLikeness: Float = 0.25
    /// How far from the diagonal pairs are looked for, in paragraphs.
    private static let reach = 32...512

    /// The pairs, in order. A paragraph is given by the hashes of its words.
    static func align(_ left: [[UInt64]], _ right: [[UInt64]]) -> [(left: Int, right: Int)] {
        if left.isEmpty || right.isEmpty { return [] }
        let (left, right) = (left.map { $0.sorted() }, right.map { $0.sorted() })
        let reach = min(max(abs(left.count - right.count) + 8, Self.reach.lowerBound), Self.reach.upperBound)
        let width = 2 * reach + 1
        // Column `k` of row `i` stands for the paragraph `first(i) + k` of the right text.
        func first(_ row: Int) -> Int { row * right.count / left.count - reach }
        var steps = [Step](repeating: .none, count: left.count * width)
        var previous: [Float] = []
        for row in left.indices {
            var scores = [Float](repeating: 0, count: width)
            let shift = row > 0 ? first(row) - first(row - 1) : 0
            for column in 0..<width {
                let place = first(row) + column
                guard right.indices.contains(place) else {
                    // Beyond the end of the right text the best so far stands.
                    if place >= right.count, column > 0 { (scores[column], steps[row * width + column]) = (scores[column - 1], .skipRight) }
                    continue
                }
                func before(_ column: Int) -> Float { row > 0 && (0..<width).contains(column) ? previous[column] : 0 }
                var best: (Float, Step) = (before(column + shift), .skipLeft)
                if column > 0, scores[column - 1] > best.0 { best = (scores[column - 1], .skipRight) }
                let likeness = likeness(left[row], right[place])
                if likeness >= leastLikeness {
                    let score = before(column + shift - 1) + likeness
                    if score > best.0 { best = (score, .pair) }
                }
                (scores[column], steps[row * width + column]) = best
            }
            previous = scores
        }
        return trace(steps, width: width, left: left.count, right: right.count, first)
    }

    private enum Step: UInt8 { case none, pair, skipLeft, skipRight }

    private static func trace(
        _ steps: [Step], width: Int, left: Int, right: Int, _ first: (Int) -> Int
    ) -> [(left: Int, right: Int)] {
        var pairs: [(left: Int, right: Int)] = []
        var row = left - 1
        var place = right - 1
        while row >= 0, place >= 0 {
            let column = place - first(row)
            guard column >= 0 else {
                row -= 1
                continue
            }
            switch column < width ? steps[row * width + column] : .skipRight {
            case .pair:
                pairs.append((row, place))
                row -= 1
                place -= 1
            case .skipLeft, .none: row -= 1
            case .skipRight: place -= 1
            }
        }
        return pairs.reversed()
    }

    /// The share of words that two paragraphs have in common, from 0 to 1.
    static func likeness(_ left: [UInt64], _ right: [UInt64]) -> Float {
        var (i, j, common) = (0, 0, 0)
        while i < left.count, j < right.count {
            if left[i] == right[j] {
                common += 1
                i += 1
                j += 1
            } else if left[i] < right[j] {
                i += 1
            } else {
                j += 1
            }
        }
        return left.isEmpty || right.isEmpty ? 0 : Float(2 * common) / Float(left.count + right.count)
    }
}
