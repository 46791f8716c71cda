import CUnspinModel
import Synchronization
import UnspinCore

/// Gives machine-damaged English back its original wording.
///
/// Opening costs well under a millisecond: the built-in model is read in place. One instance can be shared by threads.
public struct Unspinner: Sendable {
    public let configuration: Configuration
    private let engine: Engine

    /// - Throws: ``UnspinnerError`` where a model or a table cannot be used.
    public init(_ configuration: Configuration = Configuration()) throws(UnspinnerError) {
        self.configuration = configuration
        engine = try Engine(configuration)
    }

    /// The names of the profiles that are looked for.
    public var profiles: [String] { engine.tables.map(\.name) + engine.terms.map(\.name) }

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
        let (edits, damage) = engine.withWorkspace { workspace in
            let damage = workspace.infer(bytes, engine, configuration)
            return (workspace.repair(bytes, engine, configuration), damage)
        }
        return (edits.isEmpty ? bytes : edits.applied(to: bytes), edits, damage)
    }

    /// As ``damage(in:)``, for bytes.
    public func damage(utf8 bytes: [UInt8]) -> Damage {
        engine.withWorkspace { $0.infer(bytes, engine, configuration) }
    }
}
