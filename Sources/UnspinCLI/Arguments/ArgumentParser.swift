/// Reads a command line by the ``FlagTable``.
enum ArgumentParser {
    /// What the command line asks for.
    enum Request {
        case run(Arguments)
        /// The help of a command, or of all.
        case help(CommandName?)
        case version
    }

    static func parse(_ arguments: [String]) throws(Failure) -> Request {
        guard let first = arguments.first else { throw .usage("name a command; unspin --help lists them") }
        switch first {
        case "--help", "-h", "help":
            guard arguments.count > 1, !arguments[1].hasPrefix("-") else { return .help(nil) }
            return .help(try command(arguments[1]))
        case "--version": return .version
        default: break
        }
        if first.hasPrefix("-"), first.count > 1 {
            let known = FlagTable.all.map(\.name)
            if known.contains(name(of: first)) { throw .usage("name the command before \(first), as in unspin fix \(first)") }
            throw .usage("there is no option \(first)\(NearestWord.hint(first, among: known))")
        }
        return try parse(try command(first), arguments.dropFirst())
    }

    private static func command(_ word: String) throws(Failure) -> CommandName {
        if let command = CommandName(rawValue: word) { return command }
        let hint = NearestWord.hint(word, among: CommandName.allCases.map(\.rawValue) + ["--version", "--help"])
        throw .usage("there is no command “\(word)”\(hint.isEmpty ? "; unspin --help lists them" : hint)")
    }

    private static func name(of word: String) -> String { word.split(separator: "=", maxSplits: 1).first.map(String.init) ?? word }

    private static func parse(_ command: CommandName, _ words: ArraySlice<String>) throws(Failure) -> Request {
        var arguments = Arguments(command: command)
        var rest = words
        while let word = rest.popFirst() {
            if word == "--" {
                arguments.operands += rest
                break
            }
            guard word.hasPrefix("-"), word.count > 1 else {
                arguments.operands.append(word)
                continue
            }
            let (flag, attached) = try flag(word, command)
            switch flag.id {
            case .help: return .help(command)
            case .version: return .version
            default: break
            }
            guard let placeholder = flag.value else {
                if attached != nil { throw .usage("\(flag.name) takes no value") }
                arguments.values[flag.id] = []
                continue
            }
            guard let value = attached ?? rest.popFirst() else {
                throw .usage("\(flag.name) needs a value: \(flag.name) \(placeholder)")
            }
            try check(value, flag)
            if !flag.isRepeatable, arguments.has(flag.id) { throw .usage("\(flag.name) is given twice") }
            arguments.values[flag.id, default: []].append(value)
        }
        return .run(arguments)
    }

    private static func check(_ value: String, _ flag: Flag) throws(Failure) {
        guard !flag.choices.isEmpty, !flag.choices.contains(value) else { return }
        let hint = NearestWord.hint(value, among: flag.choices)
        throw .usage("\(flag.name) is one of \(flag.choices.joined(separator: ", ")), not “\(value)”\(hint)")
    }

    /// The option that a word names, and the value that is attached to it.
    private static func flag(_ word: String, _ command: CommandName) throws(Failure) -> (Flag, attached: String?) {
        let flags = FlagTable.flags(of: command)
        if !word.hasPrefix("--") {
            let letter = word[word.index(after: word.startIndex)]
            let attached = word.dropFirst(2)
            if let flag = flags.first(where: { $0.short == letter }) {
                return (flag, attached.isEmpty ? nil : String(attached))
            }
            let shorts = flags.compactMap { flag in flag.short.map { "-\($0)" } }
            throw .usage(
                "unspin \(command.rawValue) has no option \(word); it has \(shorts.joined(separator: ", ")) and those of "
                    + "unspin \(command.rawValue) --help")
        }
        let name = name(of: word)
        if let flag = flags.first(where: { $0.name == name }) {
            return (flag, word.count > name.count ? String(word.dropFirst(name.count + 1)) : nil)
        }
        if let other = FlagTable.all.first(where: { $0.name == name }) {
            let owners = other.commands.map(\.rawValue).joined(separator: ", ")
            throw .usage("\(name) is an option of \(owners), not of \(command.rawValue)")
        }
        let hint = NearestWord.hint(name, among: flags.map(\.name))
        throw .usage(
            "unspin \(command.rawValue) has no option \(name)"
                + (hint.isEmpty ? "; unspin \(command.rawValue) --help lists them" : hint))
    }
}
