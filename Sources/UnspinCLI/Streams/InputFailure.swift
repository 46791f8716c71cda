/// Why an input cannot be read, or not to its end.
public struct InputFailure: Error, CustomStringConvertible {
    enum Reason: Error {
        /// The system's error number.
        case system(Int32)
        /// A packed file ends before its end.
        case truncated
        /// A packed file holds what its name does not promise.
        case malformed
        /// A line for which there is no memory.
        case longLine
        /// A line that says nothing of edits.
        case notEdits
        /// A folder without tables.
        case noTables
    }

    public var name: String
    var reason: Reason

    public var description: String {
        switch reason {
        case .system(ENOENT) where name.unicodeScalars.contains("\u{FFFD}"):
            "\(name): has a name that is not UTF-8; rename it, as with convmv -f latin1 -t utf8 --notest"
        case .system(ENOENT): "\(name): there is no such file; check the name"
        case .system(EISDIR): "\(name): is a folder; name the files in it"
        case .system(EACCES): "\(name): may not be read; check its permissions"
        case .system(ENOMEM): "\(name): cannot be read: \(systemMessage(ENOMEM)); give it more memory, or less to do at once (--threads 1)"
        case .system(let code): "\(name): cannot be read: \(systemMessage(code))"
        case .truncated: "\(name): is cut off before its end; get the whole file and run it again"
        case .longLine: "\(name): has a line for which there is no memory; split it, or give it more memory"
        case .notEdits: "\(name): holds no edits; name the file that --edits wrote"
        case .noTables: "\(name): holds no table that ends in .tsv; name the right folder"
        case .malformed:
            "\(name): is damaged, or not packed as its name says; test it with \(name.hasSuffix(Compression.gzip.rawValue) ? "gzip" : "zstd") -t"
        }
    }
}
