/// The text of `--help`, made from the ``FlagTable``.
enum Help {
    /// The help of a command, or of the whole program.
    static func text(_ command: CommandName?, columns: Int) -> String {
        let columns = min(max(columns, 40), 100)
        guard let command else { return overview(columns) }
        var text = wrapped("usage: unspin \(command.rawValue) [OPTIONS] \(command.operands)", indent: 0, columns: columns) + "\n"
        text += wrapped(capitalized(command.summary) + ". " + command.details, indent: 0, columns: columns)
        text += "\nOptions:\n"
        let rows = FlagTable.flags(of: command).map { (usage(of: $0), $0.help) }
        return text + table(rows, columns: columns)
    }

    private static func overview(_ columns: Int) -> String {
        var text = "usage: unspin COMMAND [OPTIONS] [FILE…]\n\n"
        text += "Gives machine-damaged English back its original wording.\n\nCommands:\n"
        text += table(CommandName.allCases.map { ($0.rawValue, $0.summary) }, columns: columns)
        text += "\nTo begin:\n"
        text += table([("unspin explain TEXT", "see what would be changed, and why"), ("unspin fix TEXT > NEW", "write the repaired text")], columns: columns)
        text += "\n" + wrapped("unspin COMMAND --help shows the options of a command; unspin --version what is inside.", indent: 0, columns: columns)
        let statuses = Manual.statuses.map { "\($0.rawValue) \($1.prefix(1).lowercased() + $1.dropFirst().prefix { $0 != ";" && $0 != "." })" }
        return text + wrapped("Exit status: " + statuses.joined(separator: "; ") + ".", indent: 0, columns: columns)
    }

    private static func usage(of flag: Flag) -> String {
        (flag.short.map { "-\($0), " } ?? "    ") + flag.name + (flag.value.map { " \($0)" } ?? "")
    }

    private static func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    private static func table(_ rows: [(String, String)], columns: Int) -> String {
        let width = min(rows.map { $0.0.count }.max() ?? 0, 26)
        var text = ""
        for (left, right) in rows {
            let body = wrapped(right, indent: width + 4, columns: columns)
            if left.count > width {
                text += "  \(left)\n\(body)"
            } else {
                text += "  \(left)" + String(repeating: " ", count: width - left.count + 2) + body.dropFirst(width + 4)
            }
        }
        return text
    }

    private static func wrapped(_ text: String, indent: Int, columns: Int) -> String {
        let margin = String(repeating: " ", count: indent)
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, indent + line.count + 1 + word.count > columns {
                lines.append(margin + line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        lines.append(margin + line)
        return lines.joined(separator: "\n") + "\n"
    }
}
