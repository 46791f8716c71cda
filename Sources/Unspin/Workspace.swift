import UnspinCore

/// One thread's scratch: the tokens, regions and lattice of the document at hand.
struct Workspace: Sendable {
    private var tokenizer = Tokenizer()
    private var tokens: [Token] = []
    private var segments: [RegionSegmenter.Segment] = []
    private var isSpun: [Bool] = []
    private var sightings = Sightings()
    private var phrases = PhraseNormalizer()
    private var table: PhraseTable?

    init() {}

    mutating func read(_ bytes: [UInt8]) {
        tokens.removeAll(keepingCapacity: true)
        tokenizer.tokenize(bytes.span, range: 0..<bytes.count, into: &tokens)
    }

    /// Finds the spun regions and their profile.
    mutating func infer(_ bytes: [UInt8], _ engine: Engine, _ configuration: Configuration) -> Damage {
        table = nil
        isSpun.removeAll(keepingCapacity: true)
        isSpun.append(contentsOf: repeatElement(false, count: tokens.count))
        guard configuration.assumption != .clean, !tokens.isEmpty, !engine.tables.isEmpty else { return .none }
        // A span of an array that is a property would hold all of `self`.
        let tokens = self.tokens
        RegionSegmenter.segment(tokens.span, into: &segments)

        var best: (PhraseTable, SpunInference.Outcome)?
        for table in engine.tables {
            sightings.beginDocument()
            let evidence = segments.map {
                SpunInference.evidence(tokens.span, $0.tokens, in: bytes.span, table: table, sightings: &sightings)
            }
            let outcome = SpunInference.infer(segments, evidence: evidence)
            if best == nil || outcome.document > best!.1.document { best = (table, outcome) }
        }
        let (table, outcome) = best!
        if configuration.assumption == .spun {
            self.table = table
            for index in isSpun.indices { isSpun[index] = true }
            let whole = Int(tokens[0].start)..<Int(tokens[tokens.count - 1].end)
            return Damage(
                probability: 1, profile: table.name,
                regions: [Damage.Region(range: whole, probability: 1, profile: table.name)])
        }
        var regions: [Damage.Region] = []
        for (segment, probability) in zip(segments, outcome.segments) where probability > 0.5 {
            for token in segment.tokens { isSpun[token] = true }
            let range = Int(tokens[segment.tokens.lowerBound].start)..<Int(tokens[segment.tokens.upperBound - 1].end)
            if let last = regions.last, last.range.upperBound + 2 >= range.lowerBound {
                regions[regions.count - 1].range = last.range.lowerBound..<range.upperBound
                regions[regions.count - 1].probability = max(last.probability, probability)
            } else {
                regions.append(Damage.Region(range: range, probability: probability, profile: table.name))
            }
        }
        if !regions.isEmpty { self.table = table }
        return Damage(
            probability: outcome.document, profile: regions.isEmpty ? nil : table.name, regions: regions)
    }

    /// The edits for the document that was read and judged last.
    mutating func repair(_ bytes: [UInt8], _ engine: Engine, _ configuration: Configuration) -> [Edit] {
        var edits: [Edit] = []
        if let table, configuration.runs(PhraseNormalizer.id) {
            let (tokens, isSpun) = (self.tokens, self.isSpun)
            phrases.decoder.context = engine.context
            phrases.normalize(
                bytes: bytes.span, tokens: tokens.span, isSpun: isSpun.span, table: table, model: engine.model,
                minimumConfidence: configuration.minimumConfidence, judge: configuration.judge, into: &edits)
        }
        return edits
    }
}
