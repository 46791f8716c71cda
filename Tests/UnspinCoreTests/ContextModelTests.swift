import Testing
import UnspinTestSupport

@testable import UnspinCore

struct ContextModelTests {
    static let bits = 8

    private static func compiled() -> [UInt8] {
        let weights = (0..<1 << bits).map { Float($0 % 5) - 2 }
        return ContextModelStorage.compile(weights, bits: bits, step: 0.5)
    }

    @Test func weightsComeBackInSteps() throws {
        let model = try ContextModel(compiled: ContextModelStorage.compile([0.24, 0.26, -100, 100], bits: 2, step: 0.5))
        #expect((0..<4).map { model.storage.weight($0) } == [0, 1, -127, 127])
        #expect(model.storage.step == 0.5)
    }

    @Test func scoresAreSumsOfWeights() throws {
        let model = try ContextModel(compiled: Self.compiled())
        let tokens = tokens(of: "the ship came home")
        var features = ContextFeatures()
        features.read(tokens.span, 1..<2)
        let phrase = PhraseHash.adding(tokens[1].hash, to: PhraseHash.empty)
        let expected = features.hashes.map { Float(ContextModel.slot(phrase, $0, bits: Self.bits) % 5) - 2 }.reduce(0, +)
        #expect(model.score(phrase, features) == expected)
        #expect(features.hashes.allSatisfy { (0..<1 << Self.bits).contains(ContextModel.slot(phrase, $0, bits: Self.bits)) })
    }

    @Test func damagedBytesAreRefused() throws {
        let bytes = Self.compiled()
        #expect(throws: ModelError.self) { try ContextModel(compiled: Array(bytes.dropLast())) }
        #expect(throws: ModelError.self) { try ContextModel(compiled: Array(bytes.prefix(20))) }
        #expect(throws: ModelError.self) { try ContextModel(compiled: []) }
        for (offset, value) in [(0, 0), (8, 9), (12, 0), (12, 31), (12, 9), (19, 0x7f)] as [(Int, UInt8)] {
            var damaged = bytes
            damaged[offset] = value
            if offset == 19 { damaged[18] = 0xc0 }  // not a number
            #expect(throws: ModelError.self, "byte \(offset)") { try ContextModel(compiled: damaged) }
        }
    }

    @Test func featuresStayInTheParagraph() {
        func features(_ text: String, _ range: Range<Int>) -> [UInt64] {
            var features = ContextFeatures()
            let tokens = tokens(of: text)
            features.read(tokens.span, range)
            return features.hashes
        }
        let alone = features("navy", 0..<1)
        #expect(alone.count == 8)
        #expect(features("before\nnavy\nafter", 1..<2) == alone)
        #expect(features("before navy after", 1..<2) != alone)
        // Two longer words in any place, and no short one.
        #expect(features("before the navy and after", 2..<3).count == 10)
        #expect(features(String(repeating: "words ", count: 40) + "navy " + String(repeating: "words ", count: 40), 40..<41).count
            == ContextFeatures.most)
        // Numbers are all alike.
        #expect(features("12 navy", 1..<2) == features("77 navy", 1..<2))
    }
}
