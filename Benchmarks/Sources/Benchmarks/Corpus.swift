/// A text to measure with, made from the test fixtures so that it is the same everywhere.
struct Corpus: Sendable {
    enum Kind: String, CaseIterable, Sendable {
        /// Human articles, one after the other. Stands for what most input is. Misleads: it repeats itself every 24 kB, so caches
        /// are warmer than with real text.
        case clean
        /// Spun articles. Stands for the worst input that is common. Misleads in the same way.
        case spun
        /// Spun articles without a line feed. Stands for files without paragraphs; real ones are seldom this long.
        case line = "spun, one line"
        /// Human articles in which every fourth "e" is "é". Stands for text that leaves the ASCII fast path; real text does so less.
        case accented = "non-ASCII"
    }

    var kind: Kind
    var bytes: [UInt8]
    var name: String { "\(kind.rawValue), \(bytes.count / 1000) kB" }

    private static let articles = [
        "business", "council", "court", "diplomacy", "football", "health", "storm", "strike", "tech", "university",
    ]

    init(_ kind: Kind, bytes count: Int) throws {
        self.kind = kind
        let form = kind == .spun || kind == .line ? "spun" : "clean"
        let all = try Self.articles.flatMap { name in
            try Files.read(Files.root + "/Tests/UnspinTests/Fixtures/articles/\(name).\(form).txt") + [10]
        }
        var text: [UInt8] = []
        while text.count < count { text += all.prefix(count - text.count) }
        // Not in the middle of a word, nor of a character.
        while let last = text.last, last != 32, last != 10 { text.removeLast() }
        switch kind {
        case .clean, .spun: break
        case .line: text = text.map { $0 == 10 ? 32 : $0 }
        case .accented:
            var seen = 0
            text = text.flatMap { byte -> [UInt8] in
                seen += byte == UInt8(ascii: "e") ? 1 : 0
                return byte == UInt8(ascii: "e") && seen % 4 == 0 ? [0xc3, 0xa9] : [byte]
            }
        }
        bytes = text
    }
}
