import Unspin

/// A place of a text of which people are told: a change, or what is only suspected.
struct Finding {
    /// In bytes of the text.
    var range: Range<Int>
    var original: String
    /// What stands there now, or may have stood there.
    var replacement: String
    var step: String
    /// nil where nothing was changed.
    var rule: String?
    /// From 0 to 1.
    var confidence: Double
    var reason: String

    init(_ edit: Edit) {
        (range, original, replacement) = (edit.range, edit.original, edit.replacement)
        (step, rule, confidence, reason) = (edit.step, edit.rule, edit.confidence, edit.reason)
    }

    init(_ suspicion: Suspicion) {
        (range, original, replacement) = (suspicion.range, suspicion.original, suspicion.proposal)
        (step, rule, confidence, reason) = (suspicion.step, nil, suspicion.confidence, suspicion.reason)
    }

    var isSuspicion: Bool { rule == nil }
    var percent: Int { Int((confidence * 100).rounded()) }

    /// The edits with those suspicions that no edit overlaps, in the order of the text.
    static func all(_ edits: [Edit], _ suspicions: [Suspicion]) -> [Finding] {
        var findings: [Finding] = []
        var next = 0
        for suspicion in suspicions {
            while next < edits.count, edits[next].range.upperBound <= suspicion.range.lowerBound {
                findings.append(Finding(edits[next]))
                next += 1
            }
            if next < edits.count, edits[next].range.lowerBound < suspicion.range.upperBound { continue }
            if let last = findings.last, last.range.upperBound > suspicion.range.lowerBound { continue }
            findings.append(Finding(suspicion))
        }
        return findings + edits[next...].map { Finding($0) }
    }
}
