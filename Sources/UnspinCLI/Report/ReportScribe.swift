import Synchronization
import Unspin

/// Notes for a report what the visitors of blocks find. All threads share one.
final class ReportScribe: Sendable {
    /// The page is full: what comes is counted and not shown.
    private let isFull = Atomic(false)

    func close() { isFull.store(true, ordering: .relaxed) }

    /// Notes the document of a line.
    func add(line: JSONLine, _ edits: [Edit], _ damage: Damage, _ block: Block) {
        let findings = Finding.all(edits, damage.suspicions)
        block.report.statistics.add(documentWithProbability: damage.probability, hasFindings: !findings.isEmpty)
        add(line.text, findings, damage, line: line.number, block)
    }

    /// Notes the text of a block, or a piece of one.
    func add(text block: Block, _ edits: [Edit], _ damage: Damage) {
        add(block.bytes, Finding.all(edits, damage.suspicions), damage, line: nil, block)
    }

    private func add(_ text: [UInt8], _ findings: [Finding], _ damage: Damage, line: Int?, _ block: Block) {
        if findings.isEmpty { return }
        block.report.statistics.add(findings)
        var excerpt = ReportExcerpt(path: block.file.title, line: line, damage: damage, findings: findings)
        if !isFull.load(ordering: .relaxed) {
            // No two findings of a page have the same: an input, and a line of it or a place in it.
            excerpt.write(text, findings, id: "f\(block.input)-\(line ?? block.offset)")
        }
        block.report.excerpts.append(excerpt)
    }
}
