/// Counts how many repairs are right.
struct Tally {
    typealias Scalars = [Unicode.Scalar]

    /// Damaged places, and how many of them were repaired.
    private(set) var damaged = 0, repaired = 0
    /// Changed places, how many of them are right, and how many were not damaged.
    private(set) var changed = 0, good = 0, falseEdits = 0
    private(set) var words = 0
    /// What was missed or wrong, and what stands there now.
    private(set) var misses: [(String, String)] = []
    private(set) var wrongs: [(String, String)] = []

    var precision: Double { changed > 0 ? Double(good) / Double(changed) : 1 }
    var recall: Double { damaged > 0 ? Double(repaired) / Double(damaged) : 1 }
    /// Weights precision twice as high as recall.
    var f05: Double {
        let (p, r) = (precision, recall)
        return p + r > 0 ? 1.25 * p * r / (0.25 * p + r) : 0
    }

    /// The figures as one JSON line.
    var summary: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("words", words)
            writer.field("damaged", damaged)
            writer.field("repaired", repaired)
            writer.field("changed", changed)
            writer.field("false_edits", falseEdits)
            writer.field("precision", precision.rounded(places: 4))
            writer.field("recall", recall.rounded(places: 4))
            writer.field("f05", f05.rounded(places: 4))
            writer.field("false_per_10k", (1e4 * Double(falseEdits) / Double(max(1, words))).rounded(places: 3))
        }
        writer.raw("\n")
        return writer.bytes
    }

    /// Every miss and every wrong, a line each.
    var listing: String {
        var text = ""
        for (kind, rows) in [("missed", misses), ("wrong", wrongs)] {
            for (before, after) in rows { text += "\(kind)\t\(before)\t=>\t\(after)\n" }
        }
        return text
    }

    /// A replacement in a text, in characters.
    struct Replacement {
        var range: Range<Int>
        var text: Scalars
    }

    /// Exact return to the original wording, place by place.
    mutating func add(spun: Scalars, gold: [Replacement], system: [Replacement]) {
        func apply(_ changes: [Cluster<Scalars>.Change], _ range: Range<Int>) -> Scalars {
            var text: Scalars = []
            var at = range.lowerBound
            for change in changes {
                if at < change.range.lowerBound { text += spun[at..<change.range.lowerBound] }
                text += change.payload
                at = change.range.upperBound
            }
            if at < range.upperBound { text += spun[at..<range.upperBound] }
            return text
        }
        func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
            var text = ""
            text.unicodeScalars.append(contentsOf: scalars)
            return text
        }
        words += EvaluationText.spacedWords(spun)
        var changes: [Cluster<Scalars>.Change] = []
        for (isGold, replacements) in [(true, gold), (false, system)] {
            for replacement in replacements
            where EvaluationText.folded(spun[replacement.range]) != EvaluationText.folded(replacement.text) {
                changes.append(.init(range: replacement.range, isGold: isGold, payload: replacement.text))
            }
        }
        for cluster in Cluster.clusters(changes, meets: { $1.lowerBound < $0.upperBound }) {
            let (gold, system) = (cluster.gold, cluster.system)
            let isRight = !gold.isEmpty
                && EvaluationText.folded(apply(gold, cluster.range)) == EvaluationText.folded(apply(system, cluster.range))
            damaged += gold.count
            repaired += isRight ? gold.count : 0
            changed += system.count
            good += isRight ? system.count : 0
            if gold.isEmpty { falseEdits += system.count }
            if isRight { continue }
            if !system.isEmpty {
                let around = max(0, cluster.range.lowerBound - 20)..<min(spun.count, cluster.range.upperBound + 20)
                wrongs.append((string(spun[around]), string(apply(system, cluster.range))))
            }
            if !gold.isEmpty {
                misses.append((
                    string(spun[cluster.range]) + " <- " + string(apply(gold, cluster.range)),
                    string(apply(system, cluster.range))
                ))
            }
        }
    }

    /// A damaged place, in words, with every restoration that is accepted.
    private struct Damage {
        var range: Range<Int>
        var accepted: [[String]]
    }

    /// Restoration by words, against one or more whole references. The first finds the damaged places; the others add
    /// restorations.
    mutating func add(spun: Scalars, output: Scalars, references: [Scalars]) {
        let spunWords = EvaluationText.words(spun)
        let outputWords = EvaluationText.words(output)
        var gold: [Damage] = []
        for (number, reference) in references.enumerated() {
            let referenceWords = EvaluationText.words(reference)
            for change in SequenceMatcher(spunWords, referenceWords).changes() {
                let restoration = Array(referenceWords[change.right])
                if number == 0 {
                    gold.append(Damage(range: change.left, accepted: [restoration]))
                } else {
                    for index in gold.indices where gold[index].range == change.left { gold[index].accepted.append(restoration) }
                }
            }
        }
        words += spunWords.count
        var changes = gold.map { Cluster<[[String]]>.Change(range: $0.range, isGold: true, payload: $0.accepted) }
        for change in SequenceMatcher(spunWords, outputWords).changes() {
            changes.append(.init(range: change.left, isGold: false, payload: [Array(outputWords[change.right])]))
        }
        let clusters = Cluster.clusters(changes) { so, next in
            next.lowerBound < so.upperBound
                || (next.lowerBound <= so.upperBound && (next.isEmpty || so.isEmpty))
        }
        for cluster in clusters { add(cluster, spunWords) }
    }

    /// The words are those of a range of the spun text, with one accepted restoration in each of its places.
    ///
    /// Time grows with the number of restorations, not with that of their combinations.
    private static func accepts(_ words: [String], _ spun: [String], _ range: Range<Int>, _ places: [Damage]) -> Bool {
        // How many of the words may stand for what was read so far.
        var read: Set<Int> = [0]
        func go(on alternatives: [[String]]) {
            read = read.reduce(into: []) { next, start in
                for alternative in alternatives where words[start...].starts(with: alternative) { next.insert(start + alternative.count) }
            }
        }
        var at = range.lowerBound
        for place in places {
            if at < place.range.lowerBound { go(on: [Array(spun[at..<place.range.lowerBound])]) }
            go(on: place.accepted)
            at = place.range.upperBound
        }
        if at < range.upperBound { go(on: [Array(spun[at..<range.upperBound])]) }
        return read.contains(words.count)
    }

    private mutating func add(_ cluster: Cluster<[[String]]>, _ spun: [String]) {
        func render(_ parts: [(range: Range<Int>, words: [String])]) -> [String] {
            var text: [String] = []
            var at = cluster.range.lowerBound
            for part in parts {
                if at < part.range.lowerBound { text += spun[at..<part.range.lowerBound] }
                text += part.words
                at = part.range.upperBound
            }
            if at < cluster.range.upperBound { text += spun[at..<cluster.range.upperBound] }
            return text
        }
        let (gold, system) = (cluster.gold, cluster.system)
        let found = render(system.map { ($0.range, $0.payload[0]) })
        let isRight = !gold.isEmpty && Self.accepts(found, spun, cluster.range, gold.map { Damage(range: $0.range, accepted: $0.payload) })
        // Where the words as they stand are accepted too, no change is asked for.
        let required = gold.count { !$0.payload.contains(Array(spun[$0.range])) }
        damaged += required
        repaired += isRight ? required : 0
        let after = found.joined(separator: " ")
        if !system.isEmpty {
            changed += 1
            good += isRight ? 1 : 0
            if gold.isEmpty { falseEdits += 1 }
            if !isRight {
                let around = max(0, cluster.range.lowerBound - 3)..<min(spun.count, cluster.range.upperBound + 3)
                wrongs.append((spun[around].joined(separator: " "), after))
            }
        }
        if required > 0, !isRight { misses.append((spun[cluster.range].joined(separator: " "), after)) }
    }
}
