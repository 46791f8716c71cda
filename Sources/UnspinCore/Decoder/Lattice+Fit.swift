/// Says how well a reading fits the words around it.
protocol ContextScorer {
    /// The score of the reading whose original phrase has the ``PhraseHash`` `phrase`, in nats.
    func score(_ phrase: UInt64, _ features: ContextFeatures) -> Float
}

extension ContextModel: ContextScorer {}

extension Lattice {
    /// Sets the `fit` of every arc that comes from the table.
    mutating func addFit(_ tokens: Span<Token>, context: some ContextScorer, weight: Float) {
        var features = ContextFeatures()
        forEachPlace { lattice, range, arcs in
            features.read(tokens, range)
            let kept = context.score(PhraseHash.of(tokens, range), features)
            for arc in arcs {
                lattice.arcs[arc].fit = weight * (context.score(lattice.original(of: lattice.arcs[arc]), features) - kept)
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
