/// What the name of a file tells of its contents.
struct FileKind: Equatable {
    var format: DocumentFormat
    var compression: Compression?
    /// The name has one of the endings that folders are searched for.
    var isKnown: Bool

    init(path: String) {
        var name = path.lowercased()[...]
        if let slash = name.lastIndex(of: "/") { name = name[name.index(after: slash)...] }
        compression = nil
        for kind in [Compression.gzip, .zstd] where name.hasSuffix(kind.rawValue) && name.count > kind.rawValue.count {
            compression = kind
            name = name.dropLast(kind.rawValue.count)
            break
        }
        let ending = name.lastIndex(of: ".").map { name[$0...] } ?? ""
        format = [".jsonl", ".ndjson"].contains(ending) ? .jsonl : .text
        isKnown = format == .jsonl || ending == ".txt" || (compression != nil && !Self.namesKind(ending))
    }

    /// An ending that says what a file holds, as `.tar` does and a number does not.
    private static func namesKind(_ ending: Substring) -> Bool {
        let letters = ending.dropFirst()
        guard let first = letters.first, letters.count <= 8 else { return false }
        return first.isLetter && letters.allSatisfy { $0.isLetter || $0.isNumber }
    }
}
