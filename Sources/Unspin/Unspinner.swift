import CUnspinModel
import UnspinCore

/// Gives machine-damaged English back its original wording.
///
/// Opening costs well under a millisecond: the built-in model is read in place. One instance can be shared by threads.
///
/// A text is one document and is kept in memory, where a spun one takes some 110 bytes for each of its own while it is repaired. Cut what has
/// more than a few megabytes after a paragraph, as the command does. The scratch of texts up to some 40 kB, 5 MB at most, is kept
/// for the next one: one for each thread that was at work at once.
public struct Unspinner: Sendable {
    public let configuration: Configuration
    let engine: Engine

    /// - Throws: ``UnspinnerError`` where a model or a table cannot be used.
    public init(_ configuration: Configuration = Configuration()) throws(UnspinnerError) {
        self.configuration = configuration
        engine = try Engine(configuration)
    }

    /// With parts that were opened already: what `configuration` says of models and tables is not read.
    package init(_ configuration: Configuration, model: LanguageModel, context: ContextModel?, tables: [PhraseTable], terms: [TermTable]) {
        self.configuration = configuration
        engine = Engine(model: model, context: context, tables: tables, terms: terms)
    }

    /// The names of the profiles that are looked for.
    public var profiles: [String] { engine.profiles }

    /// The repaired text.
    public func repair(_ text: String) -> String { explain(text).text }

    /// The repaired text with every change and its reason.
    public func explain(_ text: String) -> Repair {
        let (bytes, edits, damage) = explain(utf8: Array(text.utf8))
        return Repair(text: String(decoding: bytes, as: UTF8.self), edits: edits, damage: damage)
    }

    /// What is known of the text, which is not repaired.
    public func damage(in text: String) -> Damage { damage(utf8: Array(text.utf8)) }

    /// As ``explain(_:)``, for bytes. Malformed UTF-8 comes back as it is.
    public func explain(utf8 bytes: [UInt8]) -> (bytes: [UInt8], edits: [Edit], damage: Damage) {
        var text = Rewriting(bytes)
        let damage = engine.withWorkspace { rewrite(&text, &$0) }
        return (text.bytes, text.edits, damage)
    }

    /// As ``damage(in:)``, for bytes.
    public func damage(utf8 bytes: [UInt8]) -> Damage {
        var text = Rewriting(bytes)
        return engine.withWorkspace { workspace in
            let damage = read(&text, &workspace)
            return text.inInput(damage)
        }
    }

    /// All steps over a text; returns what was known of it before.
    func rewrite(_ text: inout Rewriting, _ workspace: inout Workspace) -> Damage {
        let damage = read(&text, &workspace)
        let regions = text.inInput(damage)
        let spun = sureRegions(damage, workspace)
        let repairs = workspace.repair(text.bytes, engine, configuration)
        let moved = text.apply(repairs)
        text.mendProse(
            spun: spun.map(moved.forward), restored: repairs.map { moved.forward($0.range) }, engine.model, configuration)
        return regions
    }

    /// Undoes what hides words, and judges what is left.
    func read(_ text: inout Rewriting, _ workspace: inout Workspace) -> Damage {
        undoDisguises(&text, &workspace)
        let damage = workspace.infer(text.bytes, engine, configuration)
        if !damage.regions.isEmpty { workspace.leave(text.protectedSpans()) }
        return damage
    }

    /// Regions in which what human text may hold as well is taken for damage: more than a suspicion is asked for, and English.
    private func sureRegions(_ damage: Damage, _ workspace: Workspace) -> [Range<Int>] {
        damage.regions.filter { $0.probability >= 0.75 && workspace.isEnglish($0.range, engine.model) }.map(\.range)
    }

    /// Some disguises are the author's own where no spinner was at work. So the text is judged without them first, and only
    /// those in spun regions are undone.
    private func undoDisguises(_ text: inout Rewriting, _ workspace: inout Workspace) {
        if SuspectBytes.of(text.bytes.span).isEmpty { return }
        // Recognised once for all the readings that follow.
        _ = text.protectedSpans()
        let input = text
        text.undoDisguises(engine.model, configuration, spun: configuration.assumption == .spun ? nil : [])
        if configuration.assumption != .auto { return }
        var bare = input
        bare.undoDisguises(engine.model, configuration, spun: nil)
        if bare.bytes == text.bytes { return }
        let damage = workspace.infer(bare.bytes, engine, configuration)
        let regions = sureRegions(damage, workspace)
        if regions.isEmpty { return }
        text = input
        text.undoDisguises(engine.model, configuration, spun: regions.map(bare.inputRange(of:)))
    }
}
