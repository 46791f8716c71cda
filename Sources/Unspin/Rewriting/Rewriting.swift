import UnspinCore

/// A text on its way through the steps: what they have made of the input so far, and the edits that lead there.
///
/// Each step reads ``bytes`` and gives edits of them; ``edits`` are always those of the input.
struct Rewriting {
    let input: [UInt8]
    private(set) var bytes: [UInt8]
    /// Of the input, in order.
    private(set) var edits: [Edit] = []
    private var spans: ProtectedSpans?

    init(_ input: [UInt8]) {
        self.input = input
        bytes = input
    }

    /// What no step touches, in ``bytes``: recognised when it is first asked for, then carried along.
    mutating func protectedSpans() -> ProtectedSpans {
        if let spans { return spans }
        let found = ProtectedSpans.recognized(in: bytes)
        spans = found
        return found
    }

    /// Applies edits of ``bytes``, in order; those within protected spans are not made. Returns where the rest moved the bytes.
    @discardableResult
    mutating func apply(_ next: [Edit]) -> EditMap {
        if next.isEmpty { return EditMap([]) }
        let spans = protectedSpans()
        let next = spans.ranges.isEmpty ? next : next.filter { !spans.overlap($0.range) }
        let map = EditMap(next)
        edits = edits.composed(with: next, text: input, middle: bytes)
        self.spans = spans.mapped(map.forward)
        bytes = next.applied(to: bytes)
        return map
    }

    /// The range of the input that became `range` of ``bytes``.
    func inputRange(of range: Range<Int>) -> Range<Int> { EditMap(edits).backward(range) }

    /// The same regions, in offsets of the input.
    func inInput(_ damage: Damage) -> Damage {
        if edits.isEmpty { return damage }
        let map = EditMap(edits)
        var damage = damage
        for index in damage.regions.indices { damage.regions[index].range = map.backward(damage.regions[index].range) }
        for index in damage.suspicions.indices { damage.suspicions[index].range = map.backward(damage.suspicions[index].range) }
        return damage
    }
}
