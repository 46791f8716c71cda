/// Lines of a text as Unicode scalars, each with its place in the bytes.
///
/// Twelve bytes for each scalar: for the lines in which there is something to do.
public struct ScalarText: Sendable {
    /// Malformed bytes, one by one, are ``malformed``.
    public private(set) var scalars: [UInt32] = []
    /// The first byte of each scalar, and the end of the last line.
    public private(set) var starts: [Int] = []

    /// Stands for a byte that is no part of well-formed UTF-8.
    public static let malformed: UInt32 = .max

    /// All of a text.
    public init(_ bytes: [UInt8]) { self.init(bytes, lines: [0..<bytes.count]) }

    /// The lines that one step suspects.
    public init(_ bytes: [UInt8], suspect: SuspectBytes) {
        self.init(bytes, lines: SuspectBytes.lines(of: bytes) { SuspectBytes.of($0).contains(suspect) })
    }

    /// - Parameter lines: in order, with their line feeds, so that nothing of one touches anything of the next.
    public init(_ bytes: [UInt8], lines: [Range<Int>]) {
        let count = lines.reduce(0) { $0 + $1.count }
        scalars.reserveCapacity(count)
        starts.reserveCapacity(count + 1)
        for line in lines { append(bytes, line) }
        starts.append(lines.last?.upperBound ?? bytes.count)
    }

    private mutating func append(_ bytes: [UInt8], _ range: Range<Int>) {
        var at = range.lowerBound
        while at < range.upperBound {
            starts.append(at)
            let byte = bytes[at]
            if byte < 0x80 {
                scalars.append(UInt32(byte))
                at += 1
            } else {
                let (scalar, width) = Self.decode(bytes, at)
                scalars.append(scalar)
                at += width
            }
        }
    }

    public var count: Int { scalars.count }

    /// 0 outside of the text.
    @inlinable
    public subscript(index: Int) -> UInt32 { index >= 0 && index < scalars.count ? scalars[index] : 0 }

    /// The scalars of `range`, as far as they are in the text.
    public subscript(range: Range<Int>) -> [UInt32] { Array(scalars[range.clamped(to: 0..<scalars.count)]) }

    /// The bytes of scalars `range`.
    public func bytes(_ range: Range<Int>) -> Range<Int> { starts[range.lowerBound]..<starts[range.upperBound] }

    /// The text of scalars `range`, which hold no malformed bytes.
    public func text(_ range: Range<Int>) -> String { String(scalars: scalars[range]) }

    private static func decode(_ bytes: [UInt8], _ at: Int) -> (UInt32, Int) {
        let lead = bytes[at]
        let width = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2
        guard (0xc2...0xf4).contains(lead), at + width <= bytes.count else { return (malformed, 1) }
        var scalar = UInt32(lead) & (0xff >> UInt32(width + 1))
        for trail in bytes[at + 1..<at + width] {
            guard trail & 0xc0 == 0x80 else { return (malformed, 1) }
            scalar = scalar << 6 | UInt32(trail & 0x3f)
        }
        let least: UInt32 = width == 4 ? 0x10000 : width == 3 ? 0x800 : 0x80
        guard scalar >= least, Unicode.Scalar(scalar) != nil else { return (malformed, 1) }
        return (scalar, width)
    }
}

extension String {
    /// The text of scalars; what is none becomes U+FFFD.
    public init(scalars: some Sequence<UInt32>) {
        var view = String.UnicodeScalarView()
        for scalar in scalars { view.append(Unicode.Scalar(scalar) ?? "\u{fffd}") }
        self.init(view)
    }
}
