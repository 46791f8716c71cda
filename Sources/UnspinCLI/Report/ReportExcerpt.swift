import Unspin

/// What a report shows of one document: the lines with findings.
struct ReportExcerpt {
    private let path: String
    private let line: Int?
    /// Of the whole document.
    var damage: Damage
    private(set) var changes: Int
    private(set) var suspicions: Int
    /// Changes and suspicions that are shown.
    private(set) var shown = 0
    private var passages = HTMLWriter()

    init(path: String, line: Int?, damage: Damage, findings: [Finding]) {
        self.path = path
        self.line = line
        self.damage = damage
        suspicions = findings.reduce(0) { $0 + ($1.isSuspicion ? 1 : 0) }
        changes = findings.count - suspicions
    }

    private var left: Int { changes + suspicions - shown }

    /// Adds the next piece of the same text. It is shown whole or not at all.
    mutating func append(_ next: ReportExcerpt) {
        let isFull = left > 0 || shown >= ReportLimits.findings
        changes += next.changes
        suspicions += next.suspicions
        if isFull { return }
        shown += next.shown
        passages.raw(next.passages.bytes)
    }

    /// Writes down the lines with the first of the findings.
    ///
    /// - Parameter id: what the identifiers of the findings begin with.
    mutating func write(_ text: [UInt8], _ findings: [Finding], id: String) {
        for passage in ChangedPassage.passages(text, Array(findings.prefix(ReportLimits.findings))) {
            passages.open("p", ["class": "passage", "dir": "auto"])
            var at = passage.range.lowerBound
            for finding in passage.findings {
                let side = at == passage.range.lowerBound ? Stretch.Side.before : .between
                passages.text(Stretch.text(text[at..<finding.range.lowerBound], side))
                write(finding, id: "\(id)-\(shown)")
                shown += 1
                at = finding.range.upperBound
            }
            passages.text(Stretch.text(text[at..<passage.range.upperBound], .behind))
            passages.close("p")
        }
    }

    private mutating func write(_ finding: Finding, id: String) {
        passages.open("span", [
            "class": "finding level\(finding.level)", "tabindex": "0", "role": "group",
            "aria-roledescription": finding.isSuspicion ? "suspicion" : "change", "aria-describedby": id,
            "data-kind": finding.isSuspicion ? "suspicion" : "change", "data-step": finding.step,
            "data-confidence": String(finding.percent),
        ])
        if finding.isSuspicion {
            passages.element("span", ["class": "suspected"]) { $0.phrase(finding.original) }
        } else {
            if !finding.original.isEmpty { passages.element("del") { $0.phrase(finding.original) } }
            if !finding.replacement.isEmpty { passages.element("ins") { $0.phrase(finding.replacement) } }
        }
        passages.raw("<span class=\"mark\"></span>")
        passages.element("span", ["class": "why", "role": "tooltip", "id": id]) { writer in
            writer.element("b") { writer in
                if finding.isSuspicion {
                    writer.raw("Suspected, left as it is: perhaps “")
                    writer.phrase(finding.replacement)
                    writer.raw("” ")
                }
                writer.text("\(finding.percent)% sure")
            }
            writer.phrase(finding.reason)
            writer.element("small") { writer in
                writer.text("step \(finding.step)")
                if let rule = finding.rule, !rule.isEmpty {
                    writer.raw(", rule ")
                    writer.phrase(rule)
                }
            }
        }
        passages.raw("</span>")
    }

    /// The document with its title.
    func write(to page: inout HTMLWriter) {
        page.open("article", ["data-profile": damage.profile ?? ""])
        page.element("h3", ["dir": "auto"], text: line.map { "\(path), line \(Quantity.grouped($0))" } ?? path)
        var parts = ["\(Quantity.percent(damage.probability)) sure to be spun"]
        if let profile = damage.profile { parts.append("profile \(profile)") }
        parts.append(Quantity.count(changes, "change"))
        if suspicions > 0 { parts.append(Quantity.count(suspicions, "suspicion")) }
        page.element("p", ["class": "soft"], text: parts.joined(separator: " · "))
        page.raw(passages.bytes)
        if left > 0 {
            page.element(
                "p", ["class": "soft"],
                text: "The first \(Quantity.grouped(shown)) are shown, \(Quantity.grouped(left)) more are not.")
        }
        page.close("article")
    }
}

extension Finding {
    /// How sure it is, for the eye: 3 and 2 and 1; 0 is a suspicion.
    fileprivate var level: Int { isSuspicion ? 0 : percent >= 90 ? 3 : percent >= 70 ? 2 : 1 }
}

extension HTMLWriter {
    /// A phrase or a reason, with all that nobody sees made visible.
    fileprivate mutating func phrase(_ text: String) {
        let shown = text.prefix(ReportLimits.phrase)
        self.text(String(shown), showsAll: true)
        if shown.endIndex < text.endIndex { raw(" …") }
    }
}

/// Text without findings, of which the middle is left out where it is long.
private enum Stretch {
    /// Where it lies among the findings of its passage.
    enum Side { case before, between, behind }

    static func text(_ bytes: ArraySlice<UInt8>, _ side: Side) -> String {
        guard bytes.count > ReportLimits.stretch else { return String(decoding: bytes, as: UTF8.self) }
        let head = side == .before ? [] : bytes[..<cut(bytes, bytes.startIndex + ReportLimits.context)]
        let tail = side == .behind ? [] : bytes[cut(bytes, bytes.endIndex - ReportLimits.context)...]
        return String(decoding: head, as: UTF8.self) + " … " + String(decoding: tail, as: UTF8.self)
    }

    /// The first space from a place on, or else the first character.
    private static func cut(_ bytes: ArraySlice<UInt8>, _ index: Int) -> Int {
        let near = bytes[index..<min(bytes.endIndex, index + 40)]
        return near.firstIndex(of: UInt8(ascii: " ")) ?? near.firstIndex { $0 & 0xC0 != 0x80 } ?? index
    }
}
