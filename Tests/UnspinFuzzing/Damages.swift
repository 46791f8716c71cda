/// Bytes of a model that are overwritten: what a fuzzer's input says where a model itself would be too large for it.
///
/// Each damage is of 12 bytes, little-endian: how many bytes are written (0 stands for the rest of the model, all with the first), the
/// region of the model (first 64 bytes, first 512, anywhere), two bytes for the place, taken modulo the region's size in steps of 4, then
/// what is written. What is left over at the end is no damage.
struct Damages {
    static let bytesOfOne = 12

    private let records: [[UInt8]]

    init(_ input: [UInt8]) {
        records = stride(from: 0, to: input.count / Self.bytesOfOne * Self.bytesOfOne, by: Self.bytesOfOne)
            .map { Array(input[$0..<$0 + Self.bytesOfOne]) }
    }

    /// - Parameter isSealed: makes the model's checksum right again.
    func applied(to model: [UInt8], isSealed seal: ((inout [UInt8]) -> Void)?) -> [UInt8] {
        var bytes = model
        for record in records where !bytes.isEmpty {
            let region = min(bytes.count, [64, 512, bytes.count][Int(record[1]) % 3])
            let place = (Int(record[2]) | Int(record[3]) << 8) * 4
            let start = region == bytes.count ? place * max(1, bytes.count >> 18) % bytes.count : place % region
            switch Int(record[0]) % 16 {
            case 0: for index in start..<bytes.count { bytes[index] = record[4] }
            case 9...15: bytes.removeLast(bytes.count - start)
            case let count: for index in start..<min(start + count, bytes.count) { bytes[index] = record[4 + index - start] }
            }
        }
        seal?(&bytes)
        return bytes
    }
}
