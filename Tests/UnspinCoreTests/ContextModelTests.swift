import Testing
import UnspinTestSupport

@testable import UnspinCore

struct ContextModelTests {
    /// A network of sixteen numbers by sixteen, two words near, three in any place.
    private static func parameters(words: [String] = ["river", "money"], phrases: [String] = ["shore", "lender", "bank"]) -> ContextModelParameters {
        let wordKeys = words.map { ContextModel.key(of: tokens(of: $0)[0]) }.sorted()
        let phraseKeys = phrases.map { ContextModel.key(ofPhrase: PhraseTableCompiler.hash(of: $0)!) }.sorted()
        func rising(_ count: Int, _ modulus: Int) -> [Float] { (0..<count).map { Float($0 % modulus - modulus / 2) / Float(modulus / 2) } }
        var bytes: [UInt8] = []
        for number in [16, 16, 2, 3, words.count, phrases.count] { bytes.append(little: UInt32(number)) }
        for key in wordKeys + phraseKeys { bytes.append(little: key) }
        let wordRows = (words.count + 2) * 16
        let numbers = rising(wordRows, 11) + rising(wordRows, 7) + rising(4 * 16, 5) + rising(256, 9) + rising(256, 13) + rising(128, 3)
            + rising((phrases.count + 2) * 16, 11) + rising(phrases.count + 2, 3)
        for number in numbers { bytes.append(little: number.bitPattern) }
        return try! ContextModelParameters(parsing: bytes)
    }

    private static func model(_ parameters: ContextModelParameters) throws -> ContextModel {
        try ContextModel(compiled: ContextModelCompiler.compile(parameters))
    }

    /// The formula of the network, step by step, in the plain numbers.
    private func score(_ phrase: String, _ tokens: [Token], _ range: Range<Int>, _ p: ContextModelParameters) -> Float? {
        func row(_ index: Int) -> Int {
            guard tokens.indices.contains(index) else { return 0 }
            return p.wordKeys.firstIndex(of: ContextModel.key(of: tokens[index])).map { $0 + 2 } ?? 1
        }
        let (d, h) = (p.shape.embedding, p.shape.hidden)
        var near = [Float](repeating: 0, count: d)
        for step in 0..<p.shape.near {
            for number in 0..<d {
                near[number] += p.placed[row(range.lowerBound - 1 - step) * d + number] * p.places[step * d + number]
                near[number] += p.placed[row(range.upperBound + step) * d + number] * p.places[(p.shape.near + step) * d + number]
            }
        }
        let others = (range.lowerBound - p.shape.far..<range.lowerBound).map(row) + (range.upperBound..<range.upperBound + p.shape.far).map(row)
        let known = others.filter { $0 > 1 }
        var far = [Float](repeating: 0, count: d)
        for row in known { for number in 0..<d { far[number] += p.anywhere[row * d + number] / Float(max(1, known.count)).squareRoot() } }
        guard let key = PhraseTableCompiler.hash(of: phrase).map(ContextModel.key(ofPhrase:)), let found = p.phraseKeys.firstIndex(of: key) else { return nil }
        let letterCase = Int(tokens[range.lowerBound].letterCase.rawValue)
        var sum = p.phraseBias[found + 2]
        for unit in 0..<h {
            var value = p.bias[letterCase * h + unit]
            for number in 0..<d { value += near[number] * p.nearLayer[number * h + unit] + far[number] * p.farLayer[number * h + unit] }
            sum += max(0, value) * p.phrases[(found + 2) * h + unit]
        }
        return sum
    }

    static let texts = [
        "bank", "river bank", "river bank money", "The Bank", "money river money bank river zq money 12 river",
        "river river river river bank bank bank money money money money", "river\nbank\n\nmoney", "12 bank 13", "money BANK river",
    ]

    @Test(arguments: texts)
    func scoresFollowTheFormula(_ text: String) throws {
        let parameters = Self.parameters()
        let tokens = tokens(of: text)
        let model = try Self.model(parameters)
        var window = ContextWindow(model, tokens.span)
        for start in tokens.indices {
            for end in start + 1...min(tokens.count, start + 3) {
                window.move(to: start..<end, letterCase: tokens[start].letterCase)
                for phrase in ["shore", "lender", "unknown"] {
                    let row = model.storage.row(ofPhrase: ContextModel.key(ofPhrase: PhraseTableCompiler.hash(of: phrase)!))
                    guard row > 1, let expected = score(phrase, tokens, start..<end, parameters) else {
                        #expect(phrase == "unknown")
                        continue
                    }
                    let found = window.score(row)
                    // Vectors are rounded to bytes.
                    #expect(abs(found - expected) < 0.05 * (1 + abs(expected)), "\(phrase) at \(start)..<\(end): \(found), not \(expected)")
                }
            }
        }
    }

