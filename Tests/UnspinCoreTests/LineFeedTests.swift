import Testing
import UnspinTestSupport

@testable import UnspinCore

@Suite struct LineFeedTests {
    /// Beside the plain search, from and to everywhere; bytes that differ from a line feed in one bit, or by one, stand among them.
    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func agreesWithAPlainSearch(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let alphabet: [UInt8] = [10, 11, 9, 8, 0x8a, 0, 0xff, 65, 32] + [UInt8](repeating: 97, count: 40)
        let bytes = (0..<60).map { _ in alphabet.randomElement(using: &random)! }
        for start in 0...bytes.count {
            for end in start...bytes.count {
                let expected = bytes[start..<end].firstIndex(of: 10)
                #expect(LineFeed.first(in: bytes.span, from: start, to: end) == expected ?? end, "seed \(seed)")
                #expect(LineFeed.last(in: bytes.span, start..<end) == bytes[start..<end].lastIndex(of: 10), "seed \(seed)")
            }
        }
    }
}
