/// A place in a JSON string as it is written, and the same place in the unescaped string.
struct JSONStringCursor {
    private let bytes: [UInt8]
    private(set) var position: Int
    private(set) var unescaped = 0

    init(_ bytes: [UInt8], from position: Int) {
        self.bytes = bytes
        self.position = position
    }

    /// Goes on to an unescaped offset; false where none of the characters begins there.
    mutating func advance(to target: Int, limit: Int) -> Bool {
        while unescaped < target, position < limit {
            guard bytes[position] == UInt8(ascii: "\\") else {
                position += 1
                unescaped += 1
                continue
            }
            guard bytes[position + 1] == UInt8(ascii: "u") else {
                position += 2
                unescaped += 1
                continue
            }
            let unit = hexadecimal(position + 2)
            position += 6
            switch unit {
            case ..<0x80: unescaped += 1
            case ..<0x800: unescaped += 2
            case 0xD800..<0xDC00:
                position += 6
                unescaped += 4
            default: unescaped += 3
            }
        }
        return unescaped == target
    }

    private func hexadecimal(_ start: Int) -> Int {
        var value = 0
        for index in start..<start + 4 {
            let byte = bytes[index]
            value = value << 4 | Int(byte <= UInt8(ascii: "9") ? byte - UInt8(ascii: "0") : (byte | 32) - UInt8(ascii: "a") + 10)
        }
        return value
    }
}
