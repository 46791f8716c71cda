/// A file that appears under its name only when it is complete.
///
/// It is written under another name in the same folder and renamed at the end. What is no regular file, such as a pipe, is
/// written to directly.
struct AtomicFile {
    let output: Output
    private let descriptor: Int32
    private let path: String
    private let temporary: String?

    static func create(_ name: String) throws(Failure) -> AtomicFile {
        var information = stat()
        let exists = stat(name, &information) == 0
        if exists, information.st_mode & S_IFMT == S_IFDIR { throw .output(name: name, code: EISDIR) }
        if exists, information.st_mode & S_IFMT != S_IFREG {
            let descriptor = open(name, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw .output(name: name, code: errno) }
            return AtomicFile(
                output: Output(descriptor: descriptor, name: name), descriptor: descriptor, path: name, temporary: nil)
        }
        // A link stays a link: the file that it names is replaced.
        let path = exists ? resolved(name) : name
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { String(path[...$0]) } ?? ""
        let file = slash.map { String(path[path.index(after: $0)...]) } ?? path
        let temporary = "\(folder).\(file).unspin-\(getpid())"
        var descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        if descriptor < 0, errno == EEXIST {
            // Left behind by a process of the same number that was killed.
            unlink(temporary)
            descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        }
        guard descriptor >= 0 else { throw .output(name: name, code: errno) }
        if exists { fchmod(descriptor, information.st_mode & 0o7777) }
        return AtomicFile(
            output: Output(descriptor: descriptor, name: name), descriptor: descriptor, path: path, temporary: temporary)
    }

    /// Puts the file in its place.
    func commit() throws(Failure) {
        do {
            try output.flush()
        } catch {
            discard()
            throw error
        }
        guard let temporary else {
            close(descriptor)
            return
        }
        let isSafe = fsync(descriptor) == 0
        let code = errno
        guard close(descriptor) == 0, isSafe else {
            let closeCode = isSafe ? errno : code
            unlink(temporary)
            throw .output(name: output.name, code: closeCode)
        }
        guard rename(temporary, path) == 0 else {
            let code = errno
            unlink(temporary)
            throw .output(name: output.name, code: code)
        }
    }

    /// Leaves things as they were.
    func discard() {
        close(descriptor)
        if let temporary { unlink(temporary) }
    }

    private static func resolved(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
