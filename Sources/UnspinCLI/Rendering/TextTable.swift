/// Rows of columns that stand under each other.
enum TextTable {
    /// `numbers` are the columns that are set to the right.
    static func text(_ rows: [[String]], numbers: Set<Int>) -> String {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in
            rows.map { $0.count > column ? DisplayWidth.of($0[column]) : 0 }.max() ?? 0
        }
        var text = ""
        for row in rows {
            var line = ""
            for (column, cell) in row.enumerated() {
                let padding = String(repeating: " ", count: widths[column] - DisplayWidth.of(cell))
                if column > 0 { line += "  " }
                line += numbers.contains(column) ? padding + cell : column == row.count - 1 ? cell : cell + padding
            }
            text += line + "\n"
        }
        return text
    }
}
