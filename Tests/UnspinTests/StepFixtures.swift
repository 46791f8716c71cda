import Testing
import UnspinTestSupport

@testable import Unspin

/// The cases of a step: `steps/NAME.tsv` holds damaged text beside what it should be, `steps/NAME.sound.txt` text to leave alone.
enum StepFixtures {
    /// Each step, and how many cases it has.
    static let steps: [(name: String, damaged: Int, sound: Int)] = [
        ("encoding", 67, 50), ("invisible", 41, 42), ("lookalikes", 46, 50), ("spintax", 42, 44), ("agreement", 48, 45), ("spacing", 43, 41),
    ]

    struct Case: Sendable, CustomTestStringConvertible {
        var step: String
        var damaged: String
        var repaired: String
        var testDescription: String { "\(step): \(damaged)" }
    }

    static func damaged() throws -> [Case] {
        try steps.flatMap { step in
            try Documents.folder.rows("steps/\(step.name).tsv").map { row in
                Case(step: step.name, damaged: unescaped(row[0]), repaired: unescaped(row[1]))
            }
        }
    }

    static func sound() throws -> [Case] {
        try steps.flatMap { step in
            try Documents.folder.lines("steps/\(step.name).sound.txt").map { line in
                Case(step: step.name, damaged: unescaped(line), repaired: unescaped(line))
            }
        }
    }

    /// `\u{200b}`, `\n`, `\t` and `\\` as Swift writes them.
    private static func unescaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "\\", let kind = rest.popFirst() else {
                result.append(scalar)
                continue
            }
            switch kind {
            case "n": result.append("\n")
            case "t": result.append("\t")
            case "u":
                let digits = String(String.UnicodeScalarView(rest.dropFirst().prefix { $0 != "}" }))
                result.append(Unicode.Scalar(UInt32(digits, radix: 16)!)!)
                rest = rest.dropFirst(digits.unicodeScalars.count + 2)
            default: result.append(kind)
            }
        }
        return String(result)
    }
}
