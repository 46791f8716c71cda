/// Writes the repaired blocks to where they belong.
struct FixSink: BatchSink {
    private let destination: Destination
    private let editsTarget: EditsTarget?
    private let journal: Journal?
    private let console: Console
    /// Output equals input wherever nothing was changed.
    private let copiesUnchanged: Bool
    private var file: AtomicFile?
    private var edits: AtomicFile?
    /// A line of JSON has yet to be ended.
    private var needsNewline = false
    /// Files that are complete.
    private(set) var finished = 0

    init(
        _ destination: Destination, _ edits: EditsTarget?, copiesUnchanged: Bool, _ journal: Journal?, _ console: Console
    ) {
        self.destination = destination
        editsTarget = edits
        self.copiesUnchanged = copiesUnchanged
        self.journal = journal
        self.console = console
    }

    mutating func begin(_ input: InputFile) throws(Failure) {
        if let path = destination.path(of: input) {
            file = try create(path, mode: input.mode, makesFolders: destination.isFolder)
        } else {
            // Where the last line of one file has no line feed, the first of the next must not stick to it.
            if needsNewline, input.format == .jsonl { try console.output.write("\n") }
            needsNewline = false
        }
        guard let editsTarget else { return }
        edits = try create(editsTarget.path(of: input), mode: input.mode, makesFolders: editsTarget.isFolder)
        try edits?.output.write(editsTarget.header(of: input))
    }

    private func create(_ path: String, mode: mode_t, makesFolders: Bool) throws(Failure) -> AtomicFile {
        if makesFolders, let slash = path.lastIndex(of: "/") { try FolderListing.create(String(path[..<slash])) }
        let file = try AtomicFile.create(path, compression: FileKind(path: path).compression, mode: mode)
        if let temporary = file.temporary { try journal?.begin(temporary) }
        return file
    }

    mutating func take(_ block: Block) throws(Failure) {
        try (file?.output ?? console.output).write(block.output)
        if block.file.format == .jsonl, let last = block.output.last { needsNewline = last != UInt8(ascii: "\n") }
        try edits?.output.write(block.edits)
    }

    mutating func end(_ input: InputFile, _ counts: Counts, _ failure: InputFailure?) throws(Failure) {
        defer { (file, edits) = (nil, nil) }
        // What cannot be read to its end must not be replaced by a part of it.
        if destination.isInPlace, failure != nil { return discard() }
        try edits?.commit()
        if let file {
            let isUnchanged = destination.isInPlace && copiesUnchanged && counts.changes == 0
            let identity = isUnchanged ? FileIdentity(path: input.path) : try file.complete()
            // What cannot be read to its end is to be tried again.
            if failure == nil { try journal?.finish(input, identity: identity, counts) }
            if isUnchanged { file.discard() } else { try file.publish() }
        }
        finished += 1
    }

    mutating func flush() throws(Failure) {
        if file == nil { try console.output.flush() }
    }

    mutating func discard() {
        file?.discard()
        edits?.discard()
        (file, edits) = (nil, nil)
    }
}
