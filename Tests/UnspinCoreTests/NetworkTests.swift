import CUnspinNetwork
import Testing
import UnspinTestSupport

/// The arithmetic of the context model: every processor has to come to the same bits, or the same text would be repaired in two ways.
struct NetworkTests {
    private static func floats(_ count: Int, _ random: inout SeededGenerator) -> [Float] { (0..<count).map { _ in Float.random(in: -1...1, using: &random) } }
    private static func bytes(_ count: Int, _ random: inout SeededGenerator) -> [Int8] { (0..<count).map { _ in Int8.random(in: -127...127, using: &random) } }

    @Test(arguments: [(16, 16, 2), (32, 16, 4), (64, 64, 10), (48, 80, 6)])
    func layersAreSummedInOrder(count: Int, units: Int, places: Int) {
        var random = SeededGenerator(seed: UInt64(count))
        let (vectors, factors) = (Self.bytes(9 * count, &random), Self.floats(places * count, &random))
        let rows = (0..<places).map { _ in UInt16.random(in: 0..<9, using: &random) }
        let (weights, bias) = (Self.floats(2 * count * units, &random), Self.floats(units, &random))
        var input = Self.floats(2 * count, &random)
        var hidden = [Float](repeating: 0, count: units)
        unspin_network_read(vectors, rows, factors, Int32(places), &input, Int32(count), weights, bias, Int32(units), &hidden)

        for number in 0..<count {
            var sum: Float = 0
            for step in 0..<places / 2 {
                for place in [step, step + places / 2] { sum += Float(vectors[Int(rows[place]) * count + number]) * factors[place * count + number] }
            }
            #expect(input[number] == sum)
        }
        for unit in 0..<units {
            var sum = bias[unit]
            for row in 0..<2 * count { sum += input[row] * weights[(unit / 16 * 2 * count + row) * 16 + unit % 16] }
            #expect(hidden[unit] == max(0, sum))
        }
    }

    @Test(arguments: [16, 64, 80])
    func sumsGrowAndShrink(count: Int) {
        var random = SeededGenerator(seed: UInt64(count))
        let vector = Self.bytes(count, &random)
        let before = (0..<count).map { _ in Int16.random(in: .min ... .max, using: &random) }
        for sign: Int32 in [1, -1] {
            var sum = before
            unspin_network_add(vector, sign, &sum, Int32(count))
            #expect(sum == (0..<count).map { before[$0] &+ Int16(vector[$0]) &* Int16(sign) })
        }
        var scaled = [Float](repeating: 0, count: count)
        unspin_network_scale(before, 0.3, &scaled, Int32(count))
        #expect(scaled == before.map { Float($0) * 0.3 })
    }

    @Test(arguments: [16, 64, 80])
    func productsAreSummedInEightLanes(count: Int) {
        var random = SeededGenerator(seed: UInt64(count))
        let (vector, units) = (Self.bytes(count, &random), Self.floats(count, &random))
        var lanes = [Float](repeating: 0, count: 8)
        for number in 0..<count { lanes[number % 8] += Float(vector[number]) * units[number] }
        #expect(unspin_network_product(vector, units, Int32(count)) == lanes.reduce(0, +))
    }
}
