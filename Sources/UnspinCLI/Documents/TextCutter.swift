import UnspinCore

/// Cuts long texts into pieces that fit into memory.
enum TextCutter {
    /// Bytes of a piece at most. The habits of a spinner are the same throughout a document, and so many words show them well.
    static let limit = 1 << 20

    /// Where to cut the first ``limit`` bytes, at most: after a paragraph, a line, a sentence or a word, whichever is there.
    static func cut(_ bytes: [UInt8], from start: Int = 0) -> Int {
        let end = min(bytes.count, start + limit)
        // A short piece is no use.
        let least = start + (end - start) / 2
        let newline = UInt8(ascii: "\n")
        var line: Int?
        var sentence: Int?
        var word: Int?
        var at = end
        while at > least {
            if line != nil || (sentence != nil && word != nil) {
                // Only a paragraph's end can still be better, or a line's.
                guard let place = LineFeed.last(in: bytes.span, least..<at) else { break }
                at = place + 1
            }
            let byte = bytes[at - 1]
            if byte == newline {
                if at - 2 >= least, bytes[at - 2] == newline || (bytes[at - 2] == 0x0D && bytes[at - 3] == newline) { return at }
                if line == nil { line = at }
            } else if byte == UInt8(ascii: " ") {
                if word == nil { word = at }
                if sentence == nil, at - 2 >= least, ".!?".utf8.contains(bytes[at - 2]) { sentence = at }
            }
            at -= 1
        }
        if let place = line ?? sentence ?? word { return place }
        // No character is cut in two.
        var place = end
        while place > least, place < bytes.count, bytes[place] & 0xC0 == 0x80 { place -= 1 }
        return place
    }

    /// The pieces of a text, in order.
    static func pieces(_ bytes: [UInt8]) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var start = 0
        while bytes.count - start > limit {
            let end = cut(bytes, from: start)
            pieces.append(start..<end)
            start = end
        }
        if start < bytes.count || pieces.isEmpty { pieces.append(start..<bytes.count) }
        return pieces
    }
}
