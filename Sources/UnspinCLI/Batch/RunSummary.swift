/// What is told of a run at its end.
struct RunSummary {
    var counts: Counts
    var files: Int
    /// Files of folders whose names do not tell that they hold text.
    var skipped: Int
    /// Files that an interrupted run had done.
    var resumed = 0
    var seconds = 0.0

    /// For people, in a few lines.
    var text: String {
        var text = "read \(Quantity.count(counts.documents, "document")) in \(Quantity.count(files, "file"))"
        if resumed > 0 { text += ", \(Quantity.grouped(resumed)) of them before the interruption" }
        text += " (\((Double(counts.bytes) / 1e6).rounded(places: 1)) MB in \(seconds.rounded(places: 1)) s): "
        text += "\(Quantity.grouped(counts.spun)) spun, \(Quantity.grouped(counts.repaired)) repaired, "
        text += Quantity.count(counts.changes, "change")
        for (title, table) in [("profile", counts.profiles), ("step", counts.steps)] where !table.isEmpty {
            let rows = table.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            text += "\n  by \(title): " + rows.map { "\($0.key) \(Quantity.grouped($0.value))" }.joined(separator: ", ")
        }
        if skipped > 0 {
            text += "\n  passed over \(Quantity.count(skipped, "file")) that are no .txt, .jsonl or .ndjson, nor those behind .gz or .zst"
        }
        if counts.failures > 0 { text += "\n  \(Quantity.count(counts.failures, "failure")), reported above" }
        return text
    }

    /// For programs: one JSON object.
    var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("files", files)
            writer.field("files_skipped", skipped)
            writer.field("files_resumed", resumed)
            writer.field("documents", counts.documents)
            writer.field("bytes", counts.bytes)
            writer.field("spun", counts.spun)
            writer.field("repaired", counts.repaired)
            writer.field("changes", counts.changes)
            for (name, table) in [("changes_by_profile", counts.profiles), ("changes_by_step", counts.steps)] {
                writer.field(name) { writer in
                    writer.object { writer in
                        for (key, value) in table.sorted(by: { $0.key < $1.key }) { writer.field(key, value) }
                    }
                }
            }
            writer.field("failures", counts.failures)
            writer.field("seconds", seconds.rounded(places: 3))
        }
        writer.raw("\n")
        return writer.bytes
    }
}
