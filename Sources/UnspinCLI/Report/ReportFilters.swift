/// The form that chooses which changes a report shows.
struct ReportFilters {
    let counts: Counts
    let statistics: ReportStatistics

    func write(to page: inout HTMLWriter) {
        page.raw(
            """
            <form id="filters" aria-label="Filter" data-needs-script hidden>\
            <fieldset><legend>Confidence</legend>\
            <label class="range"><span>at least</span>\
            <input type="range" name="least" min="0" max="100" value="0"><output></output></label>\
            <label class="range"><span>at most</span>\
            <input type="range" name="most" min="0" max="100" value="100"><output></output></label>\
            </fieldset>
            """)
        page.raw("<div>")
        choices("Kind", "kind", [("change", "changes")] + (statistics.suspicions.isEmpty ? [] : [("suspicion", "suspicions")]), &page)
        choices("Profile", "profile", counts.profiles.keys.sorted().map { ($0, $0) } + [("", "none")], &page)
        page.raw("</div>")
        choices("Step", "step", Set(counts.steps.keys).union(statistics.suspicions.keys).sorted().map { ($0, $0) }, &page)
        page.raw("<div><button type=\"reset\">Show all</button></div></form>\n")
    }

    private func choices(_ title: String, _ name: String, _ choices: [(value: String, label: String)], _ page: inout HTMLWriter) {
        page.element("fieldset") { page in
            page.element("legend", text: title)
            for choice in choices {
                page.element("label") { label in
                    label.open("input", ["type": "checkbox", "name": name, "value": choice.value, "checked": ""])
                    label.text(choice.label)
                }
            }
        }
    }
}
