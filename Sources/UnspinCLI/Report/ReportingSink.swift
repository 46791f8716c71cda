/// Hands all on to another sink, and what a report shows to its collector.
struct ReportingSink<Base: BatchSink>: BatchSink {
    private(set) var base: Base
    /// nil where nobody asked for a report.
    private(set) var report: ReportCollector?

    init(_ base: Base, _ report: ReportCollector?) {
        self.base = base
        self.report = report
    }

    mutating func begin(_ file: InputFile) throws(Failure) { try base.begin(file) }

    mutating func take(_ block: Block) throws(Failure) {
        try base.take(block)
        report?.take(block)
    }

    mutating func reach(_ place: InputPlace, of file: InputFile, _ counts: FileCounts) throws(Failure) {
        try base.reach(place, of: file, counts)
    }

    mutating func end(_ file: InputFile, _ counts: Counts, _ failure: InputFailure?) throws(Failure) {
        try base.end(file, counts, failure)
        report?.end(file)
    }

    mutating func flush() throws(Failure) { try base.flush() }
    mutating func finish() throws(Failure) { try base.finish() }
    mutating func discard() { base.discard() }
}
