import Unspin

/// Texts that are built to take long: none may take more than twice the time of ordinary spun text a byte, where they are aimed at the decoder, and all have
/// to stay linear.
struct Adversarial {
    /// Bytes of the texts that count, and of those that they are held against.
    private static let bytes = 10_000_000
    private static let fewBytes = 500_000
    private static let mostOfSpun = 2.0
    private static let mostGrowth = 2.0

    private let unspinner: Unspinner
    private let variants: [String]
    private let heads: [String]
    /// Variants of one word, those that stand for most heads first.
    private let mostAmbiguous: [String]

    init() throws {
        var configuration = Configuration()
        // All of it is decoded, whatever it looks like.
        configuration.assumption = .spun
        unspinner = try Unspinner(configuration)
        var counts: [String: Int] = [:]
        var heads: Set<String> = []
        for file in ["learned", "completed", "attested"] {
            for row in try Report.substitutions(file) {
                counts[row.variant, default: 0] += 1
                heads.insert(row.head)
            }
        }
        variants = counts.keys.sorted()
        self.heads = heads.sorted()
        mostAmbiguous = counts.keys.filter { !$0.contains(" ") }.sorted { (counts[$0]!, $1) > (counts[$1]!, $0) }
    }

    /// A text: its name, and what it is made of, piece after piece.
    private struct Shape {
        var name: String
        /// What comes between the pieces.
        var separator: String
        var next: (inout Generator) -> String

        init(_ name: String, separator: String = " ", _ next: @escaping (inout Generator) -> String) {
            (self.name, self.separator, self.next) = (name, separator, next)
        }

        func text(_ count: Int) -> [UInt8] {
            var random = Generator(seed: 9)
            var text: [UInt8] = []
            text.reserveCapacity(count + 100)
            while text.count < count {
                text += next(&random).utf8
                text += separator.utf8
            }
            return text
        }
    }

    /// Prints a table; false where a text takes too long.
    func isHarmless() throws -> Bool {
        let spun = Array(try Corpus(.spun, bytes: Self.bytes).bytes.prefix(Self.bytes))
        let usual = nanoseconds(spun)
        var isHarmless = true
        print("| text | ns/byte at \(Corpus.size(Self.bytes)) | ÷ spun text | ÷ itself at \(Corpus.size(Self.fewBytes)) | |\n|---|---|---|---|---|")
        print("| spun | \(Measurement.figure(usual)) | 1.00 | | |")
        for (shapes, most) in [(decoderShapes, Self.mostOfSpun), (otherShapes, .infinity)] {
            for shape in shapes {
                let few = nanoseconds(shape.text(Self.fewBytes))
                let many = nanoseconds(shape.text(Self.bytes))
                // What is quick in any case may grow with the caches.
                let isRight = many <= most * usual && (many <= usual || many <= Self.mostGrowth * few)
                isHarmless = isHarmless && isRight
                print(
                    "| \(shape.name) | \(Measurement.figure(many)) | \(Measurement.figure(many / usual)) | \(Measurement.figure(many / few)) | \(isRight ? "" : "too long") |")
            }
        }
        return isHarmless
    }

    /// CPU time of one document, a byte.
    private func nanoseconds(_ text: [UInt8]) -> Double {
        let start = Measurement.cpuSeconds()
        keep(unspinner.explain(utf8: text).edits.count)
        return (Measurement.cpuSeconds() - start) * 1e9 / Double(text.count)
    }

