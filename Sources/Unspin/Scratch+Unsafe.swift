import UnspinCore

/// Memory for one text after another, which ``Unspinner/repair(_:using:)`` and ``Unspinner/damage(in:using:)`` work in; one for each thread.
///
/// It grows to what the texts so far have needed. From then on, a text that is sound and no larger asks for no memory at all. After a spun
/// text it holds some 110 bytes for each of its own; a new scratch lets go of them.
public struct Scratch: ~Copyable, Sendable {
    /// The changes of the text that was repaired last, in order of their ranges; none where it was sound.
    public var edits: [Edit] { text.edits }
    /// What is known of the text that was read last.
    public private(set) var damage = Damage.none

    private var input: [UInt8] = []
    private var text = Rewriting([])
    private var engine: Engine?
    private var workspace: Workspace?

    /// Asks for no memory before it is used. Whoever passes it from one `Unspinner` to another pays for it each time.
    public init() {}

    /// Lends the outcome of the last repair, UTF-8 where the input was; after ``Unspinner/damage(in:using:)``, the input.
    public borrowing func withBytes<Result: ~Copyable, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(text.bytes.span)
    }

    /// Takes a copy of a text, in the memory of the one before it.
    private mutating func take(_ bytes: RawSpan) {
        // Whoever else held `input` would make the next line ask for new memory.
        text = Rewriting([])
        input.removeAll(keepingCapacity: true)
        // In bounds: the buffer is the span's own, and is copied before the closure returns.
        bytes.withUnsafeBytes { input.append(contentsOf: $0) }
        text = Rewriting(input)
    }

    fileprivate mutating func work(on bytes: RawSpan, _ engine: Engine, _ body: (inout Rewriting, inout Workspace) -> Damage) {
        if self.engine !== engine {
            self.engine = engine
            workspace = Workspace(engine)
        }
        take(bytes)
        damage = body(&text, &workspace!)
    }

    /// Takes back what reading changed.
    fileprivate mutating func restore() { text = Rewriting(input) }
}

extension Unspinner {
    /// As ``explain(_:)``, for bytes anywhere in memory; malformed UTF-8 comes back as it is. What came of it stays in the scratch until it
    /// is used again: ``Scratch/withBytes(_:)``, ``Scratch/edits``, ``Scratch/damage``.
    ///
    /// ```swift
    /// var scratch = Scratch()
    /// for article in articles where unspinner.repair(article.span.bytes, using: &scratch) {
    ///     scratch.withBytes { repaired in write(repaired) }
    /// }
    /// ```
    ///
    /// - Returns: Whether anything was changed. Where nothing was, the input is its own repair.
    @discardableResult
    public func repair(_ text: RawSpan, using scratch: inout Scratch) -> Bool {
        scratch.work(on: text, engine) { rewrite(&$0, &$1) }
        return !scratch.edits.isEmpty
    }

    /// As ``damage(in:)``, for bytes anywhere in memory.
    public func damage(in text: RawSpan, using scratch: inout Scratch) -> Damage {
        scratch.work(on: text, engine) { text, workspace in
            let damage = read(&text, &workspace)
            return text.inInput(damage)
        }
        scratch.restore()
        return scratch.damage
    }
}
