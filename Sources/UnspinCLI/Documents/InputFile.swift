/// One input of a command.
struct InputFile {
    /// `-` for standard input.
    var path: String
    /// Where it lies in the folder that was named, or its name where it was named itself.
    var name: String
    var format: DocumentFormat
    var compression: Compression?
    /// Bytes on the disk; nil where nobody knows.
    var bytes: Int?
    var mode: mode_t
    /// What was done of it before; nil where it is to be read from its beginning.
    var begun: BegunFile?

    init(path: String, name: String, format: DocumentFormat?) {
        let kind = FileKind(path: path)
        self.path = path
        self.name = name
        self.format = format ?? kind.format
        compression = kind.compression
        var information = stat()
        let isRegular = path != "-" && stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFREG
        bytes = isRegular ? Int(information.st_size) : nil
        mode = isRegular ? information.st_mode & 0o777 : 0o666
    }

    /// What messages call it.
    var title: String { path == "-" ? "standard input" : path }

    func open(_ console: Console) throws(InputFailure) -> Input {
        guard path != "-" else { return console.input }
        let input = try Input.open(path: path, compression: compression)
        if let begun { try input.skip(begun.place.bytes) }
        return input
    }
}
