/// What an interrupted run has done, so that another one can go on where it stopped.
///
/// A file of lines beside the outputs, which is gone when all is done. The line about a file is written before the file appears
/// under its name, and says what it will be known by: so a file counts as done exactly where it has appeared. Lines about a part of a
/// file are written when the part is on the disk.
final class Journal {
    /// What its first line begins with: ``FixRun`` makes the line.
    static let mark = "unspin"
    /// Whoever else may write to the folder cannot have a link followed, or make us wait for a pipe.
    private static let access = O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK

    /// Where a journal lies.
    struct Place {
        /// Of the outputs; empty for the current one.
        var folder: String
        var name = ".unspin-resume"
        /// There is one output, and nothing worth writing down before a part of it is there.
        var isForOneFile = false

        /// In a folder, for all outputs in it.
        init(folder: String) { self.folder = folder }

        /// Beside one output.
        init(output: String) {
            let slash = output.lastIndex(of: "/")
            folder = slash.map { String(output[..<$0]) } ?? ""
            name = ".\(slash.map { output[output.index(after: $0)...] } ?? output[...])\(name)"
            isForOneFile = true
        }

        var path: String { folder.isEmpty ? name : "\(folder)/\(name)" }
    }

    private struct Record {
        var input: FileIdentity
        var output: FileIdentity
        var counts: Counts
    }

    private let place: Place
    private let options: String
    /// Negative until there is something to say.
    private var descriptor: Int32
    private var records: [String: Record] = [:]
    private var parts: [String: (input: FileIdentity, begun: BegunFile)] = [:]
    /// Names under which files were begun.
    private var begun: Set<String> = []
    /// Those of this run that nothing was written about.
    private var unannounced: [String] = []

