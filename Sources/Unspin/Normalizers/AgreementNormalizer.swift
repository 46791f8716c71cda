import UnspinCore

/// The step `agreement`: words that a spinner doubled, articles, verbs and apostrophes that its words left wrong.
struct AgreementNormalizer: ProseNormalizer {
    static let id = "agreement"

    private let input: StepInput
    private var tokens: [Token] = []
    /// How the text writes apostrophes; it is read when that is asked for.
    private lazy var apostrophe = PhraseNormalizer.usesCurlyApostrophes(input.bytes.span) ? "’" : "'"
    private var edits: [Edit] = []

    static func edits(_ text: StepInput) -> [Edit] {
        var step = AgreementNormalizer(text)
        for range in text.spun ?? [] { step.mend(range) }
        return step.edits
    }

    private init(_ input: StepInput) {
        self.input = input
    }

    private mutating func mend(_ range: Range<Int>) {
        var tokenizer = Tokenizer()
        var tokens: [Token] = []
        tokenizer.tokenize(input.bytes.span, range: range, into: &tokens)
        self.tokens = tokens
        var index = 0
        while index < tokens.count {
            if !Self.starters.contains(tokens[index]) || tokens[index].kind != .word || input.spans.overlap(bytes(index)) {
                index += 1
                continue
            }
            index += doubled(index) ?? article(index) ?? verb(index) ?? apostrophe(index) ?? 1
        }
    }

    /// Words that a rule may begin at: most others are passed over without another look.
    private static let starters = WordSet(singleWords + articleWords + subjectWords + contractions.keys + Array(stems.keys) + ["s"])

    // MARK: Rules: each looks at the word at `index`, and returns how many tokens it is done with

    /// Words that English never writes twice in a row. "had had", "that that", "on on" and their kin are missing.
    private static let singleWords = [
        "the", "a", "an", "of", "to", "and", "for", "with", "by", "from", "at", "into", "or", "than", "their", "its", "his", "my", "our", "your",
        "between", "against", "because", "if", "we", "they", "i", "he", "are", "were", "be", "been",
    ]
    private static let single = WordSet(singleWords)
    private static let articleWords = ["the", "a", "an"]
    private static let articles = WordSet(articleWords)

    /// "of of", "the a part": the first of both is the author's.
    private mutating func doubled(_ index: Int) -> Int? {
        guard index + 1 < tokens.count else { return nil }
        let (word, next) = (tokens[index], tokens[index + 1])
        let areSame = word.hash == next.hash
        let areArticles = !areSame && Self.articles.contains(word) && Self.articles.contains(next)
        guard areArticles || (areSame && Self.single.contains(word)), isNext(index + 1), !isName(index), next.letterCase != .upper else { return nil }
        // "the A team", "vitamin A a day", "Plan A".
        if areArticles, next.letterCase != .lower || word.letterCase == .capitalized && Article.isAn(word) == false { return nil }
        add(
            bytes(index).upperBound..<bytes(index + 1).upperBound, "", "doubled", areArticles ? 0.8 : 0.95,
            areArticles ? "One article is enough." : "A word that English does not write twice.")
        return 2
    }

    /// "a" and "an" by the sound of the next word.
    private mutating func article(_ index: Int) -> Int? {
        guard let isAn = Article.isAn(tokens[index]), index + 1 < tokens.count, isNext(index + 1), !isName(index),
            let takesAn = Article.takesAn(sound: text(bytes(index + 1))), takesAn != isAn
        else { return nil }
        // The phrases were chosen to fit their articles, which a spinner leaves alone.
        if input.isRestored(bytes(index + 1)) || input.isRestored(bytes(index)) { return nil }
        // "a historic" and "an historic" are both written, as are those that some speak letter by letter.
        let next = folded(index + 1)
        if next.hasPrefix("histor") || next.hasPrefix("hotel") || next == "herb" || next == "herbs" { return nil }
        let original = text(bytes(index))
        add(bytes(index), takesAn ? original + "n" : String(original.prefix(1)), "article", 0.9, "The article fits the sound of the word after it.")
        return 1
    }

    /// "A" that is a name: "Plan A", "vitamin A", "A is for apple".
    private func isName(_ index: Int) -> Bool {
        guard bytes(index).count == 1, input.bytes[bytes(index).lowerBound] == UInt8(ascii: "A") else { return false }
        if index + 1 < tokens.count, ["is", "and", "or", "in"].contains(folded(index + 1)) { return true }
        return index > 0 && !tokens[index].lineBefore && tokens[index - 1].kind == .word
    }

    private static let plural: [String: String] = ["is": "are", "was": "were", "has": "have", "isn't": "aren't", "wasn't": "weren't", "hasn't": "haven't"]
    private static let singular: [String: String] = ["are": "is", "have": "has", "aren't": "isn't", "haven't": "hasn't"]
    private static let first: [String: String] = ["is": "am", "are": "am", "has": "have", "were": "was", "hasn't": "haven't"]
    private static let subjectWords = ["we", "they", "you", "he", "she", "it", "i"]
    private static let subjects = WordSet(subjectWords)
    private static let verbs = WordSet(Array(plural.keys) + singular.keys + first.keys)
    /// Words after which a clause begins.
    private static let openers = WordSet(["that", "because", "but", "when", "while", "although", "since", "so"])

