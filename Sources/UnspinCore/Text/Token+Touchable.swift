extension Token {
    /// A spinner would look at it: it is neither joined to a hyphen nor in capitals. `bytes` hold the whole text.
    @inline(__always)
    public func isTouchable(in bytes: Span<UInt8>) -> Bool { touchable(in: bytes) != 0 }

    /// The same as 0 or 1, by arithmetic: what stands around words is too irregular for a processor to guess.
    @inline(__always)
    func touchable(in bytes: Span<UInt8>) -> UInt32 {
        // At the edges of the text these are bytes of the word itself, and so no hyphens.
        let before = bytes[max(Int(start), 1) &- 1]
        let after = bytes[min(Int(end), bytes.count &- 1)]
        let isJoined = (Self.isZero(before ^ UInt8(ascii: "-")) | Self.isZero(after ^ UInt8(ascii: "-"))) & ~Self.isZero(kind.rawValue ^ Kind.mark.rawValue)
        return 1 & ~(isJoined | Self.isZero(letterCase.rawValue ^ Case.upper.rawValue))
    }

    @inline(__always)
    private static func isZero(_ value: UInt8) -> UInt32 { (UInt32(value) &- 1) &>> 31 }
}
