/// A file that appears under its name only when it is complete.
///
/// It is written under another name in the same folder and renamed at the end. What is no regular file, such as a pipe, is
/// written to directly.
struct AtomicFile {
    let output: Output
    /// What the file is called until it is complete; nil where it is written to directly.
    private let temporary: String?
    private let descriptor: Int32
    private let path: String

    /// - Parameters:
    ///   - mode: the permissions where there is no such file yet; the process's mask takes some away.
    ///   - announce: is told what the file will be called until it is complete, before it is there.
    static func create(
        _ name: String, compression: Compression? = nil, mode: mode_t = 0o666, announce: (String) throws(Failure) -> Void = { _ in }
    ) throws(Failure) -> AtomicFile {
        var information = stat()
        let exists = stat(name, &information) == 0
        if exists, information.st_mode & S_IFMT == S_IFDIR { throw .output(name: name, code: EISDIR) }
        if exists, information.st_mode & S_IFMT != S_IFREG {
            let descriptor = open(name, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else {
                if errno == EINTR, let signal = Interruption.signal { throw .interrupted(signal) }
                throw .output(name: name, code: errno)
            }
            return AtomicFile(
                output: Output(descriptor: descriptor, name: name, compression: compression), temporary: nil,
                descriptor: descriptor, path: name)
        }
        // A link stays a link: the file that it names is replaced.
        let path = exists ? resolved(name) : name
        let (temporary, descriptor) = try createTemporary(beside: path, mode, announce)
        if exists {
            // Only root may give a file away; others keep what they own.
            _ = fchown(descriptor, information.st_uid, information.st_gid)
            fchmod(descriptor, information.st_mode & 0o7777)
        }
        return AtomicFile(
            output: Output(descriptor: descriptor, name: name, compression: compression), temporary: temporary,
            descriptor: descriptor, path: path)
    }

    /// Where the file will appear; nil where it is written to directly.
    var place: String? { temporary == nil ? nil : path }

    private static let mark = ".unspin-"

    /// A path is what a file is called until it is complete.
    static func isTemporary(_ path: String) -> Bool {
        let name = path.split(separator: "/").last ?? ""
        return name.hasPrefix(".") && name.dropFirst().contains(mark)
    }

    private static func createTemporary(
        beside path: String, _ mode: mode_t, _ announce: (String) throws(Failure) -> Void
    ) throws(Failure) -> (String, Int32) {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { String(path[...$0]) } ?? ""
        let file = slash.map { String(path[path.index(after: $0)...]) } ?? path
        while true {
            let number = UInt64.random(in: .min ... .max)
            // A name may have 255 bytes.
            let temporary = "\(folder).\(String(decoding: file.utf8.prefix(200), as: UTF8.self))\(mark)\(String(number, radix: 36))"
            try announce(temporary)
            let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
            if descriptor >= 0 { return (temporary, descriptor) }
            if errno != EEXIST { throw .output(name: path, code: errno) }
        }
    }

    /// Goes on with a file that was not completed. What stands behind the part that is kept is written anew.
    static func reopen(_ part: BegunFile.Part, as name: String) throws(Failure) -> AtomicFile {
        let descriptor = open(part.path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw .output(name: name, code: errno) }
        let length = off_t(part.bytes)
        guard ftruncate(descriptor, length) == 0, lseek(descriptor, 0, SEEK_END) == length else {
            let code = errno
            close(descriptor)
            throw .output(name: name, code: code)
        }
        return AtomicFile(
            output: Output(descriptor: descriptor, name: name), temporary: part.path, descriptor: descriptor,
            path: access(name, F_OK) == 0 ? resolved(name) : name)
    }

    /// Another run can go on with what is written: bytes that are not packed here, in a file that is not in its place yet.
    var canBeGoneOnWith: Bool { temporary != nil && !output.isPacked }

    /// Waits until all that was written is on the disk; nil where the file is written to directly.
    func part() throws(Failure) -> BegunFile.Part? {
        try output.flush()
        guard let temporary, let identity = try sync() else { return nil }
        return BegunFile.Part(path: temporary, bytes: identity.bytes)
    }

    /// Leaves what was written under the name that it has.
    func leave() { close(descriptor) }

    /// Writes a file, which appears where `body` comes to its end.
    static func write<Result>(_ name: String, _ body: (Output) throws(Failure) -> Result) throws(Failure) -> Result {
        let file = try create(name)
        let result: Result
        do {
            result = try body(file.output)
        } catch {
            file.discard()
            throw error
        }
        try file.commit()
        return result
    }

    /// Ends what is written. The file need not be on the disk yet.
    func finish() throws(Failure) { try output.finish() }

    /// Waits until the file is on the disk, and tells what it will be known by.
    func sync() throws(Failure) -> FileIdentity? {
        guard temporary != nil else { return nil }
        guard fsync(descriptor) == 0 else { throw .output(name: output.name, code: errno) }
        return FileIdentity(descriptor: descriptor)
    }

    /// Puts the file, which is on the disk, in its place. Its name is not on the disk yet.
    func publish() throws(Failure) {
        let isClosed = close(descriptor) == 0
        guard let temporary else { return }
        guard isClosed, rename(temporary, path) == 0 else {
            let code = errno
            unlink(temporary)
            throw .output(name: output.name, code: code)
        }
    }

    /// Ends the file and puts it in its place.
    func commit() throws(Failure) {
        do {
            try finish()
            _ = try sync()
        } catch {
            discard()
            throw error
        }
        try publish()
        var folders = ChangedFolders()
        if let place { folders.add(nameOf: place) }
        try folders.sync()
    }

    /// Leaves things as they were.
    func discard() {
        close(descriptor)
        if let temporary { unlink(temporary) }
    }

    /// The path without links; as it is where nothing is there.
    static func resolved(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
