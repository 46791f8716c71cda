extension SuspectBytes {
    private static let high: UInt64 = 0x8080_8080_8080_8080
    private static let ones: UInt64 = 0x0101_0101_0101_0101

    /// Reads all of a text, 32 bytes at a time where nothing is to be seen: a fraction of a nanosecond a byte.
    public static func of(_ bytes: Span<UInt8>) -> SuspectBytes {
        var suspicion: SuspectBytes = []
        let blocks = bytes.count & ~31
        // In bounds: a block begins at a multiple of 32 below `blocks`, and its words at 0, 8, 16 and 24 from there; a single word ends with the bytes.
        bytes.withUnsafeBytes { raw in
            var at = 0
            while at < blocks {
                let first = marked(raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
                let second = marked(raw.loadUnaligned(fromByteOffset: at + 8, as: UInt64.self))
                let third = marked(raw.loadUnaligned(fromByteOffset: at + 16, as: UInt64.self))
                let fourth = marked(raw.loadUnaligned(fromByteOffset: at + 24, as: UInt64.self))
                if (first | second | third | fourth) & high != 0 {
                    look(at, first, bytes, &suspicion)
                    look(at + 8, second, bytes, &suspicion)
                    look(at + 16, third, bytes, &suspicion)
                    look(at + 24, fourth, bytes, &suspicion)
                }
                at += 32
            }
            // The same, by one word: most lines are no multiple of 32.
            while at + 8 <= bytes.count {
                look(at, marked(raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)), bytes, &suspicion)
                at += 8
            }
        }
        for at in bytes.count & ~7..<bytes.count { suspicion.formUnion(around(at, bytes)) }
        return suspicion
    }

    /// Sets the high bit of each byte that is not ASCII, or one of `{ | } ~ & *` or DEL.
    @inline(__always)
    private static func marked(_ word: UInt64) -> UInt64 {
        let low = word & ~high
        let differs = ((low ^ (ones &* 0x26)) &+ ~high) & ((low ^ (ones &* 0x2a)) &+ ~high)
        return word | (low &+ (ones &* 5)) | ~differs
    }

    @inline(__always)
    private static func look(_ at: Int, _ marked: UInt64, _ bytes: Span<UInt8>, _ suspicion: inout SuspectBytes) {
        var rest = UInt64(littleEndian: marked) & high
        while rest != 0 {
            suspicion.formUnion(around(at + rest.trailingZeroBitCount >> 3, bytes))
            rest &= rest &- 1
        }
    }
}
