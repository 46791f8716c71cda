/// The commands of `unspin`.
enum CommandName: String, CaseIterable, Sendable {
    case fix, detect, explain, revert, evaluate, learn, tables, completions, manual

    /// What stands after the options.
    var operands: String {
        switch self {
        case .fix, .detect, .explain: "[FILE…]"
        case .revert: "TEXT [EDITS]"
        case .evaluate: "GOLD.jsonl"
        case .learn: "PAIRS.jsonl | SPUN CLEAN"
        case .completions: Completions.Shell.allCases.map(\.rawValue).joined(separator: " | ")
        case .manual: ""
        case .tables: "list [FOLDER] | check [FOLDER] | show PHRASE [FOLDER]"
        }
    }

    /// One line for the list of commands.
    var summary: String {
        switch self {
        case .fix: "write the repaired text"
        case .detect: "say in one JSON line a document whether it is spun, by what and where"
        case .explain: "show every change with its reason, for people"
        case .revert: "give back the input from the output and its edits, byte for byte"
        case .evaluate: "measure the repairs against references"
        case .learn: "learn a phrase table from aligned spun and original text"
        case .tables: "look into the phrase tables"
        case .completions: "write the script with which a shell completes command lines"
        case .manual: "write the manual page"
        }
    }

    /// What the help of the command says below its summary.
    var details: String {
        switch self {
        case .fix, .detect, .explain:
            """
            Reads standard input where no FILE, or -, is named. Names that end in .jsonl or .ndjson hold JSON lines, one \
            document a line; anything else is one text. Behind .gz and .zst, both may be packed. FILE may be a folder: \
            all files in it that end in .txt, .jsonl, .ndjson, .gz or .zst are read, others are counted and passed over, as are \
            names that begin with a full stop.
            """
        case .revert:
            """
            TEXT is what fix wrote and EDITS what its --edits wrote; both may be folders. Without EDITS, TEXT is JSON lines \
            that fix --explain wrote. Writes to standard output where no -o is given.
            """
        case .evaluate:
            """
            Repairs the field "spun" of every line and prints precision, recall, F0.5 and false edits as one JSON line. A line \
            has its references in "edits", a list of [start, end, original] in characters of "spun", or in "clean", a string or \
            a list of strings.
            """
        case .learn:
            """
            Each line of PAIRS.jsonl has "spun" and "clean", the original, or "edits", a list of [start, end, original] in \
            characters of "spun". SPUN and CLEAN are folders of texts with the same names. Where nothing says what was changed, \
            the words are aligned. The table goes to standard output where no -o is given; --tables uses it.
            """
        case .tables:
            """
            list names the profiles, one a line: the phrases that their tables hold, the heads that the author may have written, and, where \
            they break terms, the words that are swapped and what these may stand for. check examines the text form of the tables (FOLDER is Dictionaries where \
            none is named), and show says what a phrase may stand for and what is written for it.
            """
        case .completions:
            """
            For the running bash: source <(unspin completions bash). make install puts all of them where shells look for them.
            """
        case .manual: "To read it: unspin manual | man -l -"
        }
    }
}
