import Testing

@testable import UnspinCore

private let fixtures =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/Fixtures/"

@Suite struct LanguageModelTests {
    private func model(_ order: Int = 3) throws -> LanguageModel {
        try LanguageModel.open(path: fixtures + "language-model-\(order).bin")
    }

    private func contents(_ name: String) throws -> [UInt8] {
        let file = try MappedFile(path: fixtures + name)
        return withExtendedLifetime(file) { Array(file.bytes) }
    }

    /// Opens the fixture's bytes after `change`, from memory aligned as the format asks.
    private func open(_ change: (inout [UInt8]) -> Void) throws -> Bool {
        var bytes = try contents("language-model-3.bin")
        change(&bytes)
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, bytes.count), alignment: 64)
        defer { memory.deallocate() }
        memory.copyBytes(from: bytes)
        let model = try LanguageModel(bytes: UnsafeRawBufferPointer(rebasing: memory.prefix(bytes.count)))
        return model.checksumIsRight()
    }

    private func token(_ text: String, _ kind: Token.Kind) -> Token {
        Token(
            start: 0, end: UInt32(text.utf8.count), hash: WordHash.of(folded: text.utf8), kind: kind, letterCase: .lower,
            spaceBefore: false, lineBefore: false)
    }

    @Test func opens() throws {
        for order in 2...4 {
            let model = try model(order)
            #expect(model.order == order)
            #expect(model.count(order: 1) == 120)
            #expect(model.checksumIsRight())
            #expect(model.start.words == 1)
            #expect(model.end != 0)
        }
        #expect(try open { _ in } == true)
    }

    @Test func wordsHaveIdentities() throws {
        let model = try model()
        let minister = model.id(of: WordHash.of(folded: "minister".utf8))
        #expect(minister != 0)
        #expect(Int(minister) < model.identities)
        #expect(model.id(of: WordHash.of(folded: "zebra".utf8)) == 0)
        #expect(model.ids(of: "the minister") == [model.id(of: WordHash.of(folded: "the".utf8)), minister])
        #expect(Set(model.ids(of: "the minister said . , ! $ % 5 12 _num_")).count == 11)
        #expect(model.ids(of: "1999 3,500 2,000.5 \" - ( — ’") == model.ids(of: "_year_ _num_ _num_"))
    }

    @Test(arguments: [
        ("5", nil), ("12", nil), ("05", nil), ("500", "_num_"), ("1499", "_num_"), ("1500", "_year_"), ("1999", "_year_"),
        ("2099", "_year_"), ("2100", "_num_"), ("3.5", "_num_"), ("1,999", "_num_"), ("19.99", "_num_"), ("12345", "_num_"),
        ("1980s", nil), ("21st", nil), ("x12", nil), ("", nil),
    ] as [(String, String?)])
    func classesOfNumbers(text: String, name: String?) {
        let bytes = Array(text.utf8)
        #expect(LanguageModel.classHash(ofNumber: bytes.span) == name.map { WordHash.of(folded: $0.utf8) })
    }

    @Test(arguments: [
        ("the", Token.Kind.word, "the"), ("1999", .number, "_year_"), ("1980s", .number, "1980s"), (",", .mark, ","),
        ("$", .mark, "$"), ("\"", .mark, nil), ("-", .mark, nil), ("—", .mark, nil), ("_", .mark, nil), ("_x", .word, nil),
    ] as [(String, Token.Kind, String?)])
    func keysOfTokens(text: String, kind: Token.Kind, name: String?) throws {
        let bytes = Array(text.utf8)
        let hash = LanguageModel.hash(of: token(text, kind), in: bytes.span)
        #expect(hash == name.map { WordHash.of(folded: $0.utf8) })
        let model = try model()
        #expect(model.key(of: token(text, kind), in: bytes.span) == name.map { model.id(of: WordHash.of(folded: $0.utf8)) })
    }

    @Test func likelyWordsScoreHigher() throws {
        for order in 2...4 {
            let model = try model(order)
            let (good, state) = model.score(model.ids(of: "the minister said the road would open in 1999 ."), from: model.start)
            let (bad, _) = model.score(model.ids(of: "road the open would said minister the 1999 in ."), from: model.start)
            #expect(good > bad + 10)
            #expect(model.score(model.end, from: state).0 > model.score(0, from: state).0)
        }
    }

    @Test func unknownWordsForgetAll() throws {
        let model = try model()
        let (log, state) = model.score(0, from: LanguageModel.State())
        #expect(log == model.unknown)
        #expect(state == LanguageModel.State())
    }

    @Test func missingFile() {
        #expect(throws: ModelError.cannotOpen(path: "/no/such/model", errno: 2)) {
            _ = try LanguageModel.open(path: "/no/such/model")
        }
        #expect(throws: ModelError.self) { _ = try LanguageModel.open(path: fixtures) }
    }

    @Test func wrongHeaders() throws {
        let size = try contents("language-model-3.bin").count
        #expect(throws: ModelError.truncated(expected: 256, found: 0)) { _ = try self.open { $0 = [] } }
        #expect(throws: ModelError.truncated(expected: 256, found: 100)) { _ = try self.open { $0.removeLast(size - 100) } }
        #expect(throws: ModelError.truncated(expected: size, found: size - 1)) { _ = try self.open { $0.removeLast() } }
        #expect(throws: ModelError.notAModel) { _ = try self.open { $0[0] = 0 } }
        #expect(throws: ModelError.version(expected: 1, found: 2)) { _ = try self.open { $0[8] = 2 } }
        #expect(throws: ModelError.foreign) { _ = try self.open { $0.swapAt(16, 19) } }
        #expect(throws: ModelError.foreign) { _ = try self.open { $0[23] ^= 1 } }
    }

    /// Any changed bit of the header is noticed.
    @Test func damagedHeader() throws {
        for bit in 0..<256 * 8 {
            #expect(throws: ModelError.self, "bit \(bit)") { _ = try self.open { $0[bit / 8] ^= 1 << UInt8(bit % 8) } }
        }
    }

    /// With a checksum that fits, the sections are still held against the file.
    @Test(arguments: [
        (12, 5), (12, 1), (24, 64), (28, 32), (32, 1 << 40), (56, 1 << 30), (60, 1 << 30), (96, 1 << 30), (104, 0), (104, 257),
        (104, 1 << 40), (112, 0), (112, 1 << 27), (112, 1 << 60), (136, 1 << 20), (144, 1 << 40), (152, 1 << 40),
        (64, 0x7fc0_0000), (68, 0x7f80_0000), (64, 0x7f00_0000), (68, 0x4200_0000), (72, 0xc200_0000),
    ] as [(Int, Int)])
    func impossibleHeaders(offset: Int, value: Int) throws {
        let wide = ![12, 24, 28, 56, 60, 64, 68].contains(offset)
        #expect(throws: ModelError.self) {
            _ = try self.open { bytes in
                for index in 0..<(wide ? 8 : 4) { bytes[offset + index] = UInt8(truncatingIfNeeded: value >> (index * 8)) }
                for index in 48..<56 { bytes[index] = 0 }
                let words = stride(from: 0, to: 256, by: 8).map { at in
                    (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[at + $1]) << UInt64($1 * 8) }
                }
                let sum = LanguageModelFormat.checksum(words)
                for index in 0..<8 { bytes[48 + index] = UInt8(truncatingIfNeeded: sum >> UInt64(index * 8)) }
            }
        }
    }

    /// Damage behind the header never reads out of bounds; the checksum notices it.
    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func damagedTables(seed: UInt64) throws {
        var bytes = try contents("language-model-4.bin")
        var random = seed
        for _ in 0..<200 {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            bytes[256 + Int(random >> 33) % (bytes.count - 256)] = UInt8(truncatingIfNeeded: random >> 20)
        }
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 64)
        defer { memory.deallocate() }
        memory.copyBytes(from: bytes)
        do {
            let model = try LanguageModel(bytes: UnsafeRawBufferPointer(memory))
            #expect(!model.checksumIsRight())
            var state = model.start
            for word in 0..<UInt32(model.identities) { state = model.score(word, from: state).1 }
        } catch {
            #expect(error == .corrupt("codebook 2") || error == .corrupt("codebook 3") || error == .corrupt("codebook 4"))
        }
    }

    @Test func misalignedMemory() throws {
        let bytes = try contents("language-model-3.bin")
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count + 8, alignment: 64)
        defer { memory.deallocate() }
        memory[8...].copyBytes(from: bytes)
        #expect(throws: ModelError.corrupt("alignment in memory")) {
            _ = try LanguageModel(bytes: UnsafeRawBufferPointer(rebasing: memory[8...]))
        }
    }
}
