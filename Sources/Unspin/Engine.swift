import CUnspinModel
import Synchronization
import UnspinCore

/// What all threads share: the model, the tables, and idle workspaces.
final class Engine: Sendable {
    let model: LanguageModel
    /// nil where the build holds none.
    let context: ContextModel?
    let tables: [PhraseTable]
    /// The profiles of broken terms.
    let terms: [TermTable]
    private let idle = Mutex<[Workspace]>([])

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
            var tables: [PhraseTable] = []
            var terms: [TermTable] = []
            if configuration.usesBuiltInTables, unspin_phrase_tables_bytes > 0 {
                let bytes = UnsafeRawBufferPointer(start: unspin_phrase_tables, count: unspin_phrase_tables_bytes)
                tables = try PhraseTableBundle.open(bytes)
                terms = try PhraseTableBundle.openTerms(bytes)
            }
            for text in configuration.userTables {
                let source = try PhraseTableSource(parsing: text).weighted().withEvidence(from: model)
                tables.append(try PhraseTable(compiled: PhraseTableCompiler.compile(source)))
            }
            let known = tables.map(\.name) + terms.map(\.name)
            for name in configuration.profiles where !known.contains(name) {
                throw UnspinnerError.unknownProfile(name, known: known)
            }
            self.terms = configuration.profiles.isEmpty
                ? terms : terms.filter { configuration.profiles.contains($0.name) }
            self.tables = configuration.profiles.isEmpty
                ? tables : tables.filter { configuration.profiles.contains($0.name) }
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

    /// Lends a workspace that no other thread holds.
    func withWorkspace<Result>(_ body: (inout Workspace) -> Result) -> Result {
        var workspace = idle.withLock { $0.popLast() } ?? Workspace(self)
        let result = body(&workspace)
        idle.withLock { $0.append(workspace) }
        return result
    }
}
