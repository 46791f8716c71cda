import CUnspinModel
import UnspinCore

/// The compiled phrase tables that this build holds.
enum BuiltInTables {
    static func open() throws(Failure) -> [PhraseTable] { try read(PhraseTableBundle.open) }

    /// The compiled profiles of broken terms.
    static func openTerms() throws(Failure) -> [TermTable] { try read(PhraseTableBundle.openTerms) }

    private static func read<T>(_ open: (UnsafeRawBufferPointer) throws(ModelError) -> [T]) throws(Failure) -> [T] {
        guard unspin_phrase_tables_bytes > 0 else { return [] }
        // In bounds: the C target states the size of its own constant, which lives as long as the process.
        let bytes = UnsafeRawBufferPointer(start: unspin_phrase_tables, count: unspin_phrase_tables_bytes)
        do throws(ModelError) {
            return try open(bytes)
        } catch {
            throw .defect("the built-in tables cannot be read: \(error)")
        }
    }
}
