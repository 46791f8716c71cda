/// Documents to measure with, made from the test fixtures so that they are the same everywhere.
struct Corpus: Sendable {
    enum Kind: String, CaseIterable, Sendable {
        /// Human sentences of ASCII in random order. Stands for what most input is. Misleads: its words are those of ten articles, so
        /// caches are warmer than with real text.
        case clean
        /// The same with curly quotation marks and apostrophes, and dashes. Stands for edited text.
        case curly = "clean, curly marks"
        /// Human sentences in which every fourth "e" is "é". Stands for text that leaves the ASCII fast path; real text does so less.
        case accented = "non-ASCII"
        /// Lines of a few words. Stands for captions, lists and chats, where every line is a segment.
        case lines = "short lines"
        /// Human articles, and a spun one in a hundred. Stands for a crawl.
        case crawl = "crawl, 1% spun"
        /// Spun articles, each a document. Stands for the worst input that is common. Misleads: ten articles come again and again.
        case spun
        /// Spun articles without a line feed. Stands for files without paragraphs; real ones are seldom this long.
        case line = "spun, one line"

        var isClean: Bool { self != .crawl && !isSpun }
        var isSpun: Bool { self == .spun || self == .line }
    }

    var kind: Kind?
    var documents: [[UInt8]]
    var name: String

    /// All documents, one after the other.
    var bytes: [UInt8] { documents.flatMap { $0 } }
    var count: Int { documents.reduce(0) { $0 + $1.count } }

    static let articles = [
        "business", "council", "court", "diplomacy", "football", "health", "storm", "strike", "tech", "university",
    ]

    static func article(_ name: String, _ form: String) throws -> [UInt8] {
        try Files.read(Files.root + "/Tests/UnspinTests/Fixtures/articles/\(name).\(form).txt")
    }

    init(_ kind: Kind, bytes count: Int) throws {
        self.kind = kind
        var random = Generator(seed: 4)
        switch kind {
        case .clean: documents = [try Self.sentences(count, &random)]
        case .curly: documents = [Self.curly(try Self.sentences(count, &random))]
        case .accented: documents = [Self.accented(try Self.sentences(count, &random))]
        case .lines: documents = [Self.lines(try Self.sentences(count, &random), &random)]
        case .crawl:
            let clean = try Self.articles.map { try Self.article($0, "clean") }
            let spun = try Self.articles.map { try Self.article($0, "spun") }
            var documents: [[UInt8]] = []
            var total = 0
            while total < count {
                let number = Int.random(in: 0..<clean.count, using: &random)
                documents.append(documents.count % 100 == 50 ? spun[number] : clean[number])
                total += documents.last!.count
            }
            self.documents = documents
        case .spun: documents = Self.cut(try Self.articles.map { try Self.article($0, "spun") }, count)
        case .line: documents = [Self.cut(try Self.articles.map { try Self.article($0, "spun") }, count).flatMap { $0.map { $0 == 10 ? 32 : $0 } + [32] }]
        }
        name = "\(kind.rawValue), \(Self.size(self.documents.reduce(0) { $0 + $1.count }))"
    }

    /// A file of the user's, as one document.
    init(path: String) throws {
        documents = [try Files.read(path)]
        name = String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...])
    }

    static func size(_ bytes: Int) -> String { bytes < 950_000 ? "\((bytes + 500) / 1000) kB" : "\((bytes + 500_000) / 1_000_000) MB" }

    /// Sentences of the human articles in random order, four to a paragraph.
    static func sentences(_ count: Int, _ random: inout Generator) throws -> [UInt8] {
        var sentences: [ArraySlice<UInt8>] = []
        for name in articles {
            for line in try article(name, "clean").split(separator: 10) {
                var start = line.startIndex
                for index in line.indices.dropLast() where line[index] == 46 && line[index + 1] == 32 {
                    sentences.append(line[start...index])
                    start = index + 2
                }
                sentences.append(line[start...])
            }
        }
        sentences = sentences.filter { $0.allSatisfy { $0 < 0x80 } && !$0.isEmpty }
        var text: [UInt8] = []
        var number = 0
        while text.count < count {
            text += sentences[Int.random(in: 0..<sentences.count, using: &random)]
            number += 1
            text.append(number % 4 == 0 ? 10 : 32)
        }
        return text
    }

    private static func curly(_ text: [UInt8]) -> [UInt8] {
        var isOpen = false
        return text.enumerated().flatMap { index, byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: "'"): return Array("’".utf8)
            case UInt8(ascii: "\""):
                isOpen.toggle()
                return Array((isOpen ? "“" : "”").utf8)
            // Some commas become dashes, as editors write them.
            case UInt8(ascii: ",") where index % 7 == 0: return Array(" —".utf8)
            default: return [byte]
            }
        }
    }

    private static func accented(_ text: [UInt8]) -> [UInt8] {
        var seen = 0
        return text.flatMap { byte -> [UInt8] in
            seen += byte == UInt8(ascii: "e") ? 1 : 0
            return byte == UInt8(ascii: "e") && seen % 4 == 0 ? [0xc3, 0xa9] : [byte]
        }
    }

    private static func lines(_ text: [UInt8], _ random: inout Generator) -> [UInt8] {
        var words = 0
        return text.map { byte in
            if byte != 32 { return byte }
            words += 1
            if words < 6 || Int.random(in: 0..<3, using: &random) > 0 { return byte }
            words = 0
            return 10
        }
    }

    private static func cut(_ articles: [[UInt8]], _ count: Int) -> [[UInt8]] {
        var documents: [[UInt8]] = []
        var total = 0
        while total < count {
            documents.append(articles[documents.count % articles.count])
            total += documents.last!.count
        }
        return documents
    }
}

/// A seeded source of random numbers (splitmix64: Steele, Lea, Flood 2014), so that each run measures the same.
struct Generator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
