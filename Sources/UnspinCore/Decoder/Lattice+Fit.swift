extension Lattice {
    /// Sets the `fit` of every arc that comes from the table.
    mutating func addFit(_ tokens: Span<Token>, context: ContextModel, weight: Float) {
        var window = ContextWindow(context, tokens)
        forEachPlace { lattice, range, arcs in
            window.move(to: range, letterCase: tokens[range.lowerBound].letterCase)
            // Only what was learned of both can be compared: phrases of users' tables may be new to the model.
            guard let kept = window.score(PhraseHash.of(tokens, range)) else { return }
            for arc in arcs {
                guard let score = window.score(lattice.original(of: lattice.arcs[arc])) else { continue }
                lattice.arcs[arc].fit = weight * (score - kept)
            }
        }
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
