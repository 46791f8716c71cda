import CUnspinModel
import UnspinCore

/// The compiled phrase tables that this build holds.
enum BuiltInTables {
    static func open() throws(Failure) -> PhraseTableBundle.Contents {
        guard unspin_phrase_tables_bytes > 0 else { return PhraseTableBundle.Contents() }
        // In bounds: the C target states the size of its own constant, which lives as long as the process.
        let bytes = UnsafeRawBufferPointer(start: unspin_phrase_tables, count: unspin_phrase_tables_bytes)
        do throws(ModelError) {
            return try PhraseTableBundle.open(bytes)
        } catch {
            throw .damaged(error)
        }
    }
}
