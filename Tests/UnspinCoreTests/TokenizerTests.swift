import Testing
import UnspinCore
import UnspinTestSupport

struct TokenizerTests {
    private static func fast(_ bytes: [UInt8]) -> [Token] {
        var tokenizer = Tokenizer()
        var tokens: [Token] = []
        tokenizer.tokenize(bytes.span, range: 0..<bytes.count, into: &tokens)
        return tokens
    }

    private static func plain(_ bytes: [UInt8]) -> [Token] {
        var tokens: [Token] = []
        Tokenizer().tokenizePlainly(bytes.span, into: &tokens)
        return tokens
    }

    static let hardCases: [(text: String, words: [String])] = [
        ("we've don't o'clock", ["we've", "don't", "o'clock"]),
        ("rock 'n' roll", ["rock", "'", "n", "'", "roll"]),
        ("students' work", ["students", "'", "work"]),
        ("it’s ‘so’", ["it’s", "‘", "so", "’"]),
        ("U.S. and e.g. end.next", ["U.S", ".", "and", "e.g", ".", "end.next"]),
        ("workers.This $three.eight U.S.Next", ["workers", ".", "This", "$", "three", ".", "eight", "U.S.Next"]),
        ("zero.Ninety.five one.com", ["zero", ".", "Ninety", ".", "five", "one.com"]),
        ("3.14 1,000,000 3, 4 5;6", ["3.14", "1,000,000", "3", ",", "4", "5;6"]),
        ("$8.5bn 12% 1980s 21st", ["$", "8.5bn", "12", "%", "1980s", "21st"]),
        ("well-known co-op", ["well", "-", "known", "co", "-", "op"]),
        ("snake_case _x_ __", ["snake_case", "_x_", "__"]),
        ("10:30 a:b", ["10", ":", "30", "a", ":", "b"]),
        ("a.1 1.a a'1 1'a", ["a", ".", "1", "1", ".", "a", "a", "'", "1", "1", "'", "a"]),
        ("wait... what?!", ["wait", ".", ".", ".", "what", "?", "!"]),
        ("“Quoted” — dash…", ["“", "Quoted", "”", "—", "dash", "…"]),
        ("café naïve Zoë's", ["café", "naïve", "Zoë's"]),
        ("cafe\u{301} x\u{301}", ["cafe\u{301}", "x\u{301}"]),
        ("soft\u{ad}hyphen zero\u{200b}width", ["soft\u{ad}hyphen", "zero", "\u{200b}", "width"]),
        ("Привет мир", ["Привет", "мир"]),
        ("👨‍👩‍👧 ok 🇫🇷🇩🇪", ["👨‍👩‍👧", "ok", "🇫🇷", "🇩🇪"]),
        ("a\u{a0}b", ["a", "b"]),
        ("tab\tnew\r\nline", ["tab", "new", "line"]),
        ("x²+y² 5µm", ["x", "²", "+", "y", "²", "5µm"]),
        ("l·l 1·2", ["l·l", "1", "·", "2"]),
        ("", []), (" ", []), (".", ["."]), ("'", ["'"]), ("a.", ["a", "."]), ("a'", ["a", "'"]),
    ]

    @Test(arguments: hardCases.indices)
    func hardCase(_ index: Int) {
        let (text, words) = Self.hardCases[index]
        let bytes = Array(text.utf8)
        let tokens = Self.fast(bytes)
        #expect(tokens.map { String(decoding: bytes[Int($0.start)..<Int($0.end)], as: UTF8.self) } == words)
        #expect(tokens == Self.plain(bytes))
    }

