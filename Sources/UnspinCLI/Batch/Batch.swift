/// What a command does with the outcome of its blocks: one thread, in the order of the inputs.
protocol BatchSink {
    /// An input begins, which could be opened.
    mutating func begin(_ file: InputFile) throws(Failure)
    mutating func take(_ block: Block) throws(Failure)
    /// The input is done up to this place, with what was counted in it: one could go on from here.
    mutating func reach(_ place: InputPlace, of file: InputFile, _ counts: FileCounts) throws(Failure)
    /// An input ends, with what was counted in it. With a failure, not all of it could be read.
    mutating func end(_ file: InputFile, _ counts: Counts, _ failure: InputFailure?) throws(Failure)
    /// The next block may be long in coming.
    mutating func flush() throws(Failure)
    /// All inputs have ended.
    mutating func finish() throws(Failure)
    /// The run ends before its end: what was begun is undone.
    mutating func discard()
}

extension BatchSink {
    mutating func reach(_ place: InputPlace, of file: InputFile, _ counts: FileCounts) throws(Failure) {}
    mutating func finish() throws(Failure) {}
    mutating func discard() {}
}

/// Runs the documents of all inputs through a command, on several threads, keeping their order.
struct Batch {
    private let tree: InputTree
    private let unit: OffsetUnit
    private let threads: Int
    private let isQuiet: Bool
    private let field: String
    private let console: Console
    private let progress: Progress
    /// What was counted, with what an interrupted run had counted before.
    private(set) var counts: Counts
    private(set) var status = ExitCode.done

    /// - Parameters:
    ///   - counted: what an interrupted run had counted, in files that are not among the inputs any more.
    init(_ tree: InputTree, _ arguments: Arguments, counted: Counts = Counts(), _ console: Console) throws(Failure) {
        self.tree = tree
        unit = OffsetUnit(arguments)
        threads = try Self.threads(arguments)
        isQuiet = arguments.has(.quiet)
        field = FieldPath(arguments).name
        counts = counted
        self.console = console
        progress = Progress(arguments, tree.files, console)
    }

    var showsProgress: Bool { progress.isShown }

    private static func threads(_ arguments: Arguments) throws(Failure) -> Int {
        guard let text = arguments.value(.threads) else {
            return MemoryBudget.shared.threads(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        }
        guard let threads = Int(text), (1...1024).contains(threads) else {
            throw .usage("--threads is a number from 1 to 1024, not “\(text)”")
        }
        return MemoryBudget.shared.threads(threads)
    }

    /// Returns ``ExitCode/inputFailed`` where a part of the input could not be processed, and throws where all of it could not.
    mutating func run(
        _ sink: inout some BatchSink, _ makeWorker: @escaping @Sendable () -> any BlockWorker
    ) throws(Failure) -> ExitCode {
        let pool = WorkerPool(threads: threads, makeWorker)
        defer {
            pool.stop()
            progress.end()
        }
        for failure in tree.failures { fail(failure.description) }
        do {
            try run(&sink, pool)
            try sink.finish()
        } catch {
            sink.discard()
            throw error
        }
        return status
    }

    private mutating func run(_ sink: inout some BatchSink, _ pool: WorkerPool) throws(Failure) {
        var reader = BlockReader(tree.files, unit: unit, console)
        var underway: [Block] = []
        var isAtEnd = false
        var unread = 0
        var file = FileCounts()
        while true {
            while !isAtEnd, mayRead(underway) {
                var outcome = reader.read(waits: false)
                if case .wait = outcome, underway.isEmpty {
                    try sink.flush()
                    outcome = reader.read(waits: true)
                }
                guard case .block(let block) = outcome else {
                    if case .end = outcome { isAtEnd = true }
                    break
                }
                pool.submit(block)
                underway.append(block)
            }
            if let signal = Interruption.signal { throw .interrupted(signal) }
            guard let block = underway.first else { break }
            pool.finish(block)
            underway.removeFirst()
            if let signal = Interruption.signal { throw .interrupted(signal) }
            try take(block, &file, &sink)
            if block.isUnread { unread += 1 }
            reader.recycle(block)
        }
        if unread == tree.files.count, unread > 0 { throw .input }
    }

    /// There is work to be found for all threads, and memory for it.
    private func mayRead(_ underway: [Block]) -> Bool {
        guard !underway.isEmpty else { return true }
        let bytes = underway.reduce(0) { $0 + $1.bytes.count }
        return underway.count < 2 * threads + 1 && bytes < MemoryBudget.shared.underway
    }

    private mutating func take(_ block: Block, _ file: inout FileCounts, _ sink: inout some BatchSink) throws(Failure) {
        if block.isFirst {
            file = block.file.begun?.counts ?? FileCounts()
            counts += file.counts
            if file.counts.failures > 0 { status = .inputFailed }
            if !block.isUnread { try sink.begin(block.file) }
        }
        for problem in block.problems { console.report("\(block.file.path):\(problem.line): \(problem.message)") }
        file.objects += block.objects
        if let damage = block.damage, !damage.regions.isEmpty { file.isSpun = true }
        var found = block.counts
        found.failures += block.problems.count
        found.bytes += block.bytes.count
        file.counts += found
        if block.isLast, !block.isUnread, block.file.format == .text {
            var text = Counts()
            (text.documents, text.spun, text.repaired) = (1, file.isSpun ? 1 : 0, file.counts.changes > 0 ? 1 : 0)
            file.counts += text
            found += text
        }
        counts += found
        if found.failures > 0 { status = .inputFailed }
        if !block.isUnread { try sink.take(block) }
        progress.show(counts, block)
        guard block.isLast else { return try sink.reach(block.next, of: block.file, file) }
        if let failure = block.failure { fail(failure.description) }
        guard !block.isUnread else { return }
        try sink.end(block.file, file.counts, block.failure)
        if file.objects > 0, file.counts.documents == 0, !isQuiet {
            console.report("\(block.file.path): no line has a string in the field “\(field)”; name the right one with --field")
        }
    }

    private mutating func fail(_ message: String) {
        console.report(message)
        status = .inputFailed
        counts.failures += 1
    }
}
