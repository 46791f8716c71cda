/// Sums by key, emptied without a walk through them: an open-addressing table that is kept between documents.
struct Tally: Sendable {
    private struct Slot {
        var key: UInt64 = 0
        var sum: Float = 0
        /// The slot is free unless this is the tally's.
        var round: UInt32 = 0
    }

    private var slots: [Slot] = []
    private var count = 0
    private var round: UInt32 = 0

    init() {}

    mutating func removeAll() {
        count = 0
        round &+= 1
        if round > 0 { return }
        slots = []
        round = 1
    }

    mutating func add(_ value: Float, to key: UInt64) {
        if count * 2 >= slots.count { grow() }
        let place = place(of: key)
        if slots[place].round == round {
            slots[place].sum += value
        } else {
            slots[place] = Slot(key: key, sum: value, round: round)
            count += 1
        }
    }

    /// The sum for `key`; nil where nothing was added.
    subscript(_ key: UInt64) -> Float? {
        if count == 0 { return nil }
        let slot = slots[place(of: key)]
        return slot.round == round ? slot.sum : nil
    }

    /// Where `key` is, or has room.
    @inline(__always)
    private func place(of key: UInt64) -> Int {
        let mask = slots.count - 1
        // Multiplied by 2^64 over the golden ratio (Knuth's multiplicative hashing), of which the middle bits are taken.
        var place = Int(truncatingIfNeeded: key &* 0x9e37_79b9_7f4a_7c15 &>> 32) & mask
        while slots[place].round == round, slots[place].key != key { place = (place + 1) & mask }
        return place
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Slot(), count: max(64, old.count * 2))
        for slot in old where slot.round == round { slots[place(of: slot.key)] = slot }
    }
}
