/// The tokens of a table's heads as a lattice puts them out, each looked up in the model once.
struct HeadOutputs: Sendable {
    /// What these are outputs of: held, so that no other object takes their place.
    private var table: PhraseTable?
    private var model: LanguageModel?
    private(set) var outputs: [Lattice.Output] = []
    /// The `prefix` of an output that was not looked up yet; no entry has this number.
    private static let unknown = Lattice.none - 1

    init() {}

    /// Says which table and model are looked up from now on.
    mutating func use(_ table: PhraseTable, _ model: LanguageModel) {
        if self.table === table, self.model === model { return }
        (self.table, self.model) = (table, model)
        outputs.removeAll(keepingCapacity: true)
        outputs.append(
            contentsOf: repeatElement(Lattice.Output(hash: 0, word: 0, prefix: Self.unknown), count: table.headTokenCount))
    }

    /// The output for a token, by its number among those of all heads.
    @inline(__always)
    subscript(number: UInt32, table: PhraseTable, model: LanguageModel) -> Lattice.Output {
        mutating get {
            let output = outputs[Int(number)]
            return output.prefix == Self.unknown ? lookUp(number, table, model) : output
        }
    }

    private mutating func lookUp(_ number: UInt32, _ table: PhraseTable, _ model: LanguageModel) -> Lattice.Output {
        let token = table.headToken(number)
        let match = table.match(PhraseHash.adding(token.hash, to: PhraseHash.empty))
        let output = Lattice.Output(
            hash: token.hash, word: token.word == 0 ? Lattice.skipped : model.id(of: token.word),
            prefix: match.isPrefix ? match.id : Lattice.none)
        outputs[Int(number)] = output
        return output
    }
}
