/// Changes of the reference and of the repair that meet in one place.
struct Cluster<Payload> {
    /// One change of a text.
    struct Change {
        var range: Range<Int>
        /// It is the reference's; else it is the repair's.
        var isGold: Bool
        var payload: Payload
    }

    var range: Range<Int>
    var changes: [Change]

    var gold: [Change] { changes.filter(\.isGold) }
    var system: [Change] { changes.filter { !$0.isGold } }

    /// Puts together the changes whose ranges meet; `meets` is given the range so far and the next change's range.
    static func clusters(_ changes: [Change], meets: (Range<Int>, Range<Int>) -> Bool) -> [Cluster] {
        var clusters: [Cluster] = []
        // A stable order: `sort` promises none.
        let sorted = changes.enumerated().sorted { left, right in
            (left.element.range.lowerBound, left.element.range.upperBound, left.offset)
                < (right.element.range.lowerBound, right.element.range.upperBound, right.offset)
        }
        for (_, change) in sorted {
            if let last = clusters.last, meets(last.range, change.range) {
                clusters[clusters.count - 1].changes.append(change)
                clusters[clusters.count - 1].range =
                    last.range.lowerBound..<max(last.range.upperBound, change.range.upperBound)
            } else {
                clusters.append(Cluster(range: change.range, changes: [change]))
            }
        }
        return clusters
    }
}
