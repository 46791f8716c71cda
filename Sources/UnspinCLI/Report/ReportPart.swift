/// What a report is told of the documents of a block.
struct ReportPart {
    /// Of a text there is one, or none.
    var excerpts: [ReportExcerpt] = []
    var statistics = ReportStatistics()
}

/// What a report counts over all documents, beside the counts of the run.
struct ReportStatistics {
    static let bins = 10

    /// Documents by the probability that they were spun, in bins of equal width.
    private(set) var histogram = [Int](repeating: 0, count: bins)
    /// Documents with a change or a suspicion.
    private(set) var documents = 0
    /// Suspicions by their step.
    private(set) var suspicions: [String: Int] = [:]
    private(set) var substitutions = SubstitutionCounts()

    /// Counts the findings of a document, or of a piece of one.
    mutating func add(_ findings: [Finding]) {
        for finding in findings {
            if finding.isSuspicion { suspicions[finding.step, default: 0] += 1 } else { substitutions.add(finding) }
        }
    }

    mutating func add(documentWithProbability probability: Double, hasFindings: Bool) {
        histogram[min(Self.bins - 1, Int(probability * Double(Self.bins)))] += 1
        if hasFindings { documents += 1 }
    }

    static func += (left: inout ReportStatistics, right: ReportStatistics) {
        for bin in 0..<bins { left.histogram[bin] += right.histogram[bin] }
        left.documents += right.documents
        left.suspicions.merge(right.suspicions, uniquingKeysWith: +)
        left.substitutions += right.substitutions
    }
}
