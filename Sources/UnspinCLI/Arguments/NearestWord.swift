/// Finds what somebody probably meant.
enum NearestWord {
    /// The known word that is nearest to `word`; nil where none is near.
    static func find(_ word: String, among known: [String]) -> String? {
        let limit = max(2, word.count / 3)
        var best: (word: String, distance: Int)?
        for candidate in known {
            // A word cut short is as near as one slip.
            let isPrefix = word.count >= 3 && candidate.hasPrefix(word)
            let distance = isPrefix ? 1 : distance(Array(word.unicodeScalars), Array(candidate.unicodeScalars))
            if distance <= limit, distance < candidate.count, best == nil || distance < best!.distance {
                best = (candidate, distance)
            }
        }
        return best?.word
    }

    /// “ — did you mean X?”, or nothing.
    static func hint(_ word: String, among known: [String]) -> String {
        find(word, among: known).map { "; did you mean \($0)?" } ?? ""
    }

    /// Insertions, deletions, replacements and swaps of neighbours.
    static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var rows = [Array(0...right.count)]
        for i in 0..<left.count {
            var row = [i + 1]
            for j in 0..<right.count {
                var cost = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (left[i] == right[j] ? 0 : 1))
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { cost = min(cost, rows[i - 1][j - 1] + 1) }
                row.append(cost)
            }
            rows.append(row)
        }
        return rows[left.count][right.count]
    }
}
