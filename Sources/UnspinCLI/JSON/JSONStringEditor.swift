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

    /// Appends the string at `range` of `bytes`, which has its quotes, with the edits made. Their ranges count unescaped bytes.
    ///
    /// `repaired` is the unescaped outcome; it is written whole where an edit cuts an escape in two.
    static func append(
        _ bytes: [UInt8], _ range: Range<Int>, edits: [Edit], repaired: [UInt8], isASCIIOnly: Bool, to output: inout [UInt8]
    ) {
        let mark = output.count
        var cursor = JSONStringCursor(bytes, from: range.lowerBound + 1)
        var copied = range.lowerBound
        for edit in edits {
            guard cursor.advance(to: edit.range.lowerBound, limit: range.upperBound - 1) else { break }
            output.append(contentsOf: bytes[copied..<cursor.position])
            guard cursor.advance(to: edit.range.upperBound, limit: range.upperBound - 1) else { break }
            copied = cursor.position
            JSONWriter.escape(Array(edit.replacement.utf8), isASCIIOnly: isASCIIOnly, into: &output)
        }
        if cursor.unescaped == edits.last?.range.upperBound ?? 0 {
            output.append(contentsOf: bytes[copied..<range.upperBound])
            return
        }
        output.removeLast(output.count - mark)
        output.append(UInt8(ascii: "\""))
        JSONWriter.escape(repaired, isASCIIOnly: isASCIIOnly, into: &output)
        output.append(UInt8(ascii: "\""))
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
