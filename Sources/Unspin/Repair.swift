/// A repaired text, what was changed in it and why.
public struct Repair: Sendable, Equatable {
    public var text: String
    /// In order of their ranges, which do not overlap. `applied(to:)` rebuilds ``text`` from the input.
    public var edits: [Edit]
    public var damage: Damage

    public init(text: String, edits: [Edit], damage: Damage) {
        self.text = text
        self.edits = edits
        self.damage = damage
    }
}
