import Unspin

/// Every option, in the order of the help.
enum FlagTable {
    private static let readers: [CommandName] = [.fix, .detect, .explain]
    private static let repairers: [CommandName] = [.fix, .detect, .explain, .evaluate]

    static let all: [Flag] = [
        Flag(
            id: .format, name: "--format", value: "text|jsonl", choices: ["text", "jsonl"],
            help: "what the inputs hold; by default their names tell", commands: readers + [.revert]),
        Flag(
            id: .field, name: "--field", value: "NAME",
            help: "the string field of each JSON line that holds the text (default: text); a.b is the field b of the object a",
            commands: readers + [.revert]),
        Flag(
            id: .into, name: "--into", value: "NAME",
            help: "write the repaired text to this field and keep the original", commands: [.fix]),
        Flag(
            id: .output, name: "--output", short: "o", value: "PATH",
            help: "write to this file; where there are several inputs or a folder, to this folder, under the names that the inputs have. "
                + "Files appear when they are complete. Names that end in .gz or .zst are packed",
            commands: [.fix, .revert]),
        Flag(
            id: .output, name: "--output", short: "o", value: "PATH",
            help: "write to this file, which appears when it is complete", commands: [.detect, .learn]),
        Flag(
            id: .inPlace, name: "--in-place",
            help: "write to the inputs themselves, each when its output is complete; files without changes are not touched",
            commands: [.fix, .revert]),
        Flag(
            id: .check, name: "--check",
            help: "write nothing, name what would be repaired, and end with status 1 where there is anything", commands: [.fix]),
        Flag(
            id: .explain, name: "--explain",
            help: "add the edits and their reasons to each JSON line, as the field \"unspin\"", commands: [.fix]),
        Flag(
            id: .edits, name: "--edits", value: "PATH",
            help: "write the edits to this file, from which unspin revert brings back the input; where there are several inputs or a "
                + "folder, to this folder",
            commands: [.fix]),
        Flag(
            id: .offsets, name: "--offsets", value: "utf8|utf16|scalar", choices: OffsetUnit.allCases.map(\.rawValue),
            help: "what the places of edits and regions count: bytes, UTF-16 units or Unicode scalars (default: utf8)",
            commands: [.fix, .detect]),
        Flag(
            id: .assume, name: "--assume", value: "auto|spun|clean",
            choices: Configuration.Assumption.allCases.map(\.rawValue),
            help: "auto judges each region by its words; spun suits single sentences; clean runs only steps that are safe on "
                + "human text (default: auto)",
            commands: repairers),
        Flag(
            id: .profile, name: "--profile", value: "auto|NAME[,NAME…]",
            help: "the families of spinners to consider; unspin tables list names them (default: auto, which is all)", commands: repairers),
        Flag(
            id: .steps, name: "--steps", value: "NAME[,NAME…]",
            help: "run only these steps, of " + Configuration.knownSteps.joined(separator: ", "), commands: repairers),
        Flag(
            id: .skip, name: "--skip", value: "NAME[,NAME…]", help: "do not run these steps", commands: repairers),
        Flag(
            id: .minimumConfidence, name: "--min-confidence", value: "P",
            help: "change only what is at least this sure, from 0 to 1", commands: repairers),
        Flag(
            id: .tables, name: "--tables", value: "PATH", isRepeatable: true,
            help: "add a phrase table of your own, or all those of a folder; may be given more than once. A table whose line "
                + "\"# profile: NAME\" names a built-in profile adds its counts to those of that profile",
            commands: repairers + [.tables]),
        Flag(
            id: .onlyTables, name: "--only-tables", help: "use nothing but the tables named with --tables",
            commands: repairers + [.tables]),
        Flag(
            id: .model, name: "--model", value: "PATH", help: "use this language model in place of the built-in one",
            commands: repairers + [.tables]),
        Flag(
            id: .judge, name: "--judge", value: "COMMAND",
            help: "ask this program, which the shell runs, about doubtful places: for each JSON line {\"prefix\", \"candidates\", "
                + "\"suffix\"} it answers {\"scores\": [log-probabilities]}",
            commands: [.fix, .explain, .evaluate]),
        Flag(
            id: .profile, name: "--profile", value: "NAME", help: "the name of the profile that is learned (default: user)",
            commands: [.learn]),
        Flag(
            id: .tables, name: "--tables", value: "PATH", isRepeatable: true,
            help: "count how often the heads of this table are left standing, too; may be given more than once",
            commands: [.learn]),
        Flag(
            id: .origin, name: "--origin", value: "TEXT", help: "where the pairs come from; written into the table",
            commands: [.learn]),
        Flag(
            id: .licence, name: "--licence", value: "TEXT", help: "under which terms the table may be used; written into it",
            commands: [.learn]),
        Flag(
            id: .verbose, name: "--verbose", short: "v",
            help: "list on standard error what was missed and what was wrong", commands: [.evaluate]),
        Flag(
            id: .threads, name: "--threads", value: "N", help: "how many threads work at once, as far as memory allows (default: one a processor)",
            commands: readers + [.revert]),
        Flag(
            id: .resume, name: "--resume",
            help: "go on with a run that was interrupted, with the same options, in the middle of a large file, too; files whose output or "
                + "edits are packed in one piece (.zst, and --edits behind .gz) begin anew. Without such a run, begin at the beginning",
            commands: [.fix]),
        Flag(
            id: .summary, name: "--summary", value: "FILE.json", help: "write the counts of the run to this file", commands: [.fix]),
        Flag(
            id: .report, name: "--report", value: "FILE.html",
            help: "write a page for the browser to this file: an overview of the run, and the changes of its first documents in their "
                + "sentences",
            commands: [.fix, .explain]),
        Flag(
            id: .progress, name: "--progress", value: "auto|always|never", choices: ["auto", "always", "never"],
            help: "show how far the run is, on standard error (default: auto, which is on a terminal)", commands: readers + [.revert]),
        Flag(
            id: .quiet, name: "--quiet", short: "q", help: "tell only of errors", commands: CommandName.allCases),
        Flag(
            id: .version, name: "--version", help: "show the version, and which model and tables are inside", commands: CommandName.allCases),
        Flag(
            id: .help, name: "--help", short: "h", help: "show this help", commands: CommandName.allCases),
    ]

    /// The options that a command takes.
    static func flags(of command: CommandName) -> [Flag] { all.filter { $0.commands.contains(command) } }
}
