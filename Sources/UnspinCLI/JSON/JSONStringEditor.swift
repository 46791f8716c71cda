import Unspin

/// Puts edits into a JSON string as it is written, so that escapes outside the edits stay as they are.
enum JSONStringEditor {
    /// The producer wrote non-ASCII characters as `\u` escapes.
    static func isASCIIOnly(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        var hasEscape = false
        var previous: UInt8 = 0
        for index in range {
            let byte = bytes[index]
            if byte >= 0x80 { return false }
            if previous == UInt8(ascii: "\\") {
                if byte == UInt8(ascii: "u") { hasEscape = true }
                // The second of two backslashes begins no escape.
                previous = 0
            } else {
                previous = byte
            }
        }
        return hasEscape
    }

    /// The edits as changes of the string at `range` of `bytes`, which has its quotes. Their ranges count unescaped bytes.
    ///
    /// nil where an edit would cut an escape in two, so that no byte of it could stay.
    static func changes(
        _ bytes: [UInt8], _ range: Range<Int>, edits: [Edit], isASCIIOnly: Bool
    ) -> [(range: Range<Int>, bytes: [UInt8])]? {
        var cursor = JSONStringCursor(bytes, from: range.lowerBound + 1)
        var changes: [(range: Range<Int>, bytes: [UInt8])] = []
        changes.reserveCapacity(edits.count)
        // By their numbers: a copy of an edit would count references to all that it holds.
        for index in edits.indices {
            let place = edits[index].range
            guard cursor.advance(to: place.lowerBound, limit: range.upperBound - 1) else { return nil }
            let start = cursor.position
            guard cursor.advance(to: place.upperBound, limit: range.upperBound - 1) else { return nil }
            var replacement: [UInt8] = []
            JSONWriter.escape(Array(edits[index].replacement.utf8), isASCIIOnly: isASCIIOnly, into: &replacement)
            changes.append((start..<cursor.position, replacement))
        }
        return changes
    }

    /// For each edit, what stands in its place as it is written; nil where it is written as ``JSONWriter`` writes it.
    static func unusualOriginals(_ bytes: [UInt8], _ range: Range<Int>, _ edits: [Edit]) -> [String?] {
        var cursor = JSONStringCursor(bytes, from: range.lowerBound + 1)
        return edits.map { edit in
            _ = cursor.advance(to: edit.range.lowerBound, limit: range.upperBound - 1)
            let start = cursor.position
            _ = cursor.advance(to: edit.range.upperBound, limit: range.upperBound - 1)
            let raw = bytes[start..<cursor.position]
            var usual: [UInt8] = []
            JSONWriter.escape(Array(edit.original.utf8), isASCIIOnly: false, into: &usual)
            return raw.elementsEqual(usual) ? nil : String(decoding: raw, as: UTF8.self)
        }
    }
}
