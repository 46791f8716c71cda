/// A command line that was understood.
struct Arguments {
    var command: CommandName
    var operands: [String] = []
    var values: [Flag.ID: [String]] = [:]

    func has(_ id: Flag.ID) -> Bool { values[id] != nil }
    /// The value of an option that takes one.
    func value(_ id: Flag.ID) -> String? { values[id]?.last }
    /// The parts of a value that is a list parted by commas.
    func list(_ id: Flag.ID) -> [String] { value(id)?.split(separator: ",").map(String.init) ?? [] }
}
