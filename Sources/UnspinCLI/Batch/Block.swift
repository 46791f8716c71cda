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
    private(set) var input: Int
    private(set) var file: InputFile
    private(set) var bytes: [UInt8] = []
    /// The number of its first line, where it holds lines; counted from 1.
    var firstLine = 1
    /// Where a piece of a text begins, in the unit of offsets.
    var offset = 0
    /// A byte order mark stands before the text; it is no part of ``bytes``.
    var hasMark = false
    /// It is a line, or a part of one, for which there is no memory. It is passed on as it is.
    var isTooLong = false
    var isFirst = false
    var isLast = false
    /// Why the input ends here, or why there is none at all.
    var failure: InputFailure?
    /// The input could not be read at all.
    var isUnread: Bool { isFirst && isLast && failure != nil && bytes.isEmpty }
    /// Bytes of the input, packed as they are, that were read so far.
    var bytesRead = 0
    /// Where the input goes on behind it.
    var next = InputPlace()

    // What comes of it.
    var output: [UInt8] = []
    /// ``output`` as a gzip member; nil where nobody has made it.
    var member: [UInt8]?
    /// Lines for `--edits`.
    var edits: [UInt8] = []
    /// What is known of a piece of a text.
    var damage: Damage?
    /// Lines that could not be processed.
    var problems: [Note] = []
    /// Lines that would be repaired.
    var found: [Note] = []
    var counts = Counts()
    /// What `--report` is told.
    var report = ReportPart()
    /// Lines that hold JSON, whether or not with a document.
    var objects = 0

    init(input: Int, file: InputFile) {
        self.input = input
        self.file = file
    }

    /// Makes it a new block of other bytes in the same memory.
    func begin(input: Int, file: InputFile, bytes: ArraySlice<UInt8>) {
        self.input = input
        self.file = file
        Self.clear(&self.bytes)
        Self.clear(&output)
        Self.clear(&edits)
        // Growing would leave both with room for twice as much, in each of many blocks.
        self.bytes.reserveCapacity(bytes.count)
        output.reserveCapacity(bytes.count)
        self.bytes.append(contentsOf: bytes)
        (firstLine, offset, hasMark, isTooLong, isFirst, isLast, failure, bytesRead) = (1, 0, false, false, false, false, nil, 0)
        (member, damage, problems, found, counts, report, objects) = (nil, nil, [], [], Counts(), ReportPart(), 0)
    }

    /// Makes these its bytes.
    func take(_ bytes: consuming [UInt8]) { self.bytes = bytes }

    private static func clear(_ bytes: inout [UInt8]) {
        // One long line must not charge its memory to all later ones.
        if bytes.capacity > 4 << 20 { bytes = [] } else { bytes.removeAll(keepingCapacity: true) }
    }
}
