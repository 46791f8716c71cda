import UnspinCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// One thread's scratch: the segments, tokens and lattice of the document at hand.
struct Workspace: Sendable {
    private var reader: DocumentReader
    /// Reads a document anew for the rarer families.
    private var rarerReader: DocumentReader
    /// Reads a document that is known to be spun anew for all families; made when it is asked for.
    private var familyReader: DocumentReader?
    private var inference = SpunInference()
    /// The inference for another profile, to be held against the best one so far.
    private var rival = SpunInference()
    private var tokenizer = Tokenizer()
    /// The tokens of the paragraphs that are spun in places.
    private var tokens: [Token] = []
    /// Their paragraphs, in order.
    private var paragraphs: [Paragraph] = []
    private var isSpun: [Bool] = []
    /// All tokens, where the document holds an odd word and ``tokens`` are not all of them; else none.
    private var allTokens: [Token] = []
    private var phrases = PhraseNormalizer()
    private var terms = TermNormalizer()
    private var names = NameSpellings()
    private var termEdits: [Edit] = []
    private var table: PhraseTable?
    /// What no step changes in the document at hand.
    private var protected: ProtectedSpans?

    /// A paragraph that is spun in places.
    private struct Paragraph {
        var segments: Range<Int>
        /// Half-open range of ``tokens``.
        var tokens: Range<Int>
    }

    init(_ engine: Engine) {
        reader = DocumentReader(engine.tables, engine.terms, signs: engine.signs)
        rarerReader = DocumentReader(rarer: engine.rarer)
    }

    /// Tokens of a spun document, some 40 kB of text, from which on its scratch is worth more than the time to make it anew.
    private static let mostTokens = 1 << 13

    /// It holds the scratch of a long document.
    var isLarge: Bool { max(tokens.capacity, allTokens.capacity) > Self.mostTokens }

    /// Reads a document; finds its spun regions, their profile, and broken terms.
    mutating func infer(_ bytes: [UInt8], _ engine: Engine, _ configuration: Configuration) -> Damage {
        table = nil
        protected = nil
        termEdits.removeAll(keepingCapacity: true)
        guard configuration.assumption != .clean else { return .none }
        reader.read(bytes.span)
        var damage = inferRegions(bytes, engine, configuration)
        tokens.removeAll(keepingCapacity: true)
        paragraphs.removeAll(keepingCapacity: true)
        allTokens.removeAll(keepingCapacity: true)
        if !damage.regions.isEmpty {
            tokenizeSpun(bytes, all: configuration.assumption == .spun)
            if configuration.runs(PhraseNormalizer.id) { findNames(bytes, engine, &damage) }
        }
        if reader.mayHoldBrokenTerms, configuration.runs(TermNormalizer.id) { findTerms(bytes, engine, configuration, &damage) }
        return damage
    }

