/// One or more whole lines of a text that have findings.
struct ChangedPassage {
    /// Without the line feed at the end.
    var range: Range<Int>
    var findings: [Finding]

    /// The lines with findings, in order. Lines that one finding touches together are one passage.
    static func passages(_ text: [UInt8], _ findings: [Finding]) -> [ChangedPassage] {
        let newline = UInt8(ascii: "\n")
        var passages: [ChangedPassage] = []
        for finding in findings {
            // The line at hand is not searched again: it may be long, and hold many.
            if let last = passages.last, finding.range.upperBound <= last.range.upperBound {
                passages[passages.count - 1].findings.append(finding)
                continue
            }
            let start = text[..<finding.range.lowerBound].lastIndex(of: newline).map { $0 + 1 } ?? 0
            let end = text[finding.range.upperBound...].firstIndex(of: newline) ?? text.count
            if let last = passages.last, start <= last.range.upperBound, start >= last.range.lowerBound {
                passages[passages.count - 1].range = last.range.lowerBound..<max(last.range.upperBound, end)
                passages[passages.count - 1].findings.append(finding)
            } else {
                passages.append(ChangedPassage(range: start..<end, findings: [finding]))
            }
        }
        return passages
    }
}
