/// A line of JSON lines whose document was found.
struct JSONLine {
    /// The file, or `-`.
    var path: String
    /// Counted from 1.
    var number: Int
    var bytes: [UInt8]
    /// The line in ``bytes``, with all that ends it.
    var range: Range<Int>
    /// Where the JSON begins in ``bytes``; the parser's places count from here.
    var start: Int
    var parser: JSONParser
    /// The field that holds the document.
    var field: JSONField
    /// The document, unescaped.
    var text: [UInt8]
}
