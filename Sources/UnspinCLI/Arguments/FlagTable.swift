import Unspin

/// Every option, in the order of the help.
enum FlagTable {
    private static let readers: [CommandName] = [.fix, .detect, .explain]
    private static let repairers: [CommandName] = [.fix, .detect, .explain, .evaluate]

    static let all: [Flag] = [
        Flag(
            id: .format, name: "--format", value: "text|jsonl", choices: ["text", "jsonl"],
            help: "what the inputs hold; by default their names tell", commands: readers),
        Flag(
            id: .field, name: "--field", value: "NAME",
            help: "the string field of each JSON line that holds the text (default: text)", commands: readers),
        Flag(
            id: .into, name: "--into", value: "NAME",
            help: "write the repaired text to this field and keep the original", commands: [.fix]),
        Flag(
            id: .output, name: "--output", short: "o", value: "PATH",
            help: "write to this file, which is replaced only when all is done", commands: [.fix, .detect, .learn]),
        Flag(
            id: .explain, name: "--explain",
            help: "add the edits and their reasons to each JSON line, as the field \"unspin\"", commands: [.fix]),
        Flag(
            id: .assume, name: "--assume", value: "auto|spun|clean",
            choices: Configuration.Assumption.allCases.map(\.rawValue),
            help: "auto judges each region by its words; spun suits single sentences; clean runs only steps that are safe on "
                + "human text (default: auto)",
            commands: repairers),
        Flag(
            id: .profile, name: "--profile", value: "auto|NAME[,NAME…]",
            help: "the families of spinners to consider (default: auto, which is all)", commands: repairers),
        Flag(
            id: .steps, name: "--steps", value: "NAME[,NAME…]", help: "run only these steps", commands: repairers),
        Flag(
            id: .skip, name: "--skip", value: "NAME[,NAME…]", help: "do not run these steps", commands: repairers),
        Flag(
            id: .minimumConfidence, name: "--min-confidence", value: "P",
            help: "change only what is at least this sure, from 0 to 1", commands: repairers),
        Flag(
            id: .tables, name: "--tables", value: "PATH", isRepeatable: true,
            help: "add a phrase table of your own; may be given more than once", commands: repairers + [.tables]),
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
            id: .quiet, name: "--quiet", short: "q", help: "tell only of errors", commands: CommandName.allCases),
        Flag(
            id: .version, name: "--version", help: "show the version", commands: CommandName.allCases),
        Flag(
            id: .help, name: "--help", short: "h", help: "show this help", commands: CommandName.allCases),
    ]

    /// The options that a command takes.
    static func flags(of command: CommandName) -> [Flag] { all.filter { $0.commands.contains(command) } }
}
