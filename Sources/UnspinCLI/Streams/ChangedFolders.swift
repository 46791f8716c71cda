/// Folders that hold new names. The names are on the disk, and stay whatever happens, when the folders are.
struct ChangedFolders {
    private var paths: Set<String> = []

    /// There is a new name, of a file or a folder.
    mutating func add(nameOf path: String) {
        let name = path.hasSuffix("/") ? path.dropLast() : path[...]
        // In the current folder where there is no slash, and in the outermost one where it comes first.
        paths.insert(name.lastIndex(of: "/").map { String(name[...$0]) } ?? ".")
    }

    /// Waits until all of them are on the disk.
    mutating func sync() throws(Failure) {
        let folders = paths.sorted()
        paths = []
        for folder in folders { try Self.sync(folder) }
    }

    private static func sync(_ folder: String) throws(Failure) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        // One can write to a folder that one cannot read, and somebody may have taken it away since.
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        // Not every file system can do it for a folder.
        if fsync(descriptor) != 0, errno != EINVAL { throw .output(name: folder, code: errno) }
    }
}
