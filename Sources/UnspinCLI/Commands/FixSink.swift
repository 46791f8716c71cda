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
    private var finished = FinishedFiles()
    /// The file at hand is gzip, of which each block makes a member.
    private var isPackedInMembers = false
    private var isEmpty = true
    /// A line of JSON has yet to be ended.
    private var needsNewline = false
    /// How far the input at hand is done.
    private var reached: (place: InputPlace, input: InputFile, counts: FileCounts)?
    /// How far it was when that was last written down, and when that was.
    private var kept = (bytes: 0, time: Clock.now())
    /// Bytes of input that are worth keeping when a run is interrupted, and seconds between two times.
    private static let worthKeeping = (bytes: 4 << 20, seconds: 0.2)

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
            isPackedInMembers = destination.compression(of: input) == .gzip
            isEmpty = input.begun == nil
            (reached, kept) = (nil, (input.begun?.place.bytes ?? 0, Clock.now()))
            file = try create(
                path, packed: isPackedInMembers ? nil : destination.compression(of: input), mode: input.mode,
                makesFolders: destination.isFolder, goesOnWith: input.begun?.output)
        } else {
            // Where the last line of one file has no line feed, the first of the next must not stick to it.
            if needsNewline, input.format == .jsonl { try console.output.write("\n") }
            needsNewline = false
        }
        guard let editsTarget else { return }
        let path = editsTarget.path(of: input)
        edits = try create(
            path, packed: FileKind(path: path).compression, mode: input.mode, makesFolders: editsTarget.isFolder,
            goesOnWith: input.begun?.edits)
        if input.begun == nil { try edits?.output.write(editsTarget.header(of: input)) }
    }

    private mutating func create(
        _ path: String, packed compression: Compression?, mode: mode_t, makesFolders: Bool, goesOnWith part: BegunFile.Part?
    ) throws(Failure) -> AtomicFile {
        if let part { return try AtomicFile.reopen(part, as: path) }
        if makesFolders, let slash = path.lastIndex(of: "/") {
            finished.add(folders: try FolderListing.create(String(path[..<slash])))
        }
        return try AtomicFile.create(path, compression: compression, mode: mode) { name throws(Failure) in
            try journal?.begin(name)
        }
    }

    mutating func take(_ block: Block) throws(Failure) {
        let output = file?.output ?? console.output
        if isPackedInMembers, file != nil {
            if let member = block.member {
                try write(member: member, output)
            } else if !block.output.isEmpty {
                try write(member: Compressor.gzipMember(block.output, of: output.name), output)
            }
        } else {
            try output.write(block.output)
        }
        if block.file.format == .jsonl, let last = block.output.last { needsNewline = last != UInt8(ascii: "\n") }
        try edits?.output.write(block.edits)
    }

    private mutating func write(member: [UInt8], _ output: Output) throws(Failure) {
        try output.write(member)
        isEmpty = false
    }

    mutating func reach(_ place: InputPlace, of input: InputFile, _ counts: FileCounts) throws(Failure) {
        reached = (place, input, counts)
        if Clock.now() - kept.time >= Self.worthKeeping.seconds { try keep() }
    }

    /// Writes down how far the input at hand is done, where it is worth it and one can go on in the middle of it: a stream that is packed
    /// in one piece has to be begun anew.
    @discardableResult
    private mutating func keep() throws(Failure) -> Bool {
        guard let journal, let file, let reached, reached.place.bytes - kept.bytes >= Self.worthKeeping.bytes,
            file.canBeGoneOnWith, edits?.canBeGoneOnWith != false
        else { return kept.bytes > 0 }
        let editsPart = try edits?.part()
        guard let output = try file.part() else { return false }
        try journal.reach(reached.input, BegunFile(place: reached.place, counts: reached.counts, output: output, edits: editsPart))
        kept = (reached.place.bytes, Clock.now())
        return true
    }

    mutating func end(_ input: InputFile, _ counts: Counts, _ failure: InputFailure?) throws(Failure) {
        // What cannot be read to its end must not be replaced by a part of it.
        if destination.isInPlace, failure != nil { return dropFile() }
        // No bytes at all are no gzip file.
        if isPackedInMembers, isEmpty, let file { try write(member: Compressor.gzipMember([], of: file.output.name), file.output) }
        try file?.finish()
        try edits?.finish()
        finished.add(
            FinishedFiles.File(
                input: input, counts: counts, output: file, edits: edits,
                isUnchanged: destination.isInPlace && copiesUnchanged && counts.changes == 0,
                // What cannot be read to its end is to be tried again.
                isDone: failure == nil))
        (file, edits) = (nil, nil)
        if finished.isFull { try finished.publish(journal) }
    }

    mutating func flush() throws(Failure) {
        if file == nil { try console.output.flush() }
    }

    mutating func finish() throws(Failure) { try finished.publish(journal) }

    mutating func discard() {
        if Interruption.signal != nil, (try? keep()) == true {
            file?.leave()
            edits?.leave()
            (file, edits) = (nil, nil)
        }
        dropFile()
        // What is complete may stay.
        try? finished.publish(journal)
    }

    private mutating func dropFile() {
        file?.discard()
        edits?.discard()
        (file, edits) = (nil, nil)
    }
}
