/// What an interrupted run has done, so that another one can go on where it stopped.
///
/// A file of lines beside the outputs, which is gone when all is done. The line about a file is written before the file appears
/// under its name, and says what it will be known by: so a file counts as done exactly where it has appeared.
final class Journal {
    static let name = ".unspin-resume"
    /// What its first line begins with: ``FixRun`` makes the line.
    static let mark = "unspin"
    /// Whoever else may write to the folder cannot have a link followed, or make us wait for a pipe.
    private static let access = O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK

    private struct Record {
        var input: FileIdentity
        var output: FileIdentity
        var counts: Counts
    }

    private let folder: String
    private let path: String
    private let options: String
    /// Negative until there is something to say.
    private var descriptor: Int32
    private var records: [String: Record] = [:]

    /// - Parameters:
    ///   - options: what the outputs depend on; a run can only go on with the same.
    ///   - resumes: goes on with what the file says; else begins anew.
    init(folder: String, options: String, resumes: Bool) throws(Failure) {
        self.folder = folder
        self.options = options
        path = folder.isEmpty ? Self.name : "\(folder)/\(Self.name)"
        descriptor = open(path, Self.access)
        if descriptor < 0 {
            if errno == ENOENT { return }
            throw .output(name: path, code: errno)
        }
        try lock()
        var isKnown = false
        if let bytes = try? Input.open(path: path).readAll(), !bytes.isEmpty {
            var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            // What stands after the last line feed was not written to its end.
            lines.removeLast()
            guard bytes.starts(with: Self.mark.utf8) || Self.mark.utf8.starts(with: bytes) else {
                throw .usage("\(path) was not written by unspin; move it away, or write to another folder")
            }
            // What is written next is a line of its own.
            ftruncate(descriptor, off_t(bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0))
            if resumes, let first = lines.first {
                guard first == options else {
                    throw .usage(
                        "the interrupted run had other options or another version, so it cannot be gone on with; leave out --resume "
                            + "to begin anew")
                }
                isKnown = true
            }
            for line in lines.dropFirst() { read(line.split(separator: "\t", omittingEmptySubsequences: false)) }
        }
        if !isKnown {
            records = [:]
            ftruncate(descriptor, 0)
            try append(options)
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    private func lock() throws(Failure) {
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw .usage("another run is writing to the same place at this moment; wait for its end")
        }
    }

    private func read(_ words: [Substring]) {
        if words.count == 2, words[0] == "begun" {
            // A run that was killed could not take it away. Nobody can make us take away anything else.
            let path = Self.unescaped(words[1])
            if AtomicFile.isTemporary(path) { unlink(path) }
        } else if words.count == 5, words[0] == "done", let input = FileIdentity(words: words[1]),
            let output = FileIdentity(words: words[2]), let counts = Counts(words: words[3])
        {
            records[Self.unescaped(words[4])] = Record(input: input, output: output, counts: counts)
        }
    }

    /// What was counted in an input that is done and has not changed since; nil where it has to be done.
    func counts(of input: InputFile, output: String) -> Counts? {
        guard let record = records[input.path], FileIdentity(path: output) == record.output,
            input.path == output || FileIdentity(path: input.path) == record.input
        else { return nil }
        return record.counts
    }

    /// A file is begun, under this name.
    func begin(_ temporary: String) throws(Failure) { try write("begun\t" + Self.escaped(temporary)) }

    /// An input is about to be done.
    func finish(_ input: InputFile, identity: FileIdentity?, _ counts: Counts) throws(Failure) {
        guard let identity, let before = FileIdentity(path: input.path) else { return }
        try write("done\t\(before.words)\t\(identity.words)\t\(counts.words)\t\(Self.escaped(input.path))")
    }

    /// All is done.
    func remove() { unlink(path) }

    private func write(_ line: String) throws(Failure) {
        if descriptor < 0 {
            if !folder.isEmpty { try FolderListing.create(folder) }
            descriptor = open(path, Self.access | O_CREAT, 0o666)
            guard descriptor >= 0 else { throw .output(name: path, code: errno) }
            try lock()
            try append(options)
        }
        try append(line)
    }

    private func append(_ line: String) throws(Failure) {
        let output = Output(descriptor: descriptor, name: path)
        try output.write(line + "\n")
        try output.flush()
    }

    private static func escaped(_ name: String) -> String {
        name.replacing("%", with: "%25").replacing("\t", with: "%09").replacing("\n", with: "%0A")
    }

    private static func unescaped(_ name: Substring) -> String {
        String(name).replacing("%0A", with: "\n").replacing("%09", with: "\t").replacing("%25", with: "%")
    }
}

extension FileIdentity {
    fileprivate var words: String { "\(inode) \(bytes) \(changed)" }

    fileprivate init?(words: Substring) {
        let parts = words.split(separator: " ")
        guard parts.count == 3, let inode = UInt64(parts[0]), let bytes = Int(parts[1]), let changed = Int(parts[2]) else { return nil }
        self.init(inode: inode, bytes: bytes, changed: changed)
    }
}
