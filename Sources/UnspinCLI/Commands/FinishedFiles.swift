/// Outputs that are complete and have yet to appear under their names.
///
/// They go to the disk together: a file system writes the journal once for all of them, where it would once for each.
struct FinishedFiles {
    struct File {
        var input: InputFile
        var counts: Counts
        var output: AtomicFile?
        var edits: AtomicFile?
        /// The output is what the input was.
        var isUnchanged: Bool
        /// All of the input was read.
        var isDone: Bool

        func discard() {
            edits?.discard()
            output?.discard()
        }
    }

    /// Files at most, each of which may have two descriptors open.
    private static let mostFiles = 16
    /// Bytes of input at most: large files are not kept waiting.
    private static let mostBytes = 64 << 20

    private var files: [File] = []
    private var bytes = 0
    private var folders = ChangedFolders()

    mutating func add(_ file: File) {
        files.append(file)
        bytes += file.counts.bytes
    }

    /// These folders were made for files to come.
    mutating func add(folders made: [String]) { for folder in made { folders.add(nameOf: folder) } }

    var isFull: Bool { files.count >= Self.mostFiles || bytes >= Self.mostBytes }

    /// Gives all of them their names, in order, and waits until these are on the disk. The edits of a file appear before it does.
    mutating func publish(_ journal: Journal?) throws(Failure) {
        bytes = 0
        var identities: [FileIdentity?] = []
        do {
            for file in files {
                _ = try file.edits?.sync()
                identities.append(file.isUnchanged ? FileIdentity(path: file.input.path) : try file.output?.sync())
            }
            for identity in identities { try publish(files.removeFirst(), identity, journal) }
        } catch {
            for file in files { file.discard() }
            files = []
            throw error
        }
        try folders.sync()
    }

    private mutating func publish(_ file: File, _ identity: FileIdentity?, _ journal: Journal?) throws(Failure) {
        do {
            try publish(file.edits)
        } catch {
            file.output?.discard()
            throw error
        }
        guard let output = file.output else { return }
        do {
            if file.isDone { try journal?.finish(file.input, identity: identity, file.counts) }
        } catch {
            output.discard()
            throw error
        }
        if file.isUnchanged { output.discard() } else { try publish(output) }
    }

    private mutating func publish(_ file: AtomicFile?) throws(Failure) {
        guard let file else { return }
        try file.publish()
        if let place = file.place { folders.add(nameOf: place) }
    }
}
