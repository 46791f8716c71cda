import UnspinCore

/// One thread's scratch: the segments, tokens and lattice of the document at hand.
struct Workspace: Sendable {
    private var reader: DocumentReader
    private var inference = SpunInference()
    /// The inference for another profile, to be held against the best one so far.
    private var rival = SpunInference()
    private var tokenizer = Tokenizer()
    /// The tokens of the paragraphs that are spun in places.
    private var tokens: [Token] = []
    private var isSpun: [Bool] = []
    private var phrases = PhraseNormalizer()
    private var table: PhraseTable?

    init(_ engine: Engine) { reader = DocumentReader(engine.tables) }

    /// Reads a document; finds its spun regions and their profile.
    mutating func infer(_ bytes: [UInt8], _ configuration: Configuration) -> Damage {
        table = nil
        guard configuration.assumption != .clean, !reader.counters.isEmpty else { return .none }
        reader.read(bytes.span)
        let segments = reader.segments
        guard let first = segments.first, let last = segments.last else { return .none }

        var best = reader.counters[0].table
        for (index, counter) in reader.counters.enumerated() {
            rival.infer(segments, evidence: counter.sums)
            if index > 0, rival.document <= inference.document { continue }
            swap(&rival, &inference)
            best = counter.table
        }
        if configuration.assumption == .spun {
            table = best
            let whole = first.bytes.lowerBound..<last.bytes.upperBound
            return Damage(
                probability: 1, profile: best.name, regions: [Damage.Region(range: whole, probability: 1, profile: best.name)])
        }
        var regions: [Damage.Region] = []
        for (segment, probability) in zip(segments, inference.segments) where probability > 0.5 {
            if let last = regions.last, last.range.upperBound + 2 >= segment.bytes.lowerBound {
                regions[regions.count - 1].range = last.range.lowerBound..<segment.bytes.upperBound
                regions[regions.count - 1].probability = max(last.probability, probability)
            } else {
                regions.append(Damage.Region(range: segment.bytes, probability: probability, profile: best.name))
            }
        }
        if !regions.isEmpty { table = best }
        return Damage(
            probability: inference.document, profile: regions.isEmpty ? nil : best.name, regions: regions)
    }

    /// The edits for the document that was judged last.
    mutating func repair(_ bytes: [UInt8], _ engine: Engine, _ configuration: Configuration) -> [Edit] {
        var edits: [Edit] = []
        if let table, configuration.runs(PhraseNormalizer.id) {
            tokenizeSpun(bytes, all: configuration.assumption == .spun)
            let (tokens, isSpun) = (self.tokens, self.isSpun)
            phrases.decoder.context = engine.context
            phrases.normalize(
                bytes: bytes.span, tokens: tokens.span, isSpun: isSpun.span, table: table, model: engine.model,
                minimumConfidence: configuration.minimumConfidence, judge: configuration.judge, into: &edits)
        }
        return edits
    }

    /// Cuts the paragraphs that are spun in places into tokens: nothing reaches from one paragraph into another.
    private mutating func tokenizeSpun(_ bytes: [UInt8], all: Bool) {
        tokens.removeAll(keepingCapacity: true)
        isSpun.removeAll(keepingCapacity: true)
        let segments = reader.segments
        var start = 0
        while start < segments.count {
            var end = start + 1
            while end < segments.count, !segments[end].beginsParagraph { end += 1 }
            if all || (start..<end).contains(where: { inference.segments[$0] > 0.5 }) {
                var token = tokens.count
                tokenizer.tokenize(bytes.span, range: segments[start].bytes.lowerBound..<segments[end - 1].bytes.upperBound, into: &tokens)
                for index in start..<end {
                    let spun = all || inference.segments[index] > 0.5
                    while token < tokens.count, Int(tokens[token].end) <= segments[index].bytes.upperBound {
                        isSpun.append(spun)
                        token += 1
                    }
                }
            }
            start = end
        }
    }
}
