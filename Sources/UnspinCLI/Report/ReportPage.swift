import Unspin

/// The page that `--report` writes: one file that asks for nothing else.
struct ReportPage {
    private let collector: ReportCollector
    private let summary: RunSummary
    private var page = HTMLWriter()

    var bytes: [UInt8] { page.bytes }

    init(_ collector: ReportCollector, _ summary: RunSummary) {
        self.collector = collector
        self.summary = summary
        write()
    }

    /// Nothing may be loaded, and no style or script may act but ours.
    private static let policy =
        "default-src 'none'; style-src 'sha256-\(ReportAssets.styleHash)'; script-src 'sha256-\(ReportAssets.scriptHash)'; "
        + "base-uri 'none'; form-action 'none'"

    private mutating func write() {
        page.raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        page.open("meta", ["http-equiv": "Content-Security-Policy", "content": Self.policy])
        page.raw(
            """
            <meta name="viewport" content="width=device-width, initial-scale=1">\
            <meta name="referrer" content="no-referrer"><title>Unspin report</title><style>
            """)
        page.raw(ReportAssets.style)
        page.raw("</style></head>\n<body>")
        page.raw("<a class=\"skip\" href=\"#documents\">Skip to the documents</a>\n<header><div><h1>Unspin report</h1>")
        page.element("p", ["class": "soft"], text: subtitle)
        page.raw("</div><button type=\"button\" id=\"theme\" data-needs-script hidden>Dark page</button></header>\n")
        page.raw("<main>\n")
        ReportOverview(counts: summary.counts, statistics: collector.statistics).write(to: &page)
        writeDocuments()
        page.raw("</main>\n<script>")
        page.raw(ReportAssets.script)
        page.raw("</script></body></html>\n")
    }

    private var subtitle: String {
        let counts = summary.counts
        var text = "\(Quantity.count(counts.documents, "document")) in \(Quantity.count(summary.files, "file")), "
        text += "\(Quantity.size(counts.bytes))."
        text += " Made by Unspin \(Unspinner.version)."
        if counts.failures > 0 { text += " \(Quantity.count(counts.failures, "failure")), told of when it ran." }
        if summary.resumed > 0 {
            text += " \(Quantity.count(summary.resumed, "file")) had been done before an interruption: they are in the counts of "
                + "documents, changes, steps and profiles only."
        }
        return text
    }

    private mutating func writeDocuments() {
        page.raw("<section aria-labelledby=\"documents\"><h2 id=\"documents\" tabindex=\"-1\">Documents</h2>\n")
        defer { page.raw("</section>\n") }
        page.element("p", ["class": "soft"], text: extent)
        guard collector.shownDocuments > 0 else { return }
        ReportFilters(counts: summary.counts, statistics: collector.statistics).write(to: &page)
        page.raw(
            """
            <div class="found" data-needs-script hidden><p id="status" role="status"></p>\
            <button type="button" id="previous">Previous</button><button type="button" id="next">Next</button></div>
            <ul class="legend" aria-label="Signs"><li><del>struck</del> was there, <ins>underlined</ins> is there now</li>\
            <li class="level3"><span class="mark"></span> 90% sure or more</li>\
            <li class="level2"><span class="mark"></span> 70% or more</li>\
            <li class="level1"><span class="mark"></span> less</li>\
            <li class="level0"><span class="suspected">wavy</span><span class="mark"></span> suspected, left as it is</li></ul>

            """)
        page.raw(collector.documents.bytes)
    }

    /// What is shown, and what is not.
    private var extent: String {
        let (shown, all) = (collector.shownDocuments, collector.statistics.documents)
        if all == 0 { return "Nothing was changed, and nothing is suspected." }
        let lines = "Of each, the lines with changes or suspicions are shown. Point at one, touch it or move to it with the Tab key "
            + "to read its reason."
        if shown == all {
            return "All \(Quantity.count(all, "document")) with changes or suspicions. \(lines)"
        }
        return "The first \(Quantity.grouped(shown)) of \(Quantity.grouped(all)) documents with changes or suspicions; the other "
            + "\(Quantity.grouped(all - shown)) are counted above and left out here. \(lines)"
    }
}
