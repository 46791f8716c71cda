/// Where the output of `fix` and `revert` goes.
enum Destination: Sendable {
    case standard
    case file(String)
    /// A folder in which every input has its place.
    case folder(String)
    /// The inputs themselves.
    case inputs

    /// What `-o` and `--in-place` say for these inputs.
    init(_ arguments: Arguments, _ tree: InputTree) throws(Failure) {
        if arguments.has(.inPlace) {
            if arguments.has(.output) { throw .usage("--in-place writes to the inputs themselves, so leave out -o") }
            if tree.files.contains(where: { $0.path == "-" }) {
                throw .usage("--in-place needs files, and standard input is none; name files or folders")
            }
            self = .inputs
            return
        }
        guard let path = arguments.value(.output), path != "-" else {
            if tree.isTree, tree.files.contains(where: { $0.format != tree.files[0].format }) {
                throw .usage("the folder holds texts and JSON lines, which make no sense one after the other; write to a folder with -o")
            }
            try Self.checkStandard(tree)
            self = .standard
            return
        }
        guard tree.isTree || tree.files.count > 1 || path.hasSuffix("/") || FolderListing.isFolder(path) else {
            self = .file(path)
            return
        }
        try Self.checkFolder(path, of: "-o")
        self = .folder(path.hasSuffix("/") ? String(path.dropLast()) : path)
        try tree.checkNames(in: path)
    }

    /// Throws where somebody seems to have taken `path`, a folder for the files of several inputs, for a file.
    static func checkFolder(_ path: String, of option: String) throws(Failure) {
        if FolderListing.isFolder(path) { return }
        if access(path, F_OK) == 0 { throw .usage("\(option) names the file \(path), and there may be several outputs; name a folder") }
        if FileKind(path: path).isKnown {
            throw .usage("there may be several outputs, and \(option) \(path) looks like one file; name a folder, or write \(path)/ if it is to be one")
        }
    }

    /// A file that grows as it is read has no end.
    private static func checkStandard(_ tree: InputTree) throws(Failure) {
        let output = FileIdentity(descriptor: STDOUT_FILENO)
        for file in tree.files where file.bytes != nil && FileIdentity(path: file.path) == output {
            throw .usage("\(file.path) is read and written to at once; use --in-place, or name another file")
        }
    }

    /// Folders are made where they are missing.
    var isFolder: Bool { if case .folder = self { true } else { false } }
    var isInPlace: Bool { if case .inputs = self { true } else { false } }

    /// How an input's output is packed.
    func compression(of input: InputFile) -> Compression? { path(of: input).flatMap { FileKind(path: $0).compression } }

    /// Where the journal of a run lies; nil where the run cannot be gone on with.
    func journalPlace(_ arguments: Arguments, _ tree: InputTree) -> Journal.Place? {
        switch self {
        case .standard: return nil
        case .file(let path): return Journal.Place(output: path)
        case .folder(let folder): return Journal.Place(folder: folder)
        case .inputs:
            guard let first = arguments.operands.first else { return nil }
            guard tree.isTree || tree.files.count > 1 else { return Journal.Place(output: first) }
            if FolderListing.isFolder(first) { return Journal.Place(folder: first.hasSuffix("/") ? String(first.dropLast()) : first) }
            guard let path = tree.files.first?.path, let slash = path.lastIndex(of: "/") else { return Journal.Place(folder: "") }
            return Journal.Place(folder: String(path[..<slash]))
        }
    }

    /// The file that an input's output goes to; nil for standard output.
    func path(of input: InputFile) -> String? {
        switch self {
        case .standard: nil
        case .file(let path): path
        case .folder(let folder): "\(folder)/\(input.name)"
        case .inputs: input.path
        }
    }
}
