/// The rows of a table's phrases in a context model, each looked up once.
struct ContextRows: Sendable {
    // What these are rows of: held, so that no other object takes their place.
    private var table: PhraseTable?
    private var model: ContextModel?
    /// By number; 0 where it was not looked up yet.
    private var entries: [UInt16] = []
    private var heads: [UInt16] = []

    init() {}

    /// Says which table and model are looked up from now on.
    mutating func use(_ table: PhraseTable, _ model: ContextModel) {
        if self.table === table, self.model === model { return }
        (self.table, self.model) = (table, model)
        entries.removeAll(keepingCapacity: true)
        entries.append(contentsOf: repeatElement(0, count: table.entryCount))
        heads.removeAll(keepingCapacity: true)
        heads.append(contentsOf: repeatElement(0, count: table.headCount))
    }

    /// The row of an entry; 1 where the model does not know it, 0 where it was not looked up yet.
    @inline(__always)
    func row(ofEntry entry: PhraseTable.EntryID) -> Int { Int(entries[Int(entry)]) }

    /// The row of a head, likewise.
    @inline(__always)
    func row(ofHead head: PhraseTable.HeadID) -> Int { Int(heads[Int(head)]) }

    /// Looks an entry up, whose ``PhraseHash`` is `phrase`.
    mutating func lookUp(entry: PhraseTable.EntryID, phrase: UInt64, _ model: ContextModel) {
        entries[Int(entry)] = UInt16(model.storage.row(ofPhrase: ContextModel.key(ofPhrase: phrase)))
    }

    /// The same for a head.
    mutating func lookUp(head: PhraseTable.HeadID, phrase: UInt64, _ model: ContextModel) {
        heads[Int(head)] = UInt16(model.storage.row(ofPhrase: ContextModel.key(ofPhrase: phrase)))
    }
}
