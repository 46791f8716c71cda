import UnspinCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What is known of a reading of some words as a broken term, and the odds that follow.
///
/// The weights are those of logistic regressions (spinner against human): terms of the table broken by its own swaps in made-up
/// sentences, against what the table finds in human paragraphs that it was not counted from. There are four regressions, since the
/// same evidence weighs differently in them; the one for a word that is varied was fitted on paragraphs whose own counts were taken away.
struct TermFeatures: Sendable {
    /// log P(people write a term) that is in no list, but in the document.
    static let unlistedLog: Float = -14.5

    /// log P(people write the term).
    var termLog: Float
    /// log P(these words | the term), over the swapped words.
    var swapLog: Float
    /// log P(people write these words).
    var humanLog: Float
    /// -log P(people write the word), the mean of the swapped words.
    var rarity: Float
    /// How freely people vary between the swapped words and those of the term: see ``TermTable``.
    var varied: Float
    /// All of the swapped words are odd, and one of them is.
    var isOdd: Bool
    var holdsOdd = false
    /// People were seen to write these words together.
    var isKnown: Bool
    /// Parts of the term that were swapped, and words of it that were kept.
    var swapped: Int
    var kept: Int
    /// How much the words beside it speak against a term that ends here, 0 to 2.
    var neighbours: Float
    /// A word of it has a capital letter within a sentence: people make names of any words.
    var isName: Bool
    /// The term is in the table, or every two words of it are.
    var isListed = true
    /// The term stands in the document elsewhere.
    var stands = false

    @inline(never)
    init(_ tokens: Span<Token>, _ match: TermMatcher.Match, _ table: TermTable) {
        let range = match.tokens
        termLog = match.termLog
        swapLog = match.swapLog
        varied = match.varied
        swapped = match.swapped
        kept = match.words.count - match.swapped
        let form = Self.form(tokens, range)
        isKnown = table.log(form) != nil
        humanLog = Self.humanLog(tokens, range, form, table)
        var rarities: Float = 0
        var words: Float = 0
        isOdd = true
        for index in match.swappedTokens {
            if tokens[index].kind == .mark { continue }
            if table.isOdd(tokens[index].hash) { holdsOdd = true } else { isOdd = false }
            rarities -= table.wordLog(tokens[index].hash)
            words += 1
        }
        rarity = rarities / max(1, words)
        neighbours = Self.neighbours(tokens, range, Self.ends(match.words, tokens, table), table)
        isName = Self.isName(tokens, range)
    }

    @inline(never)
    init(_ tokens: Span<Token>, _ match: EchoMatcher.Match, termLog: Float?, _ table: TermTable) {
        self.termLog = termLog ?? Self.unlistedLog
        isListed = termLog != nil
        swapLog = match.swapLog
        varied = match.varied
        swapped = match.swapped.count
        kept = match.kept.count
        let form = Self.form(tokens, match.tokens)
        isKnown = table.log(form) != nil
        humanLog = Self.humanLog(tokens, match.tokens, form, table)
        var rarities: Float = 0
        isOdd = true
        // Of several words for one, the rarest has to show that they stand there.
        for part in match.swapped {
            var rarest: Float = 0
            var isOddPart = false
            for index in part where tokens[index].kind != .mark {
                rarest = max(rarest, -table.wordLog(tokens[index].hash))
                if table.isOdd(tokens[index].hash) { isOddPart = true }
            }
            rarities += rarest
            if isOddPart { holdsOdd = true } else { isOdd = false }
        }
        rarity = rarities / max(1, Float(match.swapped.count))
        neighbours = Self.neighbours(tokens, match.tokens, Self.ends(match.words, tokens, table), table)
        isName = Self.isName(tokens, match.tokens)
        stands = true
    }

    private static func ends(
        _ words: [TermMatcher.Match.Word], _ tokens: Span<Token>, _ table: TermTable
    ) -> (first: UInt64, last: UInt64) {
        (table.first(words[0], tokens), table.last(words[words.count - 1], tokens))
    }

    /// The log-odds of a broken term against human words, without what other broken terms say, in a document of some tokens.
    func odds(tokens: Int) -> Float {
        let name: Float = isName ? 1 : 0
        let known: Float = isKnown ? 1 : 0
        if stands {
            // Two words for one thing stand in a long document by chance.
            let chance = log(max(1, Float(tokens) / 50))
            let words = 0.95 * termLog + 1.43 * swapLog + 0.75 * rarity
            if !holdsOdd { return echoOdds - chance }
            if swapped == 1 {
                // A frequent swap for a frequent term is sure even where people were seen to write the words.
                return max(echoOdds, words - 2.4 * known - 3.7 * neighbours - 2.5 * name + 9) - chance
            }
            // Any two words of a long document may be so by chance, unless another stands beside them in both places.
            let pairs: Float = kept == 0 ? 2 : 1
            let people = max(0, varied - 3) + 4 * known + 7 * name
            // Each further word that fits makes chance less likely: half a term must not be surer than the whole.
            return words - people - 3.7 * neighbours + 18 + 6 * Float(swapped - 2) - pairs * chance
        }
        if swapped > 1, !isKnown {
            return 0.94 * termLog + 1.52 * swapLog - 0.6 * humanLog + 0.77 * rarity - 4.4 * neighbours - 8.8 * name - 2.6
        }
        return 0.68 * termLog + 1.05 * swapLog - 0.38 * humanLog + 0.35 * rarity - 2.2 * known - 3 * neighbours - 3.3 * name - 0.9
    }

    /// The same for one swapped word, or for common ones, where the term stands elsewhere: people vary their words, and some of them freely.
    private var echoOdds: Float {
        let several = 5 * Float(swapped - 1)
        let known: Float = isKnown ? holdsOdd ? 4 : 6 : 0
        let unlisted: Float = isListed ? 0 : holdsOdd ? 1.5 : 2
        let odd: Float = holdsOdd ? 1 : 0
        let name: Float = isName ? 2.5 : 0
        let words = 0.77 * swapLog + 0.26 * termLog + 0.1 * rarity + Float(min(kept, 2) - 1) + several + odd
        let people = 0.48 * varied + 0.8 * max(0, varied - 3 * Float(swapped))
        // The term is whole as it stands elsewhere: a rare word beside it says little, an odd one that more is broken.
        let beside = neighbours < 1 ? neighbours : 3.7 * neighbours
        return words - people - beside - known - unlisted - name + 6.3
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
