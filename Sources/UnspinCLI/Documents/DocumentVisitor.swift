/// What a command does with the documents that a ``DocumentWalk`` finds.
protocol DocumentVisitor {
    /// An input begins.
    mutating func begin(path: String, format: DocumentFormat) throws(Failure)
    /// A text, without its byte order mark.
    mutating func visit(text: [UInt8], path: String, hasMark: Bool) throws(Failure)
    mutating func visit(line: JSONLine) throws(Failure)
    /// A line with no document in it: it is kept as it is.
    mutating func pass(_ bytes: [UInt8], _ range: Range<Int>) throws(Failure)
    /// The next document may be long in coming.
    mutating func wait() throws(Failure)
}

extension DocumentVisitor {
    mutating func begin(path: String, format: DocumentFormat) throws(Failure) {}
    mutating func pass(_ bytes: [UInt8], _ range: Range<Int>) throws(Failure) {}
    mutating func wait() throws(Failure) {}
}
