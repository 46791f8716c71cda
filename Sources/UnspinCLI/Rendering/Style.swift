/// How a piece of text is shown.
enum Style: Equatable {
    case plain, removed, inserted, faint, strong

    /// The code that begins it on a terminal.
    var code: String {
        switch self {
        case .plain: ""
        case .removed: "\u{1B}[31;9m"
        case .inserted: "\u{1B}[32m"
        case .faint: "\u{1B}[2m"
        case .strong: "\u{1B}[1m"
        }
    }

    /// What stands around it where there are no colours.
    var marks: (before: String, after: String) {
        switch self {
        case .removed: ("[-", "-]")
        case .inserted: ("{+", "+}")
        default: ("", "")
        }
    }
}
