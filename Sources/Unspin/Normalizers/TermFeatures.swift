import UnspinCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What is known of a reading of some words as a broken term, and the odds that follow.
///
/// The weights are those of logistic regressions (spinner against human): terms of the table broken by its own swaps in made-up
/// sentences, against what the table finds in human paragraphs that it was not counted from. There are three regressions, since the
/// same evidence weighs differently in them.
struct TermFeatures: Sendable {
    /// log P(people write the term).
    var termLog: Float
    /// log P(these words | the term), over the swapped words.
    var swapLog: Float
    /// log P(people write these words).
    var humanLog: Float
    /// -log P(people write the word), the mean of the swapped words.
    var rarity: Float
    /// All of the swapped words are odd.
    var isOdd: Bool
    /// People were seen to write these words together.
    var isKnown: Bool
    /// Words of the term that were swapped.
    var swapped: Int
    /// How much the words beside it speak against a term that ends here, 0 to 2.
    var neighbours: Float
    /// A word of it has a capital letter within a sentence: people make names of any words.
    var isName: Bool
    /// The term stands in the document elsewhere.
    var stands = false

    @inline(never)
    init(
        _ tokens: Span<Token>, _ range: Range<Int>, swappedTokens: [Int], swapped: Int, termLog: Float, swapLog: Float,
        ends: (first: UInt64, last: UInt64), table: TermTable
    ) {
        self.termLog = termLog
        self.swapLog = swapLog
        self.swapped = swapped
        let form = Self.form(tokens, range)
        isKnown = table.log(form) != nil
        humanLog = Self.humanLog(tokens, range, form, table)
        var rarities: Float = 0
        var words: Float = 0
        isOdd = true
        for index in swappedTokens {
            if tokens[index].kind == .mark { continue }
            if !table.isOdd(tokens[index].hash) { isOdd = false }
            rarities -= table.wordLog(tokens[index].hash)
            words += 1
        }
        rarity = rarities / max(1, words)
        neighbours = Self.neighbours(tokens, range, ends, table)
        isName = Self.isName(tokens, range)
    }

    /// The log-odds of a broken term against human words, without what other broken terms say, in a document of some tokens.
    func odds(tokens: Int) -> Float {
        let name: Float = isName ? 1 : 0
        let known: Float = isKnown ? 1 : 0
        if stands {
            // Two words for one thing stand in a long document by chance.
            let chance = log(max(1, Float(tokens) / 50))
            let several: Float = swapped > 1 ? 9 : 0
            return 0.95 * termLog + 1.43 * swapLog + 0.75 * rarity - 2.4 * known - 3.7 * neighbours - 2.5 * name + several + 9 - chance
        }
        if swapped > 1, !isKnown {
            return 0.94 * termLog + 1.52 * swapLog - 0.6 * humanLog + 0.77 * rarity - 4.4 * neighbours - 8.8 * name - 2.6
        }
        return 0.68 * termLog + 1.05 * swapLog - 0.38 * humanLog + 0.35 * rarity - 2.2 * known - 3 * neighbours - 3.3 * name - 0.9
    }

    /// The hash of the words of a range, hyphens left out.
    static func form(_ tokens: Span<Token>, _ range: Range<Int>) -> UInt64 {
        var hash = PhraseHash.empty
        for index in range where tokens[index].kind != .mark { hash = PhraseHash.adding(tokens[index].hash, to: hash) }
        return hash
    }

    /// As counted, or else pair by pair, as rare as what was never seen, or as chance has it.
    private static func humanLog(_ tokens: Span<Token>, _ range: Range<Int>, _ form: UInt64, _ table: TermTable) -> Float {
        if let counted = table.log(form) { return counted }
        var sum: Float = 0
        var last: UInt64?
        for index in range where tokens[index].kind != .mark {
            let word = tokens[index].hash
            let alone = table.wordLog(word)
            if let last {
                let pair = table.log(last, word) ?? min(TermTable.unseen, table.wordLog(last) + alone + EchoMatcher.beside)
                sum += pair - table.wordLog(last)
            } else {
                sum = alone
            }
            last = word
        }
        return min(sum, TermTable.unseen)
    }

    /// What the words beside it say, 2 at most: half a term is no repair.
    private static func neighbours(
        _ tokens: Span<Token>, _ range: Range<Int>, _ ends: (first: UInt64, last: UInt64), _ table: TermTable
    ) -> Float {
        var sum: Float = 0
        if let next = TermMatcher.next(tokens, range.upperBound) {
            let word = tokens[next].hash
            let stood = table.isTerm(tokens[range.upperBound - 1].hash, word)
            sum += neighbour(word, wasTerm: stood, fits: table.log(ends.last, word) != nil, table)
            if sum == 0 { sum += further(tokens, next + 1, table, TermMatcher.next) { $0 + 1 } }
        }
        let after = sum
        if let previous = TermMatcher.previous(tokens, range.lowerBound) {
            let word = tokens[previous].hash
            let stood = table.isTerm(word, tokens[range.lowerBound].hash)
            sum += neighbour(word, wasTerm: stood, fits: table.log(word, ends.first) != nil, table)
            if sum == after { sum += further(tokens, previous, table, TermMatcher.previous) { $0 } }
        }
        return min(2, sum)
    }

    /// An odd word that stands further off in the same row of content words.
    private static func further(
        _ tokens: Span<Token>, _ start: Int, _ table: TermTable, _ step: (Span<Token>, Int) -> Int?, _ on: (Int) -> Int
    ) -> Float {
        var at = start
        for _ in 0..<3 {
            guard let word = step(tokens, at), table.wordLog(tokens[word].hash) < common else { return 0 }
            if table.isOdd(tokens[word].hash) { return 1 }
            at = on(word)
        }
        return 0
    }

    /// A word that is a term with the word at the end ("profound [learning disabilities]") proves most; an odd one, or one that people
    /// do not write beside the repaired term, may be another broken word of it.
    private static func neighbour(_ word: UInt64, wasTerm: Bool, fits: Bool, _ table: TermTable) -> Float {
        if wasTerm { return 2 }
        if fits || table.wordLog(word) > common { return 0 }
        return table.isOdd(word) ? 1.2 : 0.4
    }

    /// Words that are more frequent than this join no term: log P.
    private static let common: Float = -7.5

    private static func isName(_ tokens: Span<Token>, _ range: Range<Int>) -> Bool {
        for index in range {
            let isCapital = switch tokens[index].letterCase {
            case .capitalized, .mixed: true
            default: false
            }
            if isCapital, index > range.lowerBound { return true }
            if isCapital, TermMatcher.previous(tokens, index) != nil { return true }
        }
        return false
    }
}
