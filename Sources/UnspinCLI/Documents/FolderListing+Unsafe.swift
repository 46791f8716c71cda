/// What lies in a folder.
enum FolderListing {
    enum Kind {
        case file, folder, other
        /// Its name is no text, so that no path leads to it.
        case unnamed
    }

    struct Entry {
        var name: String
        var kind: Kind
    }

    /// The entries in the order of their names' bytes. Links to files are files; links to folders are not followed.
    static func entries(of folder: String) throws(InputFailure) -> [Entry] {
        guard let directory = opendir(folder) else { throw InputFailure(name: folder, reason: .system(errno)) }
        defer { closedir(directory) }
        var entries: [Entry] = []
        while let entry = readdir(directory) {
            // In bounds: the system ends the name with a zero.
            let bytes = withUnsafeBytes(of: entry.pointee.d_name) { bytes in Array(bytes.prefix { $0 != 0 }) }
            let name = String(decoding: bytes, as: UTF8.self)
            if name == "." || name == ".." { continue }
            let isNamed = name.utf8.elementsEqual(bytes)
            entries.append(Entry(name: name, kind: isNamed ? kind(of: "\(folder)/\(name)") : .unnamed))
        }
        return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    private static func kind(of path: String) -> Kind {
        var information = stat()
        guard lstat(path, &information) == 0 else { return .other }
        switch information.st_mode & S_IFMT {
        case S_IFDIR: return .folder
        case S_IFREG: return .file
        case S_IFLNK:
            return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFREG ? .file : .other
        default: return .other
        }
    }

    static func isFolder(_ path: String) -> Bool {
        var information = stat()
        return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
    }

    /// The paths that a shell pattern matches, sorted.
    static func matches(_ pattern: String) -> [String] {
        var found = glob_t()
        defer { globfree(&found) }
        guard glob(pattern, 0, nil, &found) == 0 else { return [] }
        // In bounds: the system gives out `gl_pathc` strings.
        return (0..<Int(found.gl_pathc)).compactMap { found.gl_pathv[$0].map { String(cString: $0) } }
    }

    /// Makes a folder and those that it lies in, where they are missing; returns those that it made.
    @discardableResult
    static func create(_ path: String) throws(Failure) -> [String] {
        if isFolder(path) { return [] }
        var made: [String] = []
        if let slash = path.dropLast(path.hasSuffix("/") ? 1 : 0).lastIndex(of: "/"), slash > path.startIndex {
            made = try create(String(path[..<slash]))
        }
        if mkdir(path, 0o777) == 0 { return made + [path] }
        if errno != EEXIST || !isFolder(path) { throw .output(name: path, code: errno) }
        return made
    }
}
