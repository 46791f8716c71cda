/// What the places of edits count.
enum OffsetUnit: String, CaseIterable {
    /// Bytes.
    case utf8
    /// Code units of UTF-16, as JavaScript and Java count.
    case utf16
    /// Unicode scalars, as Python counts.
    case scalar

    init(_ arguments: Arguments) { self = arguments.value(.offsets).flatMap(OffsetUnit.init(rawValue:)) ?? .utf8 }

    /// The units that begin in the range.
    func count(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
        switch self {
        case .utf8: return range.count
        case .utf16: return range.reduce(0) { $0 + (bytes[$1] & 0xC0 == 0x80 ? 0 : bytes[$1] >= 0xF0 ? 2 : 1) }
        case .scalar: return range.reduce(0) { $0 + (bytes[$1] & 0xC0 == 0x80 ? 0 : 1) }
        }
    }

    /// The byte that lies so many units after the byte `start`; nil where there are not so many before `limit`.
    func advance(_ bytes: [UInt8], from start: Int, by units: Int, limit: Int? = nil) -> Int? {
        let limit = limit ?? bytes.count
        guard units >= 0 else { return nil }
        if self == .utf8 { return units <= limit - start ? start + units : nil }
        var (at, left) = (start, units)
        while at < limit, left > 0 || bytes[at] & 0xC0 == 0x80 {
            left -= count(bytes, at..<at + 1)
            at += 1
        }
        return left == 0 ? at : nil
    }
}

/// Turns places in bytes into places in another unit, in one pass over the text.
struct OffsetCounter {
    private let bytes: [UInt8]
    private let unit: OffsetUnit
    private var position = 0
    private var units: Int

    /// - Parameter base: units that stand before the bytes.
    init(_ bytes: [UInt8], _ unit: OffsetUnit, base: Int = 0) {
        self.bytes = bytes
        self.unit = unit
        units = base
    }

    /// The place of a byte, which must not lie before the one that was asked for last.
    mutating func offset(of byte: Int) -> Int {
        units += unit.count(bytes, position..<byte)
        position = byte
        return units
    }
}