    /// "We is", "they was", "he have".
    private mutating func verb(_ index: Int) -> Int? {
        guard index + 1 < tokens.count, Self.subjects.contains(tokens[index]), Self.verbs.contains(tokens[index + 1]), isNext(index + 1),
            beginsClause(index)
        else { return nil }
        let verb = folded(index + 1)
        let form: String?
        switch folded(index) {
        case "we", "they", "you": form = Self.plural[verb]
        case "he", "she", "it": form = Self.singular[verb]
        // "If I were" is as it should be.
        case "i": form = verb == "were" && index > 0 ? nil : Self.first[verb]
        default: return nil
        }
        guard let form, tokens[index + 1].letterCase == .lower else { return nil }
        add(bytes(index + 1), form.replacing("'", with: apostrophe), "verb", 0.9, "The verb agrees with “\(text(bytes(index)))”.")
        return 2
    }

    private func beginsClause(_ index: Int) -> Bool {
        if index == 0 || tokens[index].lineBefore { return true }
        return Self.openers.contains(tokens[index - 1])
            || [".", ",", ";", ":", "“", "\"", "—", "–", "(", "!", "?"].contains(text(bytes(index - 1)))
    }

    private static let contractions: [String: String] = {
        let negated = ["do", "did", "does", "is", "was", "are", "were", "would", "could", "should", "has", "have", "had", "ca"]
        let others = ["they re", "you re", "we ve", "they ve", "you ve", "i ve", "i m", "that s", "what s", "there s", "they ll", "you ll"]
        var table: [String: String] = [:]
        for word in negated { table[word + "nt"] = word + "n't" }
        for word in others { table[word.filter { $0 != " " }] = word.replacing(" ", with: "'") }
        return table
    }()
    private static let stems: [String: Set<String>] = [
        "t": ["don", "didn", "doesn", "isn", "wasn", "aren", "weren", "wouldn", "couldn", "shouldn", "hasn", "haven", "hadn", "can", "won", "mustn"],
        "re": ["they", "you", "we"], "ve": ["they", "you", "we", "i"], "ll": ["they", "you", "we", "i", "he", "she", "it"], "m": ["i"],
    ]
    private static let contracted = WordSet(contractions.keys)
    private static let endings = WordSet(stems.keys + ["s"])

    /// "dont", "don t", "the president s office".
    private mutating func apostrophe(_ index: Int) -> Int? {
        guard Self.contracted.contains(tokens[index]) || Self.endings.contains(tokens[index]) else { return nil }
        let word = folded(index)
        if let contraction = Self.contractions[word], tokens[index].letterCase != .upper {
            let original = text(bytes(index))
            let cased = original.first!.isUppercase || word == "im" || word == "ive" ? contraction.prefix(1).uppercased() + contraction.dropFirst() : contraction
            add(bytes(index), cased.replacing("'", with: apostrophe), "apostrophe", 0.95, "A lost apostrophe.")
            return 1
        }
        guard index > 0, isNext(index), tokens[index].letterCase == .lower, tokens[index - 1].kind == .word else { return nil }
        let stem = folded(index - 1)
        let isPossessive = word == "s" && stem.count > 1 && index + 1 < tokens.count && isNext(index + 1) && tokens[index + 1].kind == .word
            && tokens[index - 1].letterCase != .upper
        guard isPossessive || Self.stems[word]?.contains(stem) == true else { return nil }
        add(bytes(index - 1).upperBound..<bytes(index).lowerBound, apostrophe, "apostrophe", 0.9, "A lost apostrophe.")
        return 1
    }

    // MARK: Looking at tokens

    /// One space, and no line end, stands before the token.
    private func isNext(_ index: Int) -> Bool {
        tokens[index].spaceBefore && !tokens[index].lineBefore && bytes(index).lowerBound - bytes(index - 1).upperBound == 1
    }

    private func bytes(_ index: Int) -> Range<Int> { Int(tokens[index].start)..<Int(tokens[index].end) }

    private func text(_ range: Range<Int>) -> String { String(decoding: input.bytes[range], as: UTF8.self) }

    private func folded(_ index: Int) -> String { FoldedText.fold(input.bytes[bytes(index)]) }

    private mutating func add(_ range: Range<Int>, _ replacement: String, _ rule: String, _ confidence: Double, _ reason: String) {
        if range.lowerBound < edits.last?.range.upperBound ?? 0 { return }
        edits.append(
            Edit(
                range: range, original: text(range), replacement: replacement, step: Self.id, rule: "agreement/\(rule)", confidence: confidence,
                reason: reason))
    }
}
