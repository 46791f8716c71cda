import CUnspinICU

/// The system's ICU, through the C shim.
enum ICUWords {
    /// The word segments of `bytes`, at most 2 GB. Traps where ICU cannot make a break iterator: nothing works without.
    static func cut(_ bytes: Span<UInt8>) -> [unspin_word_segment] {
        guard bytes.count > 0 else { return [] }
        return Array(unsafeUninitializedCapacity: bytes.count) { segments, written in
            // In bounds: both buffers hold `bytes.count` elements, as the shim asks.
            let count = bytes.withUnsafeBufferPointer {
                unspin_cut_words($0.baseAddress!, Int32($0.count), segments.baseAddress!)
            }
            precondition(count >= 0, "ICU cannot cut words: is libicu complete?")
            written = Int(count)
        }
    }
}
