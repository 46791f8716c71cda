import CUnspinModel
import UnspinCore

/// What all threads share: the model, the tables, and idle workspaces.
final class Engine: Sendable {
    let model: LanguageModel
    /// nil where the build holds none.
    let context: ContextModel?
    /// The profiles that every document is held against.
    let tables: [PhraseTable]
    /// The profiles of rarer families: those that a document is held against where it holds ``signs`` of them, or is known to be spun.
    let rarer: [PhraseTable]
    let signs: FamilySigns
    /// The profiles of broken terms.
    let terms: [TermTable]
    private let idle = LockedValue<[Workspace]>([])

    init(_ configuration: Configuration) throws(UnspinnerError) {
        do {
            if let path = configuration.modelPath {
                model = try LanguageModel.open(path: path)
            } else {
                guard unspin_language_model_bytes > 0 else { throw UnspinnerError.noModel }
                model = try LanguageModel(
                    bytes: UnsafeRawBufferPointer(start: unspin_language_model, count: unspin_language_model_bytes))
            }
            context = unspin_context_model_bytes == 0
                ? nil
                : try ContextModel(
                    bytes: UnsafeRawBufferPointer(start: unspin_context_model, count: unspin_context_model_bytes))
            var builtIn = PhraseTableBundle.Contents()
            if configuration.usesBuiltInTables, unspin_phrase_tables_bytes > 0 {
                let bytes = UnsafeRawBufferPointer(start: unspin_phrase_tables, count: unspin_phrase_tables_bytes)
                builtIn = try PhraseTableBundle.open(bytes)
            }
            var tables = Array(builtIn.tables.prefix(1))
            var rarer = Array(builtIn.tables.dropFirst())
            for source in try Self.userSources(configuration, model) {
                let table = try PhraseTable(compiled: PhraseTableCompiler.compile(source))
                if let index = rarer.firstIndex(where: { $0.name == table.name }) {
                    // A rarer family stays one, whoever adds to it.
                    rarer[index] = table
                    builtIn.signs.add(source.signs(model))
                } else if let index = tables.firstIndex(where: { $0.name == table.name }) {
                    tables[index] = table
                } else {
                    tables.append(table)
                }
            }
            var terms = builtIn.terms
            if !configuration.profiles.isEmpty {
                let known = Self.names(tables + rarer, terms)
                for name in configuration.profiles where !known.contains(name) {
                    throw UnspinnerError.unknownProfile(name, known: known)
                }
                tables = tables.filter { configuration.profiles.contains($0.name) }
                rarer = rarer.filter { configuration.profiles.contains($0.name) }
                // Who names rarer families alone is not spared their tables.
                if tables.isEmpty { (tables, rarer) = (rarer, []) }
                terms = terms.filter { configuration.profiles.contains($0.name) }
            }
            (self.tables, self.rarer, self.terms, signs) = (tables, rarer, terms, rarer.isEmpty ? FamilySigns() : builtIn.signs)
        } catch let error as ModelError {
            throw .model(error)
        } catch let error as PhraseTableSource.ParseError {
            throw .table(error)
        } catch let error as UnspinnerError {
            throw error
        } catch {
            fatalError("an error of no known kind: \(error)")
        }
    }

    /// The names of the profiles that are looked for, in order.
    var profiles: [String] { Self.names(tables + rarer, terms) }

    private static func names(_ tables: [PhraseTable], _ terms: [TermTable]) -> [String] {
        Set(tables.map(\.name) + terms.map(\.name)).sorted()
    }

    init(model: LanguageModel, context: ContextModel?, tables: [PhraseTable], terms: [TermTable]) {
        (self.model, self.context, self.tables, self.terms) = (model, context, tables, terms)
        (rarer, signs) = ([], FamilySigns())
    }

    /// The tables of the user, those of one profile as one; with the built-in counts where the profile is built in.
    private static func userSources(_ configuration: Configuration, _ model: LanguageModel) throws -> [PhraseTableSource] {
        var sources: [PhraseTableSource] = []
        for text in configuration.userTables {
            let source = try PhraseTableSource(parsing: text).weighted()
            if let index = sources.firstIndex(where: { $0.profile == source.profile }) {
                sources[index].merge(source)
            } else {
                sources.append(source)
            }
        }
        return try sources.map { source in
            guard configuration.usesBuiltInTables, unspin_phrase_tables_bytes > 0 else { return source.withEvidence(from: model) }
            let bytes = UnsafeRawBufferPointer(start: unspin_phrase_tables, count: unspin_phrase_tables_bytes)
            guard var builtIn = try PhraseTableBundle.source(of: source.profile, bytes) else { return source.withEvidence(from: model) }
            builtIn.extend(with: source, model: model)
            return builtIn
        }
    }

    /// Lends a workspace that no other thread holds.
    func withWorkspace<Result>(_ body: (inout Workspace) -> Result) -> Result {
        var workspace = idle.withLock { $0.popLast() } ?? Workspace(self)
        let result = body(&workspace)
        // One long document must not charge its memory to all later ones, in each of many threads.
        if !workspace.isLarge { idle.withLock { $0.append(workspace) } }
        return result
    }
}
