#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension PhraseTableSource {
    /// The same with evidence where the table has none, as tables that were written by hand do: what its substitutions do to the
    /// frequency of phrases in English, by a language model.
    ///
    /// In spun text a variant stands for its heads, too: P(v | spun) = P(v) + Σ P(v | h) P(h). A head is seen less.
    public func withEvidence(from model: LanguageModel) -> PhraseTableSource {
        guard evidence.isEmpty, !substitutions.isEmpty else { return self }
        var frequencies: [String: Double] = [:]
        func frequency(_ phrase: String) -> Double {
            if let known = frequencies[phrase] { return known }
            let frequency = model.frequency(of: phrase)
            frequencies[phrase] = frequency
            return frequency
        }
        var replaced: [String: Double] = [:]
        for (pair, count) in ordered { replaced[pair.head.lowercased(), default: 0] += count }
        func seen(_ head: String) -> Double { replaced[head]! + (kept[head] ?? 0) + PhraseTableCompiler.unseenPrior }
        var spun: [String: Double] = [:]
        for (head, count) in replaced { spun[head] = frequency(head) * (1 - count / seen(head)) }
        for (pair, count) in ordered {
            let head = pair.head.lowercased()
            spun[pair.variant] = (spun[pair.variant] ?? frequency(pair.variant)) + frequency(head) * count / seen(head)
        }
        // As counts, which is what a table holds: so many that the compiler's prior does not matter.
        let sightings = 1e6
        // Words that English hardly knows: their evidence is beyond all bounds anyway.
        let mostSightings = 1e11
        var source = self
        source.evidence = spun.reduce(into: [:]) { evidence, row in
            let seen = sightings * row.value / frequency(row.key)
            // A model may know no frequency at all.
            if seen.isFinite { evidence[row.key] = Evidence(spun: min(mostSightings, seen), human: sightings) }
        }
        source.directives["spun-words"] = "1"
        source.directives["human-words"] = "1"
        return source
    }

    /// Sightings in human text that evidence from a model counts for, beside evidence that was counted.
    private static let modelSightings = 10.0

    /// Adds the counts of another source to those of this one, which has evidence. Where the other has none, what a model says of its phrases
    /// is added for those that are new here.
    public mutating func extend(with other: PhraseTableSource, model: LanguageModel) {
        merge(other)
        if !other.evidence.isEmpty { return }
        let balance = humanWords > 0 ? spunWords / humanWords : 1
        for (phrase, counts) in other.withEvidence(from: model).evidence where evidence[phrase] == nil {
            evidence[phrase] = Evidence(
                spun: Self.modelSightings * counts.spun / counts.human * balance, human: Self.modelSightings)
        }
    }
}

extension LanguageModel {
    /// P(the words of a phrase, anywhere).
    func frequency(of phrase: String) -> Double { exp(Double(score(ids(of: phrase), from: State()).0)) }
}
