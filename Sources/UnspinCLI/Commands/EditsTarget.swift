import Unspin

/// Where `--edits` writes what was changed, for `unspin revert`.
struct EditsTarget {
    static let ending = ".edits.jsonl"

    private let path: String
    /// There is a file in it for each input.
    let isFolder: Bool
    private let arguments: Arguments

    /// nil where nobody asked for it.
    init?(_ arguments: Arguments, _ tree: InputTree) throws(Failure) {
        guard let path = arguments.value(.edits) else { return nil }
        if arguments.has(.into) { throw .usage("--into keeps the original, so that there is nothing to revert; leave out --edits") }
        isFolder = tree.isTree || tree.files.count > 1 || path.hasSuffix("/") || FolderListing.isFolder(path)
        if isFolder {
            try Destination.checkFolder(path, of: "--edits")
            try tree.checkNames(in: path)
        }
        self.path = path
        self.arguments = arguments
    }

    func path(of input: InputFile) -> String { isFolder ? "\(path)/\(input.name)\(Self.ending)" : path }

    /// The first line: what `revert` has to know.
    func header(of input: InputFile) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("unspin", Unspinner.version)
            writer.field("format", input.format.rawValue)
            if input.format == .jsonl { writer.field("field", arguments.value(.field) ?? "text") }
            writer.field("offsets", arguments.value(.offsets) ?? OffsetUnit.utf8.rawValue)
            if arguments.has(.explain) { writer.field("explained", "unspin") }
        }
        writer.raw("\n")
        return writer.bytes
    }
}