    /// - Parameters:
    ///   - options: what the outputs depend on; a run can only go on with the same.
    ///   - resumes: goes on with what the file says; else begins anew.
    init(_ place: Place, options: String, resumes: Bool) throws(Failure) {
        self.place = place
        self.options = options
        descriptor = open(place.path, Self.access)
        if descriptor < 0 {
            if errno == ENOENT { return }
            throw .output(name: place.path, code: errno)
        }
        try lock()
        var isKnown = false
        if let bytes = try? Input.open(path: place.path).readAll(), !bytes.isEmpty {
            var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            // What stands after the last line feed was not written to its end.
            lines.removeLast()
            guard bytes.starts(with: Self.mark.utf8) || Self.mark.utf8.starts(with: bytes) else {
                throw .usage("\(place.path) was not written by unspin; move it away, or write to another folder")
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
        if !isKnown { (records, parts) = ([:], [:]) }
        takeAway(begun.subtracting(parts.values.flatMap { $0.begun.files.map(\.path) }))
        if !isKnown {
            begun = []
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
            begun.insert(Self.unescaped(words[1]))
        } else if words.count == 7, words[0] == "part", let input = FileIdentity(words: words[1]),
            let part = BegunFile(words: words[2], counts: words[3], output: words[4], edits: words[5])
        {
            parts[Self.unescaped(words[6])] = (input, part)
        } else if words.count == 5, words[0] == "done", let input = FileIdentity(words: words[1]),
            let output = FileIdentity(words: words[2]), let counts = Counts(words: words[3])
        {
            records[Self.unescaped(words[4])] = Record(input: input, output: output, counts: counts)
            parts[Self.unescaped(words[4])] = nil
        }
    }

    /// Files that a run that was killed could not take away. Nobody can make us take away anything else.
    private func takeAway(_ paths: Set<String>) { for path in paths where AtomicFile.isTemporary(path) { unlink(path) } }

    /// What was counted in an input that is done and has not changed since; nil where it has to be done.
    func counts(of input: InputFile, output: String) -> Counts? {
        guard let record = records[input.path], FileIdentity(path: output) == record.output,
            input.path == output || FileIdentity(path: input.path) == record.input
        else { return nil }
        return record.counts
    }

    /// What was done of an input that is not done and has not changed since; nil where it has to be done from its beginning.
    func begun(_ input: InputFile) -> BegunFile? {
        guard let (identity, part) = parts[input.path] else { return nil }
        let isThere = part.files.allSatisfy { file in
            AtomicFile.isTemporary(file.path) && begun.contains(file.path) && (FileIdentity(path: file.path)?.bytes ?? -1) >= file.bytes
        }
        if isThere, FileIdentity(path: input.path) == identity { return part }
        takeAway(Set(part.files.map(\.path)))
        return nil
    }

    /// A file is begun, under this name.
    func begin(_ temporary: String) throws(Failure) {
        unannounced.append(temporary)
        if !place.isForOneFile { try announce() }
    }

    /// A part of an input is done, and on the disk.
    func reach(_ input: InputFile, _ part: BegunFile) throws(Failure) {
        guard let identity = FileIdentity(path: input.path) else { return }
        try announce()
        try write("part\t\(identity.words)\t\(part.words)\t\(Self.escaped(input.path))")
    }

    private func announce() throws(Failure) {
        for name in unannounced { try write("begun\t" + Self.escaped(name)) }
        unannounced = []
    }

    /// There is something to go on with.
    var isWritten: Bool { descriptor >= 0 }

    /// An input is about to be done.
    func finish(_ input: InputFile, identity: FileIdentity?, _ counts: Counts) throws(Failure) {
        guard isWritten, let identity, let before = FileIdentity(path: input.path) else { return }
        try write("done\t\(before.words)\t\(identity.words)\t\(counts.words)\t\(Self.escaped(input.path))")
    }

    /// All is done.
    func remove() { if isWritten { unlink(place.path) } }

    private func write(_ line: String) throws(Failure) {
        if descriptor < 0 {
            if !place.folder.isEmpty { try FolderListing.create(place.folder) }
            descriptor = open(place.path, Self.access | O_CREAT, 0o666)
            guard descriptor >= 0 else { throw .output(name: place.path, code: errno) }
            try lock()
            try append(options)
        }
        try append(line)
    }

    private func append(_ line: String) throws(Failure) {
        let output = Output(descriptor: descriptor, name: place.path)
        try output.write(line + "\n")
        try output.flush()
    }

    fileprivate static func escaped(_ name: String) -> String {
        name.replacing("%", with: "%25").replacing("\t", with: "%09").replacing("\n", with: "%0A")
    }

    fileprivate static func unescaped(_ name: Substring) -> String {
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

extension BegunFile {
    /// In four columns.
    fileprivate var words: String {
        "\(place.bytes) \(place.line) \(place.offset) \(counts.objects) \(counts.isSpun ? 1 : 0)\t\(counts.counts.words)\t\(output.words)\t"
            + (edits?.words ?? "")
    }

    fileprivate init?(words: Substring, counts: Substring, output: Substring, edits: Substring) {
        let numbers = words.split(separator: " ").map { Int($0) }
        guard numbers.count == 5, let bytes = numbers[0], let line = numbers[1], let offset = numbers[2], let objects = numbers[3],
            let isSpun = numbers[4], let counts = Counts(words: counts), let output = Part(words: output), bytes >= 0
        else { return nil }
        self.init(
            place: InputPlace(bytes: bytes, line: line, offset: offset),
            counts: FileCounts(counts: counts, objects: objects, isSpun: isSpun == 1), output: output, edits: Part(words: edits))
    }
}

extension BegunFile.Part {
    fileprivate var words: String { "\(bytes) \(Journal.escaped(path))" }

    fileprivate init?(words: Substring) {
        guard let space = words.firstIndex(of: " "), let bytes = Int(words[..<space]), bytes >= 0 else { return nil }
        self.init(path: Journal.unescaped(words[words.index(after: space)...]), bytes: bytes)
    }
}
