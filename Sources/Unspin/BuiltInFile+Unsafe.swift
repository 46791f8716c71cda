import CUnspinModel

/// A file of the model that the library holds.
public struct BuiltInFile: Sendable {
    /// What it is called in the sources: `language.bin`, `context.bin` or `tables.bin`.
    public let name: String
    /// What `sha256sum` says of it: 64 hexadecimal digits.
    public let sha256: String

    /// The files of this build, in the order of their names. Nothing is computed: the sums were taken when the files were made.
    public static var all: [BuiltInFile] {
        // In bounds: the C target states the size of its own constant, which lives as long as the process.
        let text = String(decoding: UnsafeBufferPointer(start: unspin_model_sums, count: unspin_model_sums_bytes), as: UTF8.self)
        return text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            return words.count == 2 ? BuiltInFile(name: String(words[1]), sha256: String(words[0])) : nil
        }
    }
}
