extension [UInt8] {
    /// Moves bytes `range` to the front, where they may overlap what they were. A slice of the bytes would hold them, so that all were copied.
    mutating func moveToFront(_ range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        if range.isEmpty { return }
        // In bounds: the range lies in the bytes, and so do as many from their start. The regions may overlap.
        withUnsafeMutableBytes { bytes in
            UnsafeMutableRawBufferPointer(rebasing: bytes[..<range.count]).copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[range]))
        }
    }
}
