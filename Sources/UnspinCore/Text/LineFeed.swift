/// Searches for line feeds, eight bytes at a time.
public enum LineFeed {
    private static let ones: UInt64 = 0x0101_0101_0101_0101

    /// The first line feed at or after `start`; `end` where none comes before it.
    public static func first(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var at = start
        while at < end {
            if at &+ 8 <= end, !holdsAny(bytes, at) {
                at &+= 8
                continue
            }
            if bytes[at] == 10 { return at }
            at &+= 1
        }
        return end
    }

    /// The last line feed in `range`; nil where there is none.
    public static func last(in bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var end = range.upperBound
        while end > range.lowerBound {
            if end &- 8 >= range.lowerBound, !holdsAny(bytes, end &- 8) {
                end &-= 8
                continue
            }
            end &-= 1
            if bytes[end] == 10 { return end }
        }
        return nil
    }

    /// Whether one is among the eight bytes from `at` on.
    @inline(__always)
    private static func holdsAny(_ bytes: Span<UInt8>, _ at: Int) -> Bool {
        let differences = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self) ^ ones &* 10
        return (differences &- ones) & ~differences & (ones &* 0x80) != 0
    }
}
