import Testing
import UnspinCore

@testable import UnspinBuilder

/// Written by hand: every log is a multiple of .5, so that sums are easily checked.
private let arpa = """
    \\data\\
    ngram 1=7
    ngram 2=6
    ngram 3=3

    \\1-grams:
    -4\t<unk>\t0
    0\t<s>\t-0.5
    -1\t</s>\t0
    -1.5\tthe\t-1
    -2\tcat\t-0.5
    -2.5\tsat\t-0.25
    -3\tdog\t0

    \\2-grams:
    -0.5\t<s> the\t-0.5
    -1\tthe cat\t-0.75
    -1.5\tthe dog\t0
    -0.5\tcat sat\t-0.25
    -0.5\tsat </s>\t0
    -2\tsat the\t0

    \\3-grams:
    -0.25\t<s> the cat
    -0.125\tthe cat sat
    -0.375\tcat sat </s>

    \\end\\

    """

private let ln10: Float = 2.302_585_1

@Suite struct LanguageModelCompilerTests {
    private func model(_ text: String = arpa) throws -> ModelInMemory {
        var compiler = LanguageModelCompiler()
        return try ModelInMemory(compiler.compile(LanguageModelARPA(Array(text.utf8))))
    }

    @Test(arguments: [
        // Known trigrams all the way.
        ("the cat sat </s>", [-0.5, -0.25, -0.125, -0.375]),
        // "the dog" is known, "<s> the dog" is not: the back-off of "<s> the".
        ("the dog", [-0.5, -0.5 - 1.5]),
        // "dog sat": nothing longer begins with "dog", so nothing backs off.
        ("the dog sat", [-0.5, -2, -2.5]),
        // "<s> sat": the back-off of "<s>"; then "sat the" after it, then "the sat": of "the" alone, "sat the" leads nowhere.
        ("sat the sat", [-0.5 - 2.5, -2, -1 - 2.5]),
        // "the cat the": back-offs of "the cat" and of "cat".
        ("the cat the", [-0.5, -0.25, -0.75 - 0.5 - 1.5]),
        // An unknown word backs off fully and leaves nothing behind.
        ("the cat zebra the", [-0.5, -0.25, -0.75 - 0.5 - 4, -1.5]),
    ] as [(String, [Float])])
    func handWritten(line: String, expected: [Float]) throws {
        let holder = try model()
        defer { withExtendedLifetime(holder) {} }
        let model = holder.model
        var state = model.start
        for (word, log) in zip(words(line[...]), expected) {
            let (found, next) = model.score(model.id(of: WordHash.of(folded: word.utf8)), from: state)
            #expect(abs(found - log * ln10) < 3e-4, "\(word) in \(line)")
            state = next
        }
    }

    @Test func statesKeepWhatMatters() throws {
        let holder = try model()
        defer { withExtendedLifetime(holder) {} }
        let model = holder.model
        func state(_ text: String) -> LanguageModel.State { model.score(model.ids(of: text), from: LanguageModel.State()).1 }
        #expect(model.start.words == 1)
        #expect(state("the cat").words == 2)
        #expect(state("the dog").words == 0)  // nothing begins with it
        #expect(state("zebra").words == 0)
        #expect(state("sat the").words == 1)  // a bigram, but no trigram begins with it
        #expect(state("dog the") == state("sat the"))
        #expect(state("the cat") != state("cat"))
        #expect(state("the cat").bits != state("cat").bits)
        #expect(MemoryLayout<LanguageModel.State>.size == 24)
    }

    @Test(arguments: [
        ("ngram 3=3", "ngram 3=4"), ("-0.125\tthe cat sat", "-0.125\tthe cat"), ("-2\tcat\t-0.5", "-2\tcat\tx"),
        ("-2\tcat\t-0.5", "-2\tcat\t0.5"), ("<s> the cat", "dog the cat"), ("\\end\\", ""), ("the dog\t0", "the zebra\t0"),
        ("\\data\\", ""), ("-4\t<unk>", "-4\tunk"), ("ngram 3=3\n", "ngram 3=3\nngram 4=0\nngram 5=0\n"), ("\tdog\t0", "\tcat\t0"),
    ])
    func damagedARPA(before: String, after: String) throws {
        let parts = arpa.split(separator: before, maxSplits: 1, omittingEmptySubsequences: false)
        try #require(parts.count == 2)
        let text = parts.joined(separator: after)
        #expect(throws: LanguageModelError.self) { _ = try self.model(text) }
    }

    @Test func namesTheLine() throws {
        let text = arpa.replacing("<s> the cat", with: "dog the cat")
        #expect(throws: LanguageModelError.notClosed(line: 24)) { _ = try self.model(text) }
    }

