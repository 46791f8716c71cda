import Unspin

/// A run of `fix` over all its inputs: with its journal, its signals and its summary.
struct FixRun {
    /// nil where the run cannot be gone on with: it writes to standard output.
    let journal: Journal?
    private let tree: InputTree
    /// What is still to be done of ``tree``.
    private let rest: InputTree
    private let counted: Counts
    private let writesFiles: Bool
    /// The summary is told: nobody wants it between the lines of an output.
    private let tells: Bool
    private let start = Clock.now()

    /// A run that writes nothing.
    init(_ tree: InputTree) {
        (self.tree, rest, journal, counted, writesFiles) = (tree, tree, nil, Counts(), false)
        tells = tree.isTree || tree.files.count > 1
    }

    init(_ tree: InputTree, _ destination: Destination, _ arguments: Arguments) throws(Failure) {
        self.tree = tree
        writesFiles = if case .standard = destination { false } else { true }
        tells = writesFiles && (tree.isTree || tree.files.count > 1)
        guard let place = destination.journalPlace(arguments, tree) else {
            (rest, journal, counted) = (tree, nil, Counts())
            return
        }
        let journal = try Journal(place, options: try Self.fingerprint(arguments), resumes: arguments.has(.resume))
        var counted = Counts()
        rest = tree.compactMap { input in
            if let path = destination.path(of: input), let counts = journal.counts(of: input, output: path) {
                counted += counts
                return nil
            }
            var input = input
            input.begun = journal.begun(input)
            return input
        }
        self.counted = counted
        self.journal = journal
    }

    /// What the outputs depend on, in a line.
    private static func fingerprint(_ arguments: Arguments) throws(Failure) -> String {
        let irrelevant: Set<Flag.ID> = [.threads, .resume, .summary, .report, .progress, .quiet]
        var words = arguments.values.filter { !irrelevant.contains($0.key) }
            .map { "\($0.key)=" + $0.value.joined(separator: "\u{1F}") }.sorted()
        for (_, bytes) in try RepairOptions.tables(arguments) { words.append(String(decoding: bytes, as: UTF8.self)) }
        // FNV-1a: Fowler, Noll, Vo.
        let hash = words.joined(separator: "\u{1E}").utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return "\(Journal.mark) \(Unspinner.version) \(String(hash, radix: 16))"
    }

    mutating func perform(
        _ sink: inout ReportingSink<some BatchSink>, _ arguments: Arguments, _ console: Console,
        _ makeWorker: @escaping @Sendable () -> any BlockWorker
    ) throws(Failure) -> ExitCode {
        if writesFiles { Interruption.prepare() }
        defer { if writesFiles { Interruption.finish() } }
        var batch = try Batch(rest, arguments, counted: counted, console)
        var status: ExitCode
        do {
            status = try batch.run(&sink, makeWorker)
        } catch {
            if case .interrupted = error { console.report(interruption) }
            throw error
        }
        if counted.failures > 0 { status = .inputFailed }
        journal?.remove()
        let summary = RunSummary(
            counts: batch.counts, files: tree.files.count, skipped: tree.skipped, resumed: tree.files.count - rest.files.count,
            seconds: Clock.now() - start)
        if tells || batch.showsProgress, !arguments.has(.quiet) { console.report(summary.text) }
        if let path = arguments.value(.summary) {
            try AtomicFile.write(path) { file throws(Failure) in try file.write(summary.json) }
        }
        try sink.report?.write(summary)
        return status
    }

    private var interruption: String {
        journal?.isWritten == true
            ? "interrupted; what was complete stays, and the same command with --resume goes on"
            : "interrupted; no output was written"
    }
}
