extension Decoder {
    /// What one reading replaces, without the words that it keeps at its edges.
    private struct Change {
        /// Half-open range of token numbers.
        var tokens: Range<Int>
        /// ``PhraseHash`` of what stands there instead.
        var output: UInt64
        /// Half-open range of the whole arc.
        var whole: Range<Int>
        var head: PhraseTable.HeadID
        var posterior: Float
    }

    /// Changes less probable than this add nothing worth counting.
    private static let leastChange: Float = 0.001

    /// Appends what to restore, in order: every change whose probability, summed over all readings that come to it, is at least `confidence`.
    ///
    /// "based mostly on" for "based on" and "based mostly" for "based" come to the same change. The sum over readings finds the text with the
    /// fewest wrong words, where the single best path finds the one that is right as a whole (Goel and Byrne 2000).
    ///
    /// - Parameter confidence: from ``leastConfidence``, so that no two changes of one place are both chosen, to 1.
    public func collect(atLeast confidence: Float, into restorations: inout [Restoration]) {
        precondition(confidence >= Self.leastConfidence)
        var changes: [Change] = []
        for start in 0..<lattice.firstArc.count - 1 {
            for index in Int(lattice.firstArc[start])..<Int(lattice.firstArc[start + 1]) {
                let arc = lattice.arcs[index]
                if arc.entry < Lattice.firstSpecial, arc.posterior >= Self.leastChange { changes.append(change(of: arc, from: start)) }
            }
        }
        changes.sort {
            ($0.tokens.lowerBound, $0.tokens.upperBound, $0.output, -$0.posterior) < ($1.tokens.lowerBound, $1.tokens.upperBound, $1.output, -$1.posterior)
        }
        var first = 0
        var end = restorations.last?.tokens.upperBound ?? 0
        while first < changes.count {
            var next = first
            var sum: Float = 0
            while next < changes.count, changes[next].tokens == changes[first].tokens, changes[next].output == changes[first].output {
                sum += changes[next].posterior
                next += 1
            }
            if sum >= confidence, let best = changes[first..<next].first(where: { $0.whole.lowerBound >= end }) {
                restorations.append(Restoration(tokens: best.whole, head: best.head, posterior: min(1, sum)))
                end = best.whole.upperBound
            }
            first = next
        }
    }

    private func change(of arc: Lattice.Arc, from start: Int) -> Change {
        var tokens = start..<Int(arc.end)
        var outputs = Int(arc.firstOutput)..<Int(arc.firstOutput + arc.outputCount)
        while !tokens.isEmpty, !outputs.isEmpty, keptHash(tokens.lowerBound) == lattice.outputs[outputs.lowerBound].hash {
            tokens = tokens.lowerBound + 1..<tokens.upperBound
            outputs = outputs.lowerBound + 1..<outputs.upperBound
        }
        while !tokens.isEmpty, !outputs.isEmpty, keptHash(tokens.upperBound - 1) == lattice.outputs[outputs.upperBound - 1].hash {
            tokens = tokens.lowerBound..<tokens.upperBound - 1
            outputs = outputs.lowerBound..<outputs.upperBound - 1
        }
        var hash = PhraseHash.empty
        for index in outputs { hash = PhraseHash.adding(lattice.outputs[index].hash, to: hash) }
        return Change(tokens: tokens, output: hash, whole: start..<Int(arc.end), head: arc.head, posterior: arc.posterior)
    }

    /// The ``WordHash`` of a token: what its last arc, which keeps it, puts out.
    @inline(__always)
    private func keptHash(_ token: Int) -> UInt64 {
        lattice.outputs[Int(lattice.arcs[Int(lattice.firstArc[token + 1]) - 1].firstOutput)].hash
    }
}
