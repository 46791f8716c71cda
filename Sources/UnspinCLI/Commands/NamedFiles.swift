/// The files that options name to be written: none may stand in the way of another, or of an input.
enum NamedFiles {
    private static let options: [(id: Flag.ID, name: String)] = [
        (.output, "-o"), (.edits, "--edits"), (.summary, "--summary"), (.report, "--report"),
    ]

    static func check(_ arguments: Arguments, _ tree: InputTree) throws(Failure) {
        let isMany = tree.isTree || tree.files.count > 1
        var named: [(name: String, place: String)] = []
        for (id, name) in options {
            // Folders hold a file for each input.
            guard let path = arguments.value(id), path != "-", !isMany || ![.output, .edits].contains(id), let place = place(path) else {
                continue
            }
            if let other = named.first(where: { $0.place == place }) {
                throw .usage("\(other.name) and \(name) both name \(path); give each a file of its own")
            }
            // The output may take the place of its input, which has been read by then.
            if id != .output, access(path, F_OK) == 0, let input = tree.files.first(where: { Self.place($0.path) == place }) {
                throw .usage("\(name) would be written over the input \(input.path); name another file")
            }
            named.append((name, place))
        }
    }

    /// Where a file is or will be, without links; nil for devices, pipes and folders, which may be named more than once.
    private static func place(_ path: String) -> String? {
        var information = stat()
        if stat(path, &information) == 0 {
            return information.st_mode & S_IFMT == S_IFREG ? AtomicFile.resolved(path) : nil
        }
        guard let slash = path.lastIndex(of: "/") else { return AtomicFile.resolved(".") + "/" + path }
        return AtomicFile.resolved(String(path[...slash])) + path[slash...]
    }
}
