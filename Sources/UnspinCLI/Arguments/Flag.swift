/// One option of the command line. The table of all of them feeds the parser and the help.
struct Flag: Sendable {
    /// What the program calls it.
    enum ID: Sendable {
        case format, field, into, output, inPlace, explain, edits, offsets, check
        case assume, profile, steps, skip, minimumConfidence, tables, onlyTables, model, judge
        case origin, licence
        case threads, resume, summary, report, progress
        case verbose, quiet, version, help
    }

    var id: ID
    /// With its two dashes.
    var name: String
    /// The letter after a single dash.
    var short: Character?
    /// What the help calls the value; nil for a switch.
    var value: String?
    /// The only values, where there are few.
    var choices: [String] = []
    var isRepeatable = false
    var help: String
    var commands: [CommandName]
}