    @Test func contextTellsReadingsApart() throws {
        let rows = "# profile: small\nbank\tshore\t50\nbank\tlender\t50\n"
        let table = try PhraseTable(compiled: PhraseTableCompiler.compile(try PhraseTableSource(parsing: Array(rows.utf8))))
        let model = try TableFixture.model()
        var parameters = Self.parameters()
        func clear(_ numbers: inout [Float]) { for index in numbers.indices { numbers[index] = 0 } }
        for path in [\ContextModelParameters.placed, \.anywhere, \.nearLayer, \.farLayer, \.bias, \.phrases, \.phraseBias] { clear(&parameters[keyPath: path]) }
        // One unit for each word, and each phrase likes one of them.
        for (index, (word, phrase)) in [("river", "shore"), ("money", "lender")].enumerated() {
            let wordRow = parameters.wordKeys.firstIndex(of: ContextModel.key(of: tokens(of: word)[0]))! + 2
            let phraseRow = parameters.phraseKeys.firstIndex(of: ContextModel.key(ofPhrase: PhraseTableCompiler.hash(of: phrase)!))! + 2
            parameters.anywhere[wordRow * 16 + index] = 1
            parameters.farLayer[index * 16 + index] = 1
            parameters.phrases[phraseRow * 16 + index] = 8
        }
        func restored(_ text: String, _ context: ContextModel?) -> [String] {
            var decoder = Decoder()
            decoder.context = context
            return TableFixture.decode(text, table, model, decoder: &decoder).map(\.head)
        }
        let context = try Self.model(parameters)
        #expect(restored("river xq bank muddy", context) == ["shore"])
        #expect(restored("money xq bank greedy", context) == ["lender"])
        #expect(restored("river xq bank muddy", nil) == restored("money xq bank greedy", nil))
    }

    @Test func damagedBytesAreRefused() throws {
        let bytes = try ContextModelCompiler.compile(Self.parameters())
        #expect(throws: ModelError.self) { try ContextModel(compiled: Array(bytes.dropLast())) }
        #expect(throws: ModelError.self) { try ContextModel(compiled: Array(bytes.prefix(20))) }
        #expect(throws: ModelError.self) { try ContextModel(compiled: []) }
        // Magic, version, each number of the shape, the first and a later bucket.
        for (offset, value) in [(0, 0), (8, 9), (12, 0), (12, 15), (14, 255), (16, 8), (20, 0), (24, 1), (28, 0), (30, 255), (32, 0), (64, 9), (65, 200)]
            as [(Int, UInt8)]
        {
            var damaged = bytes
            damaged[offset] = value
            #expect(throws: ModelError.self, "byte \(offset)") { try ContextModel(compiled: damaged) }
        }
    }

    /// Numbers that are none, or too large to be summed, make no score.
    @Test(arguments: [Float.nan, .infinity, 1e30])
    func scoresThatAreNoneAreNotGiven(_ number: Float) throws {
        var bytes = try ContextModelCompiler.compile(Self.parameters())
        let bias = ContextModelStorage.Layout(Self.parameters().shape).bias
        for index in 0..<128 {
            for byte in 0..<4 { bytes[bias + index * 4 + byte] = UInt8(truncatingIfNeeded: number.bitPattern >> UInt32(8 * byte)) }
        }
        let tokens = tokens(of: "river bank")
        let model = try ContextModel(compiled: bytes)
        var window = ContextWindow(model, tokens.span)
        window.move(to: 1..<2, letterCase: tokens[1].letterCase)
        let row = model.storage.row(ofPhrase: ContextModel.key(ofPhrase: PhraseTableCompiler.hash(of: "shore")!))
        #expect(row > 1 && window.score(Int(row)) == 0)
    }

    /// A look-up goes through all keys of a bucket, so they may not be many.
    @Test func crowdedBucketsAreRefused() throws {
        var parameters = Self.parameters(words: (0..<100).map { "word\($0)" })
        _ = try Self.model(parameters)
        parameters.wordKeys = (0..<100).map { 0x7_0010 + UInt32($0) }
        #expect(throws: ModelError.self) { try Self.model(parameters) }
    }

    @Test func parametersAreChecked() throws {
        #expect(throws: ModelError.self) { _ = try ContextModelParameters(parsing: []) }
        #expect(throws: ModelError.self) { _ = try ContextModelParameters(parsing: [UInt8](repeating: 0, count: 100)) }
        var parameters = Self.parameters()
        parameters.wordKeys.reverse()
        #expect(throws: ModelError.self) { _ = try ContextModelCompiler.compile(parameters) }
        parameters = Self.parameters()
        parameters.phrases[40] = .nan
        #expect(throws: ModelError.self) { _ = try ContextModelCompiler.compile(parameters) }
        parameters = Self.parameters()
        parameters.bias[3] = .infinity
        #expect(throws: ModelError.self) { _ = try ContextModelCompiler.compile(parameters) }
    }
}