    private mutating func inferRegions(_ bytes: [UInt8], _ engine: Engine, _ configuration: Configuration) -> Damage {
        let segments = reader.segments
        guard !reader.counters.isEmpty, let first = segments.first, let last = segments.last else { return .none }

        var common = 0
        for (index, counter) in reader.counters.enumerated() {
            rival.infer(segments, evidence: counter.sums)
            if index > 0, rival.document <= inference.document { continue }
            swap(&rival, &inference)
            common = index
        }
        var best = reader.counters[common].table
        if configuration.assumption == .spun {
            best = family(bytes, engine, common: common)
            table = best
            let whole = first.bytes.lowerBound..<last.bytes.upperBound
            return Damage(
                probability: 1, profile: best.name, regions: [Damage.Region(range: whole, probability: 1, profile: best.name)])
        }
        if reader.mayBeOfRarerFamily, let rarer = rarerFamily(bytes, besides: reader.counters[common]) { best = rarer }
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

    /// One spun document in so many is the work of a certain rarer family.
    private static let rarity = 20.0

    /// The rarer family that explains the document best, if one does better than `common` and proves it spun: its inference is then the one at hand.
    private mutating func rarerFamily(_ bytes: [UInt8], besides common: EvidenceCounter) -> PhraseTable? {
        rarerReader.read(bytes.span)
        guard let best = rarerReader.counters.max(by: { $0.forSpun < $1.forSpun }), best.forSpun > common.forSpun + log(Self.rarity) else {
            return nil
        }
        rival.infer(reader.segments, evidence: best.sums)
        guard rival.document > 1 - 1 / Self.rarity else { return nil }
        swap(&rival, &inference)
        return best.table
    }

    /// The family that explains a spun document best: table `common` unless a rarer one does better.
    private mutating func family(_ bytes: [UInt8], _ engine: Engine, common: Int) -> PhraseTable {
        guard !engine.rarer.isEmpty else { return reader.counters[common].table }
        if familyReader == nil { familyReader = DocumentReader(ofSpunText: engine.tables + engine.rarer) }
        // Read where it is: a copy would copy the sightings of all tables.
        familyReader!.read(bytes.span)
        let counters = familyReader!.counters
        let own = counters[common]
        let rarer = counters[engine.tables.count...].max { $0.forSpun < $1.forSpun }
        guard let rarer, rarer.forSpun > own.forSpun + log(Self.rarity) else { return own.table }
        return rarer.table
    }

    /// Takes protected spans out of the spun regions of the document that was read last.
    mutating func leave(_ spans: ProtectedSpans) { protected = spans }

    /// The edits for the document that was read and judged last.
    mutating func repair(_ bytes: [UInt8], _ engine: Engine, _ configuration: Configuration) -> [Edit] {
        var edits: [Edit] = []
        if let table, configuration.runs(PhraseNormalizer.id) {
            markSpun(engine.model, all: configuration.assumption == .spun)
            let (tokens, isSpun) = (self.tokens, self.isSpun)
            phrases.decoder.context = engine.context
            phrases.normalize(
                bytes: bytes.span, tokens: tokens.span, isSpun: isSpun.span, table: table, model: engine.model,
                minimumConfidence: configuration.minimumConfidence, judge: configuration.judge, into: &edits)
        }
        guard !termEdits.isEmpty else { return edits }
        // Where two steps would change the same words, the phrases win, but not over the terms of their own family: a term is more than its words.
        let isOwn = engine.terms.contains { $0.name == table?.name }
        let (sure, others) = isOwn ? (termEdits, edits) : (edits, termEdits)
        edits = sure
        for edit in others {
            let next = sure.partitioningIndex { $0.range.upperBound > edit.range.lowerBound }
            if next == sure.count || sure[next].range.lowerBound >= edit.range.upperBound { edits.append(edit) }
        }
        edits.sort { $0.range.lowerBound < $1.range.lowerBound }
        return edits
    }

    /// Cuts the paragraphs that are spun in places into tokens: nothing reaches from one paragraph into another.
    private mutating func tokenizeSpun(_ bytes: [UInt8], all: Bool) {
        let segments = reader.segments
        var start = 0
        while start < segments.count {
            var end = start + 1
            while end < segments.count, !segments[end].beginsParagraph { end += 1 }
            if all || (start..<end).contains(where: { inference.segments[$0] > 0.5 }) {
                let first = tokens.count
                tokenizer.tokenize(bytes.span, range: segments[start].bytes.lowerBound..<segments[end - 1].bytes.upperBound, into: &tokens)
                paragraphs.append(Paragraph(segments: start..<end, tokens: first..<tokens.count))
            }
            start = end
        }
    }

    /// Says of each token whether it is to be repaired.
    private mutating func markSpun(_ model: LanguageModel, all: Bool) {
        isSpun.removeAll(keepingCapacity: true)
        let segments = reader.segments
        for paragraph in paragraphs {
            let isEnglish = all || model.knowsMost(of: tokens[paragraph.tokens])
            var token = paragraph.tokens.lowerBound
            for index in paragraph.segments {
                let spun = all || (isEnglish && inference.segments[index] > 0.5)
                while token < paragraph.tokens.upperBound, Int(tokens[token].end) <= segments[index].bytes.upperBound {
                    isSpun.append(spun && !isProtected(tokens[token]))
                    token += 1
                }
            }
        }
    }

    /// Whether most words of a region of the document that was judged last are English.
    func isEnglish(_ region: Range<Int>, _ model: LanguageModel) -> Bool {
        let tokens = allTokens.isEmpty ? tokens : allTokens
        let first = tokens.partitioningIndex { $0.start >= region.lowerBound }
        let end = tokens.partitioningIndex { $0.end > region.upperBound }
        return model.knowsMost(of: tokens[first..<max(first, end)])
    }

    private func isProtected(_ token: Token) -> Bool { protected?.overlap(Int(token.start)..<Int(token.end)) ?? false }

    /// Finds names that the spun paragraphs spell in two ways, which are only suspected.
    private mutating func findNames(_ bytes: [UInt8], _ engine: Engine, _ damage: inout Damage) {
        let tokens = tokens
        names.report(bytes.span, tokens.span, model: engine.model, step: PhraseNormalizer.id, into: &damage.suspicions)
    }

    /// Finds the broken terms of the document: what is suspected goes into its damage, and so do the places that will be changed.
    private mutating func findTerms(_ bytes: [UInt8], _ engine: Engine, _ configuration: Configuration, _ damage: inout Damage) {
        let tokens = tokensOfAll(bytes)
        let isKnown = !damage.regions.isEmpty
        for table in engine.terms {
            terms.normalize(
                bytes: bytes.span, tokens: tokens.span, table: table, paperOdds: reader.paperOdds, isPaper: reader.isPaper,
                isSpun: configuration.assumption == .spun, isOfOtherFamily: isKnown && damage.profile != table.name,
                minimumConfidence: configuration.minimumConfidence, edits: &termEdits,
                suspicions: &damage.suspicions)
            for edit in termEdits { damage.add(Damage.Region(range: edit.range, probability: edit.confidence, profile: table.name)) }
        }
    }

    /// The tokens of the whole document; those of the paragraphs, where these are all.
    private mutating func tokensOfAll(_ bytes: [UInt8]) -> [Token] {
        if paragraphs.reduce(0, { $0 + $1.segments.count }) == reader.segments.count { return tokens }
        tokenizer.tokenize(bytes.span, range: 0..<bytes.count, into: &allTokens)
        return allTokens
    }
}
