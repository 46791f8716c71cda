extension Token {
    /// A hyphen joins it to another word.
    @inline(__always)
    private func isJoined(in bytes: Span<UInt8>) -> Bool {
        if kind == .mark { return false }
        let hyphen = UInt8(ascii: "-")
        return (start > 0 && bytes[Int(start) - 1] == hyphen) || (Int(end) < bytes.count && bytes[Int(end)] == hyphen)
    }

    /// A spinner would look at it: it is neither joined to a hyphen nor in capitals.
    @inline(__always)
    public func isTouchable(in bytes: Span<UInt8>) -> Bool { letterCase != .upper && !isJoined(in: bytes) }
}