    @Test func hardCasesAreThere() { #expect(Self.hardCases.count == 30) }

    @Test func tokensSayHowTheyAreWritten() {
        let tokens = tokens(of: "The US and McCain.\nI'm 5")
        #expect(tokens.map(\.letterCase) == [.capitalized, .upper, .lower, .mixed, .lower, .capitalized, .lower])
        #expect(tokens.map(\.kind) == [.word, .word, .word, .word, .mark, .word, .number])
        #expect(tokens.map(\.lineBefore) == [true, false, false, false, false, true, false])
        #expect(tokens.map(\.spaceBefore) == [true, true, true, true, false, true, true])
    }

    @Test func foldingStraightensAndLowers() {
        #expect(tokens(of: "DON’T")[0].hash == WordHash.of(folded: "don't".utf8))
        #expect(tokens(of: "ÉTAT")[0].hash == WordHash.of(folded: "état".utf8))
        #expect(tokens(of: "ŠKODA")[0].hash == WordHash.of(folded: "škoda".utf8))
        #expect(tokens(of: "ПРИВЕТ")[0].hash == WordHash.of(folded: "привет".utf8))
    }

    @Test func foldingKnowsAllLatinLetters() {
        for scalar in (0xc0...0x24f).compactMap(Unicode.Scalar.init) where scalar.properties.isAlphabetic {
            let (word, properties) = ("x\(scalar)", scalar.properties)
            let token = tokens(of: word)[0]
            let folded = "x" + (properties.isUppercase ? properties.lowercaseMapping : String(scalar))
            #expect(token.hash == WordHash.of(folded: folded.utf8), "\(word)")
            #expect(token.letterCase == (properties.isUppercase ? .mixed : .lower), "\(word)")
            #expect(tokens(of: "\(scalar)x")[0].letterCase == (properties.isUppercase ? .capitalized : .lower), "\(word)")
        }
    }

    /// A million strings, most of them of characters that meet in rules of UAX #29.
    @Test func agreesWithICUOnRandomStrings() {
        let seed: UInt64 = 20_261_124
        var random = SeededGenerator(seed: seed)
        let ascii = Array("aZ09_.',;: \n\t-\"$%&/bB1".utf8).map { [$0] }
        let other: [[UInt8]] = [
            "’", "‘", "“", "—", "…", "é", "É", "ß", "·", "\u{a0}", "\u{ad}", "\u{301}", "\u{200d}", "\u{200b}", "я", "中", "あ", "👨",
            "🇫", "²", "ª", "‧", "\u{2028}", "א", "\"", "٣", "\u{3000}", "ſ", "ǅ",
        ].map { Array($0.utf8) } + [[0xff], [0xc3], [0xe2, 0x80], [0xed, 0xa0, 0x80], [0xf0, 0x9f], [0], [0x85], [0xc2, 0x85]]
        var failures = 0
        for round in 0..<1_000_000 {
            var bytes: [UInt8] = []
            let count = Int.random(in: 1...12, using: &random)
            for _ in 0..<count {
                // Two strings in three are pure ASCII.
                let pool = round % 3 != 0 || Int.random(in: 0..<3, using: &random) > 0 ? ascii : other
                bytes += pool[Int.random(in: 0..<pool.count, using: &random)]
            }
            let (fast, plain) = (Self.fast(bytes), Self.plain(bytes))
            if fast != plain {
                failures += 1
                if failures < 10 { Issue.record("seed \(seed), round \(round): \(bytes)\n\(fast)\n\(plain)") }
            }
        }
        #expect(failures == 0)
    }

    /// Words of every size and case, at every place of the eight bytes that are read at once.
    @Test func agreesWithICUOnWordsOfEverySize() {
        let ends = ["", " ", ". ", ".", "'", "’s ", ",", "-", "_", "é", "5", "\n"]
        for count in 1...40 {
            let lower = (0..<count).map { String(Unicode.Scalar(UInt8(97 + $0 % 26))) }.joined()
            let words = [
                lower, lower.uppercased(), lower.prefix(1).uppercased() + lower.dropFirst(), lower.dropLast() + "Z",
                "1" + lower.dropFirst(), String(repeating: "7", count: count), String(repeating: "7", count: count - 1) + "A",
                String(repeating: "7", count: count - 1) + "AB", "12345678Abc" + lower, "A" + lower + "B",
            ]
            for word in words {
                for end in ends {
                    for front in ["", " ", "“"] {
                        let bytes = Array("\(front)\(word)\(end)\(word) \(word)".utf8)
                        #expect(Self.fast(bytes) == Self.plain(bytes), "\(front)\(word)\(end)")
                    }
                }
            }
        }
    }

    /// Texts that are read in several pieces, some without a place to cut for long.
    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func longTextsAreCutAsICUCutsThem(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let common = ["the", "ministry", "of", "U.S.", "it’s", "3.5%", "“go", "on,”", "said", "administration", "\n", "café", "A", "—"]
        let rare = ["я", "中文字", "\u{301}", "\n\u{301}", "👨‍👩‍👧", "\u{a0}", "x\u{200b}y", "\n“Я", "\u{2028}", "\r\n"]
        var text = ""
        while text.utf8.count < 20_000 {
            text += Int.random(in: 0..<(seed % 2 == 0 ? 300 : 10), using: &random) == 0 ? rare.randomElement(using: &random)! : common.randomElement(using: &random)!
            // Seldom a space, where the seed says so.
            if seed % 3 > 0 || Int.random(in: 0..<2000, using: &random) == 0 { text += " " }
        }
        let bytes = Array(text.utf8)
        let tokens = Self.fast(bytes)
        #expect(tokens == Self.plain(bytes), "seed \(seed)")
        // One piece at a time, and each forgotten before the next.
        var reader = TokenReader(0..<bytes.count)
        var piece: [Token] = []
        var read: [Token] = []
        while reader.readPiece(bytes.span, into: &piece) {
            read += piece
            piece.removeAll()
        }
        #expect(read == tokens, "seed \(seed)")
    }
}
