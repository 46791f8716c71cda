import Unspin

/// A part of an input that is worked on at once: whole lines, or a text or a piece of one.
///
/// One thread at a time holds a block: the reader fills it, one worker processes it, then its outcome is written.
final class Block: @unchecked Sendable {
    /// A line of which something is to be told.
    struct Note {
        /// Counted from 1.
        var line: Int
        var message: String
    }

    /// The place among the inputs.
    let input: Int
    let file: InputFile
    let bytes: [UInt8]
    /// The number of its first line, where it holds lines; counted from 1.
    var firstLine = 1
    /// Where a piece of a text begins, in the unit of offsets.
    var offset = 0
    /// A byte order mark stands before the text; it is no part of ``bytes``.
    var hasMark = false
    var isFirst = false
    var isLast = false
    /// Why the input ends here, or why there is none at all.
    var failure: InputFailure?
    /// The input could not be read at all.
    var isUnread: Bool { isFirst && isLast && failure != nil && bytes.isEmpty }
    /// Bytes of the input, packed as they are, that were read so far.
    var bytesRead = 0

    // What comes of it.
    var output: [UInt8] = []
    /// Lines for `--edits`.
    var edits: [UInt8] = []
    /// What is known of a piece of a text.
    var damage: Damage?
    /// Lines that could not be processed.
    var problems: [Note] = []
    /// Lines that would be repaired.
    var found: [Note] = []
    var counts = Counts()
    /// Lines that hold JSON, whether or not with a document.
    var objects = 0

    init(input: Int, file: InputFile, bytes: [UInt8]) {
        self.input = input
        self.file = file
        self.bytes = bytes
    }
}
