import Testing

/// A run of the command: its arguments and input, and what must come of it.
///
/// The file has sections that begin with a line `--- name`:
/// - `arguments`: one a line; `{fixtures}` stands for the folder of the fixtures
/// - `input`, `output`: bytes; with `escaped` after the name, line feeds do not count and `\n`, `\r` and `\xFF` stand for bytes
/// - `messages`: each line must occur in standard error; without lines, nothing may be written there
/// - `exit`: the status
struct CommandCase: CustomTestStringConvertible, Sendable {
    var name: String
    var arguments: [String] = []
    var input: [UInt8] = []
    var output: [UInt8]?
    var messages: [String] = []
    var exit: Int32 = 0

    var testDescription: String { name }

    static func all() throws -> [CommandCase] {
        try Fixtures.names(in: "cases").map { try CommandCase(name: $0) }
    }

    init(name: String) throws {
        self.name = name
        var section = ""
        var lines: [String] = []
        func finish(_ this: inout CommandCase) throws {
            let isEscaped = section.hasSuffix(" escaped")
            let bytes = isEscaped ? Self.unescaped(lines.joined()) : Array(lines.map { $0 + "\n" }.joined().utf8)
            switch section.split(separator: " ").first ?? "" {
            case "": break
            case "arguments": this.arguments = lines.map { Self.replaced($0) }
            case "input": this.input = bytes
            case "output": this.output = bytes
            case "messages": this.messages = lines.map { Self.replaced($0) }
            case "exit": this.exit = try #require(Int32(lines.joined()))
            default: Issue.record("\(name): there is no section “\(section)”")
            }
            lines = []
        }
        var all = try Fixtures.text("cases/" + name).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if all.last == "" { all.removeLast() }
        for line in all {
            if line.hasPrefix("--- ") {
                try finish(&self)
                section = String(line.dropFirst(4))
            } else {
                lines.append(line)
            }
        }
        try finish(&self)
    }

    private static func replaced(_ text: String) -> String {
        let parts = text.split(separator: "{fixtures}", omittingEmptySubsequences: false)
        return parts.joined(separator: Fixtures.folder)
    }

    private static func unescaped(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\") else {
                bytes.append(byte)
                continue
            }
            switch rest.popFirst() {
            case UInt8(ascii: "n"): bytes.append(0x0A)
            case UInt8(ascii: "r"): bytes.append(0x0D)
            case UInt8(ascii: "x"):
                bytes.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)!)
                rest = rest.dropFirst(2)
            case let other: bytes.append(other ?? byte)
            }
        }
        return bytes
    }
}
