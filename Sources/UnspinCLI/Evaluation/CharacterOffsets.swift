/// Turns places in characters into places in UTF-8 bytes and back.
struct CharacterOffsets {
    let scalars: [Unicode.Scalar]
    /// The byte at which each character begins, then the count of bytes.
    private let bytes: [Int]

    init(_ text: [UInt8]) {
        var scalars: [Unicode.Scalar] = []
        var bytes = [0]
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            scalars.append(scalar)
            bytes.append(bytes.last! + UTF8.width(scalar))
        }
        self.scalars = scalars
        self.bytes = bytes
    }

    /// The bytes of a range of characters; nil where it lies outside of the text.
    func byteRange(_ characters: Range<Int>) -> Range<Int>? {
        guard characters.lowerBound >= 0, characters.upperBound < bytes.count else { return nil }
        return bytes[characters.lowerBound]..<bytes[characters.upperBound]
    }

    /// The characters that a range of bytes holds, rounded outwards where it cuts one.
    func characterRange(_ range: Range<Int>) -> Range<Int> {
        let lower = index(of: range.lowerBound)
        let start = bytes[lower] > range.lowerBound ? lower - 1 : lower
        return start..<max(start, index(of: range.upperBound))
    }

    /// The first character that begins at `byte` or later.
    private func index(of byte: Int) -> Int {
        var (low, high) = (0, bytes.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if bytes[middle] < byte { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
