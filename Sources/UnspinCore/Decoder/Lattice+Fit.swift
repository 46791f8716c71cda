extension Lattice {
    /// Sets the `fit` of every arc that comes from the table.
    mutating func addFit(_ tokens: Span<Token>, table: PhraseTable, context: ContextModel, weight: Float) {
        contextRows.use(table, context)
        var window = ContextWindow(context, tokens)
        forEachPlace { lattice, range, arcs in
            // Only what was learned of both can be compared: phrases of users' tables may be new to the model.
            guard let kept = lattice.keptRow(range, lattice.arcs[arcs.lowerBound].entry, tokens, context) else { return }
            if !lattice.prefetchRows(of: arcs, context) { return }
            window.move(to: range, letterCase: tokens[range.lowerBound].letterCase)
            let keptScore = window.score(kept)
            for arc in arcs {
                guard let row = lattice.row(of: lattice.arcs[arc], context) else { continue }
                lattice.arcs[arc].fit = weight * (window.score(row) - keptScore)
            }
        }
    }

    /// The row of what stands in a place; nil where the model does not know it.
    @inline(__always)
    private mutating func keptRow(_ range: Range<Int>, _ entry: PhraseTable.EntryID, _ tokens: Span<Token>, _ context: ContextModel) -> Int? {
        if contextRows.row(ofEntry: entry) == 0 { contextRows.lookUp(entry: entry, phrase: PhraseHash.of(tokens, range), context) }
        let row = contextRows.row(ofEntry: entry)
        return row > 1 ? row : nil
    }

    /// Says that the readings of a place will be scored; false where the model knows none.
    @inline(__always)
    private mutating func prefetchRows(of arcs: Range<Int>, _ context: ContextModel) -> Bool {
        var isKnown = false
        for index in arcs {
            guard let row = row(of: self.arcs[index], context) else { continue }
            context.storage.prefetch(row)
            isKnown = true
        }
        return isKnown
    }

    /// The row of an arc's reading; nil where the model does not know it.
    @inline(__always)
    private mutating func row(of arc: Arc, _ context: ContextModel) -> Int? {
        if contextRows.row(ofHead: arc.head) == 0 { contextRows.lookUp(head: arc.head, phrase: original(of: arc), context) }
        let row = contextRows.row(ofHead: arc.head)
        return row > 1 ? row : nil
    }

    /// The ``PhraseHash`` of an arc's reading.
    @inline(__always)
    func original(of arc: Arc) -> UInt64 {
        var hash = PhraseHash.empty
        for index in Int(arc.firstOutput)..<Int(arc.firstOutput + arc.outputCount) {
            hash = PhraseHash.adding(outputs[index].hash, to: hash)
        }
        return hash
    }
}
