/// Findings of one text that say the same.
struct FindingGroup {
    /// The first of them.
    let finding: Finding
    private(set) var count = 1
    private var percents: ClosedRange<Int>

    private init(_ finding: Finding) {
        self.finding = finding
        percents = finding.percent...finding.percent
    }

    /// How sure they are: 100%, or 82–100%.
    var certainty: String {
        percents.count == 1 ? "\(percents.lowerBound)%" : "\(percents.lowerBound)–\(percents.upperBound)%"
    }

    /// In the order of the first finding of each.
    static func groups(_ findings: [Finding]) -> [FindingGroup] {
        var groups: [FindingGroup] = []
        var places: [[String]: Int] = [:]
        for finding in findings {
            if let place = places[[finding.original, finding.replacement, finding.reason]] {
                let percents = groups[place].percents
                groups[place].count += 1
                groups[place].percents = min(percents.lowerBound, finding.percent)...max(percents.upperBound, finding.percent)
            } else {
                places[[finding.original, finding.replacement, finding.reason]] = groups.count
                groups.append(FindingGroup(finding))
            }
        }
        return groups
    }
}