    @Test(arguments: [2, 3, 4])
    func fixturesAreFresh(order: Int) throws {
        var compiler = LanguageModelCompiler()
        let image = try compiler.compile(LanguageModelARPA(fixture("language-model-\(order).arpa")))
        let stored = try fixture("../../UnspinCoreTests/Fixtures/language-model-\(order).bin")
        #expect(image == stored, "run Tests/Scripts/make-language-fixtures")
        let holder = try ModelInMemory(image)
        defer { withExtendedLifetime(holder) {} }
        #expect(holder.model.checksumIsRight())
    }

    /// The logs that KenLM gives, within quantization.
    @Test(arguments: [2, 3, 4])
    func equalsKenLM(order: Int) throws {
        var compiler = LanguageModelCompiler()
        let holder = try ModelInMemory(compiler.compile(LanguageModelARPA(fixture("language-model-\(order).arpa"))))
        defer { withExtendedLifetime(holder) {} }
        let model = holder.model
        let slack = compiler.reports.reduce(Float(2e-4)) { $0 + $1.greatestLogError + $1.greatestBackoffError }
        var (tokens, sum): (Int, Float) = (0, 0)
        for line in String(decoding: try fixture("language-model-\(order).tsv"), as: UTF8.self).split(separator: "\n") {
            if line.hasPrefix("#") { continue }
            let columns = line.split(separator: "\t")
            let expected = columns[1].split(separator: " ").map { Float($0)! }
            var state = model.start
            for (word, log) in zip(words(columns[0]) + ["</s>"], expected) {
                let (found, next) = model.score(model.id(of: WordHash.of(folded: word.utf8)), from: state)
                #expect(abs(found - log) <= slack, "\(word) in \(columns[0])")
                sum += abs(found - log)
                tokens += 1
                state = next
            }
        }
        #expect(tokens == 920)
        #expect(sum / Float(tokens) < 0.004)
    }

    /// Shortened states score as all the words before would, whatever comes.
    @Test(arguments: [2, 3, 4], [1, 2, 3] as [UInt64])
    func shortenedStatesLoseNothing(order: Int, seed: UInt64) throws {
        let arpa = try LanguageModelARPA(fixture("language-model-\(order).arpa"))
        var compiler = LanguageModelCompiler()
        let holder = try ModelInMemory(compiler.compile(arpa))
        defer { withExtendedLifetime(holder) {} }
        let model = holder.model
        let reference = ReferenceModel(arpa)
        let slack = compiler.reports.reduce(Float(2e-4)) { $0 + $1.greatestLogError + $1.greatestBackoffError }
        var random = seed
        func next(_ below: Int) -> Int {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(random >> 33) % below
        }
        var history = ["<s>"]
        var state = model.start
        let highest = arpa.grams[order - 1]
        for _ in 0..<1500 {
            // Half of the time a word that continues an n-gram of the model, so that long ones are met.
            var word = next(30) == 0 ? "zebra" : arpa.words[2 + next(arpa.words.count - 2)]
            if next(2) == 0 {
                let gram = next(highest.count)
                for index in highest.words[gram * order..<gram * order + order].dropLast() where index > 1 {
                    (_, state) = model.score(model.id(of: WordHash.of(folded: arpa.words[Int(index)].utf8)), from: state)
                    history.append(arpa.words[Int(index)])
                }
                word = arpa.words[Int(highest.words[gram * order + order - 1])]
            }
            let (log, after) = model.score(model.id(of: WordHash.of(folded: word.utf8)), from: state)
            let expected = reference.score(word, after: history)
            #expect(abs(log - expected) <= slack, "seed \(seed): \(word) after \(history.suffix(4))")
            history.append(word)
            state = after
        }
    }

    @Test func codebooksOfManyValues() {
        let values = (0..<50_000).map { -Float(($0 &* 7919) % 50_000) / 5_000 }
        let book = LanguageModelQuantizer.codebook(values, codes: 256)
        #expect(book.count == 256)
        #expect(zip(book, book.dropFirst()).allSatisfy { $0 < $1 })
        // Evenly spread over 10: the best error is 10 / 256 / sqrt(12).
        let squares = values.reduce(Float(0)) {
            let error = $1 - book[LanguageModelQuantizer.nearest($1, in: book)]
            return $0 + error * error
        }
        #expect((squares / 50_000).squareRoot() < 0.0115)

        let pairs = values.indices.map {
            LanguageModelQuantizer.Pair(log: values[$0], backoff: -Float(($0 &* 104_729) % 50_000) / 25_000)
        }
        let pairBook = LanguageModelQuantizer.codebook(pairs, codes: 896)
        #expect(pairBook.count <= 896)
        for pair in pairs.prefix(500) {
            let near = LanguageModelQuantizer.nearest(pair, in: pairBook)
            func distance(_ code: Int) -> Float {
                let (log, backoff) = (pairBook[code].log - pair.log, pairBook[code].backoff - pair.backoff)
                return log * log + backoff * backoff
            }
            #expect(distance(near) == pairBook.indices.map(distance).min()!)
        }
    }
}
