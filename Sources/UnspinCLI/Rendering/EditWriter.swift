import Unspin

/// Writes edits as JSON.
enum EditWriter {
    /// An array of objects, one for each edit.
    ///
    /// - Parameter raws: for each edit the original as it was written in a JSON string, where nobody could tell; none for texts.
    static func write(
        _ edits: [Edit], _ counter: inout OffsetCounter, _ writer: inout JSONWriter, raws: [String?] = []
    ) {
        // A closure that writes cannot hold an argument that changes.
        let places = edits.map { edit in
            let start = counter.offset(of: edit.range.lowerBound)
            return start..<counter.offset(of: edit.range.upperBound)
        }
        writer.array { writer in
            for (index, edit) in edits.enumerated() {
                writer.element { writer in
                    writer.object { writer in
                        writer.field("start", places[index].lowerBound)
                        writer.field("end", places[index].upperBound)
                        writer.field("replacement", edit.replacement)
                        writer.field("original", edit.original)
                        if index < raws.count, let raw = raws[index] { writer.field("raw", raw) }
                        writer.field("step", edit.step)
                        writer.field("rule", edit.rule)
                        writer.field("confidence", edit.confidence.rounded(places: 4))
                        writer.field("reason", edit.reason)
                    }
                }
            }
        }
    }
}
