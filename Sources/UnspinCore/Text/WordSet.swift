/// A few words, looked up by their ``WordHash``: mostly one comparison, where a `Set` hashes the hash again.
public struct WordSet: Sendable {
    // An open-addressing table, at most half full, of a power of two slots; 0 is a free one, and no word's hash.
    @usableFromInline let slots: [UInt64]

    /// - Parameter words: in their folded form.
    public init(_ words: some Collection<String>) {
        var count = 4
        while count < words.count * 2 { count *= 2 }
        var slots = [UInt64](repeating: 0, count: count)
        for word in words {
            let hash = WordHash.of(folded: word.utf8)
            var place = Int(truncatingIfNeeded: hash) & (count - 1)
            while slots[place] != 0, slots[place] != hash { place = (place + 1) & (count - 1) }
            slots[place] = hash
        }
        self.slots = slots
    }

    @inlinable
    public func contains(_ hash: UInt64) -> Bool {
        var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[place] != 0 {
            if slots[place] == hash { return true }
            place = (place + 1) & (slots.count - 1)
        }
        return false
    }

    /// Whether a token is one of the words.
    @inlinable
    public func contains(_ token: Token) -> Bool { contains(token.hash) }
}
