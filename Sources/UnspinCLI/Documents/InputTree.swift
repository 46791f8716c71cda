/// The inputs that the operands of a command name: files, folders with all that is in them, and patterns.
struct InputTree {
    private(set) var files: [InputFile] = []
    /// Files of folders that are passed over, since their names do not tell that they hold text.
    private(set) var skipped = 0
    /// Folders within folders that cannot be read.
    private(set) var failures: [InputFailure] = []
    /// A folder or a pattern was named, so that there may be any number of files.
    private(set) var isTree = false

    private let format: DocumentFormat?
    /// A folder that is not gone into: what is written there is no input.
    private let excluded: FileIdentity?

    /// - Parameters:
    ///   - format: what all files hold; nil where their names tell.
    ///   - output: a folder that is passed over.
    init(_ operands: [String], format: DocumentFormat?, output: String? = nil) throws(Failure) {
        self.format = format
        excluded = output.flatMap(FileIdentity.init(path:))
        for operand in operands.isEmpty ? ["-"] : operands { try add(operand) }
    }

    /// The inputs of a command that reads documents.
    init(_ arguments: Arguments) throws(Failure) {
        try self.init(
            arguments.operands, format: arguments.value(.format).flatMap(DocumentFormat.init(rawValue:)),
            output: arguments.value(.output))
        guard let text = files.first(where: { $0.format == .text }), !isTree else { return }
        for (id, name) in [(Flag.ID.field, "--field"), (.into, "--into"), (.explain, "--explain")] where arguments.has(id) {
            throw .usage("\(name) is for JSON lines and \(text.title) is read as text; add --format jsonl if it holds JSON lines")
        }
    }

    /// Tells where folders hold nothing to read, for commands that would say nothing at all.
    func reportIfEmpty(_ arguments: Arguments, _ console: Console) {
        guard files.isEmpty, failures.isEmpty, !arguments.has(.quiet) else { return }
        console.report(
            "there is nothing to read: of folders, files are read that end in .txt, .jsonl, .ndjson, .gz or .zst"
                + (skipped > 0 ? "; \(Quantity.count(skipped, "other")) passed over, which may be named one by one" : ""))
    }

    /// The same with what `rest` leaves of each file.
    func compactMap(_ rest: (InputFile) -> InputFile?) -> InputTree {
        var tree = self
        tree.files = files.compactMap(rest)
        return tree
    }

    private mutating func add(_ operand: String) throws(Failure) {
        if operand == "-" {
            files.append(InputFile(path: "-", name: "-", format: format))
        } else if FolderListing.isFolder(operand) {
            isTree = true
            walk(operand, name: "")
        } else if access(operand, F_OK) != 0, operand.contains(where: { "*?[".contains($0) }) {
            let matches = FolderListing.matches(operand)
            if matches.isEmpty { throw .usage("\(operand): no file matches this pattern; check it") }
            isTree = true
            for match in matches { try add(match) }
        } else {
            files.append(InputFile(path: operand, name: Self.lastComponent(operand), format: format))
        }
    }

    /// Names that begin with a full stop are passed over, as shells do.
    private mutating func walk(_ folder: String, name: String) {
        let entries: [FolderListing.Entry]
        do {
            entries = try FolderListing.entries(of: folder)
        } catch {
            return failures.append(error)
        }
        for entry in entries where !entry.name.hasPrefix(".") {
            let path = folder.hasSuffix("/") ? folder + entry.name : "\(folder)/\(entry.name)"
            let inner = name.isEmpty ? entry.name : "\(name)/\(entry.name)"
            switch entry.kind {
            case .folder:
                if excluded == nil || FileIdentity(path: path)?.inode != excluded?.inode { walk(path, name: inner) }
            case .file where FileKind(path: entry.name).isKnown:
                files.append(InputFile(path: path, name: inner, format: format))
            case .file, .other: skipped += 1
            case .unnamed: failures.append(InputFailure(name: path, reason: .system(ENOENT)))
            }
        }
    }

    /// Throws where two files cannot both have their place in a folder.
    func checkNames(in folder: String) throws(Failure) {
        var owners: [String: String] = [:]
        for file in files {
            if file.path == "-" { throw .usage("standard input has no name to be written under in the folder \(folder); name a file") }
            if let other = owners.updateValue(file.path, forKey: file.name) {
                throw .usage("\(other) and \(file.path) would both be written to \(folder)/\(file.name); take them one after the other")
            }
        }
    }

    private static func lastComponent(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}
