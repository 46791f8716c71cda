import Unspin

/// The manual page in the form that `man` reads, made from the ``FlagTable``.
enum Manual {
    static var page: String {
        var text = """
            .TH UNSPIN 1 "" "unspin \(Unspinner.version)" "User commands"
            .SH NAME
            unspin \\- give machine\\-damaged English back its original wording
            .SH SYNOPSIS
            .nf

            """
        for command in CommandName.allCases {
            text += "\\fBunspin \(command.rawValue)\\fR [\\fIoptions\\fR] \(escaped(command.operands))\n"
        }
        text += """
            .fi
            .SH DESCRIPTION
            Unspin finds what an article spinner wrote, restores the original wording with a reason for every change, and leaves all other
            text as it is, byte for byte.
            .SH COMMANDS

            """
        for command in CommandName.allCases {
            text += ".SS unspin \(command.rawValue) \(escaped(command.operands))\n"
            text += line(command.summary.prefix(1).uppercased() + command.summary.dropFirst() + ".")
            text += line(command.details)
            for flag in FlagTable.flags(of: command) where !common.contains(flag.id) { text += item(flag) }
        }
        text += ".SH COMMON OPTIONS\n"
        for flag in FlagTable.all where common.contains(flag.id) { text += item(flag) }
        text += ".SH EXIT STATUS\n"
        for (status, meaning) in statuses { text += ".TP\n.B \(status.rawValue)\n" + line(meaning) }
        text += ".SH ENVIRONMENT\n"
        for (variable, meaning) in environment { text += ".TP\n.B \(variable)\n" + line(meaning) }
        text += """
            .SH FILES
            .TP
            .I .unspin\\-resume
            what an interrupted run has done, in its output folder; gone when all is done
            .TP
            .I .NAME.unspin\\-resume
            the same beside the only output of a run, once some megabytes of it are done
            .TP
            .I .NAME.unspin\\-*
            an output that is not complete: of a run that is going on, of one that \\-\\-resume can go on with, or of one that was killed and may be
            removed
            .SH EXAMPLES

            """
        for (command, meaning) in examples { text += ".TP\n.B \(escaped(command))\n" + line(meaning) }
        return text
    }

    private static let examples = [
        ("unspin explain spun.txt", "Show every change with its reason."),
        ("unspin fix spun.txt > repaired.txt", "Write the repaired text."),
        ("unspin fix --assume spun sentence.txt", "Repair a text that holds too few words to judge by."),
        ("unspin fix corpus -o repaired --edits edits", "Repair a folder of texts and JSON lines, and keep what was changed."),
        ("unspin fix corpus -o repaired --edits edits --resume", "Go on with that where it was interrupted."),
        ("unspin revert repaired edits -o corpus-again", "Undo it, byte for byte."),
        ("unspin fix --field body --into repaired articles.jsonl", "Keep the text of each line, and add the repaired one."),
    ]

    private static let environment = [
        ("NO_COLOR", "Where it is set and not empty, explain uses no colours."),
        ("COLUMNS", "The width of lines where standard output is no terminal, 20 or more."),
        ("SWIFT_BACKTRACE", "Where it is set, Swift reports of a defect that kills the process (enable=yes), and the status is the signal's."),
    ]

    /// Options of every command.
    private static let common: Set<Flag.ID> = [.quiet, .version, .help]

    static let statuses: [(ExitCode, String)] = [
        (.done, "All is done."), (.found, "--check found something to repair."),
        (.inputFailed, "Some input could not be processed; the rest was, and each failure was reported with file and line."),
        (.usage, "The command line cannot be followed."), (.defect, "A defect of Unspin."),
        (.outputFailed, "Output could not be written."),
    ]

    private static func item(_ flag: Flag) -> String {
        let names = (flag.short.map { "\\fB\\-\($0)\\fR, " } ?? "") + "\\fB\(escaped(flag.name))\\fR"
        return ".TP\n" + names + (flag.value.map { " \\fI\(escaped($0))\\fR" } ?? "") + "\n" + line(flag.help)
    }

    /// A line of text; one that begins with a full stop or an apostrophe would be a command.
    private static func line(_ text: String) -> String {
        text.isEmpty ? "" : (text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" : "") + escaped(text) + "\n"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("…", with: "...")
    }
}
