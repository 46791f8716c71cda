import Unspin

/// Collects for `--report` what the blocks of a run tell, in the order of the inputs.
struct ReportCollector {
    let scribe = ReportScribe()
    private let path: String
    private(set) var statistics = ReportStatistics()
    /// The documents that are shown.
    private(set) var documents = HTMLWriter()
    private(set) var shownDocuments = 0
    /// The text at hand, of which there may be several pieces.
    private var excerpt: ReportExcerpt?
    private var damage = Damage.unknown

    /// nil where nobody asked for it.
    init?(_ arguments: Arguments) {
        guard let path = arguments.value(.report) else { return nil }
        self.path = path
    }

    mutating func take(_ block: Block) {
        statistics += block.report.statistics
        if block.isFirst { (excerpt, damage) = (nil, .unknown) }
        switch block.file.format {
        case .jsonl: for excerpt in block.report.excerpts { show(excerpt) }
        case .text:
            // Its places are not told of, and there may be many.
            if let piece = block.damage {
                damage.append(Damage(probability: piece.probability, profile: piece.profile, regions: []), at: 0)
            }
            guard let next = block.report.excerpts.first else { return }
            if excerpt == nil { excerpt = next } else { excerpt!.append(next) }
        }
    }

    mutating func end(_ file: InputFile) {
        guard file.format == .text else { return }
        statistics.add(documentWithProbability: damage.probability, hasFindings: excerpt != nil)
        guard var excerpt else { return }
        excerpt.damage = damage
        show(excerpt)
    }

    private mutating func show(_ excerpt: ReportExcerpt) {
        guard shownDocuments < ReportLimits.documents, documents.bytes.count < ReportLimits.bytes else { return scribe.close() }
        excerpt.write(to: &documents)
        shownDocuments += 1
    }

    /// Writes the page. It appears when it is complete.
    func write(_ summary: RunSummary) throws(Failure) {
        try AtomicFile.write(path) { file throws(Failure) in try file.write(ReportPage(self, summary).bytes) }
    }
}
