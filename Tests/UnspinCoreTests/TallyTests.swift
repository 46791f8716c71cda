import Testing
import UnspinTestSupport

@testable import UnspinCore

@Suite struct TallyTests {
    @Test func nothingWasAddedToAnEmptyOne() {
        var tally = Tally()
        #expect(tally[0] == nil)
        tally.removeAll()
        #expect(tally[0] == nil && tally[7] == nil)
    }

    /// Beside a dictionary, over several rounds of different sizes.
    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func agreesWithADictionary(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var tally = Tally()
        for count in [3, 5000, 40, 0, 900] {
            tally.removeAll()
            var expected: [UInt64: Float] = [:]
            for _ in 0..<count {
                // Keys that differ in high or in low bits alone, and zero.
                let key = UInt64.random(in: 0..<300, using: &random) << (Bool.random(using: &random) ? 40 : 0)
                let value = Float.random(in: 0..<1, using: &random)
                tally.add(value, to: key)
                expected[key, default: 0] += value
            }
            for key in 0..<300 as Range<UInt64> {
                #expect(tally[key] == expected[key], "seed \(seed)")
                #expect(tally[key << 40] == expected[key << 40], "seed \(seed)")
            }
        }
    }
}
