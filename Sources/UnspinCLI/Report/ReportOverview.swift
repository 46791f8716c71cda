/// The counts at the head of a report.
struct ReportOverview {
    private static let topSubstitutions = 20

    let counts: Counts
    let statistics: ReportStatistics

    func write(to page: inout HTMLWriter) {
        page.raw("<section aria-label=\"Overview\"><dl class=\"tiles\">")
        let suspicions = statistics.suspicions.values.reduce(0, +)
        tile(counts.documents == 1 ? "document" : "documents", Quantity.grouped(counts.documents), &page)
        tile("spun, that is \(Quantity.percent(counts.spun, of: counts.documents))", Quantity.grouped(counts.spun), &page)
        tile("repaired", Quantity.grouped(counts.repaired), &page)
        tile(counts.changes == 1 ? "change" : "changes", Quantity.grouped(counts.changes), &page)
        tile(suspicions == 1 ? "suspected place" : "suspected places", Quantity.grouped(suspicions), &page)
        page.raw("</dl>\n<div class=\"panels\"><div class=\"panel\">")
        let width = 100 / ReportStatistics.bins
        table("How probably spun", "documents", &page, rows: statistics.histogram.enumerated().map { bin, count in
            Row(count: count) { $0.text("\(bin * width) to \((bin + 1) * width)%") }
        })
        table("By step", "changes", &page, rows: rows(counts.steps))
        table("By profile", "changes", &page, rows: rows(counts.profiles, rest: counts.changes))
        page.raw("</div>")
        let top = statistics.substitutions.top(Self.topSubstitutions)
        if !top.isEmpty {
            page.raw("<div class=\"panel\">")
            table("Most frequent substitutions", note, &page, rows: top.map { pair, count in
                Row(count: count) { row in
                    if !pair.original.isEmpty { row.element("del") { $0.text(pair.original, showsAll: true) } }
                    if !pair.replacement.isEmpty { row.element("ins") { $0.text(pair.replacement, showsAll: true) } }
                    if pair.step != usualStep { row.element("span", ["class": "soft"], text: " \(pair.step)") }
                }
            })
            page.raw("</div>")
        }
        page.raw("</div></section>\n")
    }

    /// The step that most changes come from, which need not be named each time.
    private var usualStep: String? { counts.steps.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key }

    private var note: String {
        let forgotten = statistics.substitutions.mostForgotten
        return forgotten == 0 ? "times" : "times, up to \(Quantity.grouped(forgotten)) more"
    }

    private func tile(_ name: String, _ value: String, _ page: inout HTMLWriter) {
        page.raw("<div>")
        page.element("dt", text: name)
        page.element("dd", text: value)
        page.raw("</div>")
    }

    private struct Row {
        var count: Int
        var title: (inout HTMLWriter) -> Void
    }

    /// - Parameter rest: the sum of all rows with the one for what has no name.
    private func rows(_ table: [String: Int], rest all: Int? = nil) -> [Row] {
        var rows = table.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        if let all {
            let rest = all - rows.reduce(0) { $0 + $1.value }
            if rest > 0 { rows.append(("none", rest)) }
        }
        return rows.map { name, count in Row(count: count) { $0.text(name) } }
    }

    private func table(_ title: String, _ unit: String, _ page: inout HTMLWriter, rows: [Row]) {
        guard let most = rows.map(\.count).max() else { return }
        page.raw("<table>")
        page.element("caption") { caption in
            caption.text(title)
            caption.element("span", text: unit)
        }
        page.raw("<tbody>")
        for row in rows {
            page.raw("<tr>")
            page.element("th", ["scope": "row"], row.title)
            page.raw("<td class=\"bar\"><svg aria-hidden=\"true\">")
            // Few beside many are still some.
            let width = row.count == 0 ? 0 : max(0.7, Double(row.count) * 100 / Double(max(1, most)))
            page.element("rect", ["width": "\(width.rounded(places: 2))%", "height": "100%", "rx": "2"], text: "")
            page.raw("</svg></td>")
            page.element("td", ["class": "number"], text: Quantity.grouped(row.count))
            page.raw("</tr>")
        }
        page.raw("</tbody></table>")
    }
}