    /// Against the decoder.
    private var decoderShapes: [Shape] {
        let words = variants.filter { !$0.contains(" ") && $0.allSatisfy(\.isLetter) }
        let longest = Array(variants.sorted { ($0.split(separator: " ").count, $1) > ($1.split(separator: " ").count, $0) }.prefix(300))
        let longHeads = heads.filter { $0.contains(" ") }
        let most = Array(mostAmbiguous.prefix(50))
        func openings(_ phrases: [String]) -> [String] { phrases.map { $0.split(separator: " ").dropLast().joined(separator: " ") } }
        let (openVariants, openHeads) = (openings(longest), openings(longHeads))
        let firstWords = longHeads.map { String($0.prefix { $0 != " " }) }
        func any(_ name: String, separator: String = " ", _ texts: [String]) -> Shape {
            Shape(name, separator: separator) { texts[Int.random(in: 0..<texts.count, using: &$0)] }
        }
        return [
            any("all words ambiguous", words.map { $0 }),
            Shape("all words ambiguous, in paragraphs") { words[Int.random(in: 0..<words.count, using: &$0)] + (Int.random(in: 0..<200, using: &$0) == 0 ? "\n" : "") },
            any("the most ambiguous words", most),
            Shape("the most ambiguous word, repeated") { _ in most[0] },
            Shape("one word, repeated") { _ in "navy" },
            Shape("“the”, repeated") { _ in "the" },
            any("longest phrases", longest),
            any("longest phrases, each without its end", openVariants),
            Shape("one long phrase, repeated") { _ in longest[0] },
            any("all phrases", variants),
            any("heads of several words", longHeads),
            any("heads of several words, each without its end", openHeads),
            any("first words of heads", firstWords),
            any("capitals", words.map { $0.prefix(1).uppercased() + $0.dropFirst() }),
            any("one word a line", separator: "\n", words),
            any("each word quoted", words.map { "\"\($0)\"" }),
            any("quotations that stay open", words.map { "“\($0)" }),
            any("joined by hyphens", separator: "-", words),
            any("sentences without spaces", separator: ".", words.map { $0.prefix(1).uppercased() + $0.dropFirst() }),
            any("numbers in words, without spaces", separator: ".", ["one", "seven", "eighty", "million"]),
            Shape("no spaces", separator: "") { _ in "e" },
            Shape("quotation marks alone", separator: "") { _ in "\"" },
            Shape("full stops alone", separator: "") { _ in "." },
            Shape("line feeds alone", separator: "") { _ in "\n" },
        ]
    }

    /// Against the other steps.
    private var otherShapes: [Shape] {
        func numbered(_ name: String, separator: String = " ", _ text: @escaping (Int) -> String) -> Shape {
            Shape(name, separator: separator) { text(Int.random(in: 0..<1_000_000, using: &$0)) }
        }
        return [
            numbered("a number of many parts", separator: ",") { "\($0)" },
            numbered("environments that never end") { "\\begin{e\($0)}" },
            numbered("fences of many sizes", separator: "\n") { String(repeating: "~", count: 3 + $0 % 1000) },
            numbered("rows of backticks of many sizes") { String(repeating: "`", count: 1 + $0 % 1000) },
            numbered("domain of many long labels", separator: ".") { "\($0)" + String(repeating: "a", count: 70) },
            numbered("nested entities", separator: "") { _ in "&amp;amp;" },
            numbered("links that do not close", separator: "") { _ in "](" },
            numbered("tags that do not close") { "<a href=\"\($0)" },
            numbered("formulas that do not close") { "$\($0)" },
            numbered("addresses", separator: "") { "http://\($0):" },
            numbered("mail addresses", separator: "") { "a\($0)@b." },
            numbered("citations that do not close") { "(Smith et al., \($0)" },
            numbered("brackets that do not close", separator: "") { _ in "[{(" },
            numbered("spintax", separator: " ") { _ in "{many|lots of {people|folks}}" },
            numbered("spintax that does not close", separator: "") { _ in "{a|" },
            numbered("misread letters", separator: "") { _ in "Ã©" },
            numbered("letters misread four times") { _ in "ÃƒÆ’Ã†â€™Ãƒâ€šÃ‚Â©" },
            numbered("Cyrillic letters in words") { "pаymеnt\($0 % 100)" },
            numbered("characters that nobody sees", separator: "\u{200b}") { _ in "military" },
            numbered("marks upon marks", separator: "") { _ in "\u{301}" },
            numbered("words of Thai", separator: "") { _ in "กขคงจฉ" },
            numbered("spaces before marks", separator: " ,") { _ in "word" },
            numbered("quotation of many speakers", separator: ", she said ") { _ in "word" },
            numbered("doubled words") { _ in "the the a an" },
        ]
    }
}
