import UnspinCore

/// Finds words that belong to a phrase though the spinner left them as they were: where “in” becomes “within” before “the” and
/// stands everywhere else, the spinner's list has “in the”.
struct PhraseContext {
    private struct Key: Hashable {
        var variant: String
        var head: String
    }

    /// How often a pair was seen, and how often with which word before and after it.
    private struct Neighbours {
        var count = 0
        var before: [String: Int] = [:]
        var after: [String: Int] = [:]
    }

    /// A pair must be seen so many times.
    private static let least = 4
    /// A word belongs to a pair where it stands beside it at least this share of times.
    private static let share = 0.8
    /// With the word, the original is replaced so many times as often as without it, of all times that it stood.
    private static let lift = 1.3

    private var neighbours: [Key: Neighbours] = [:]
    /// How often each original was replaced.
    private var replaced: [String: Int] = [:]
    /// How often it was left standing, alone and with each word beside it.
    private var standing: [String: Int] = [:]

    static func extend(_ pairs: inout [[[PhrasePair]]], in texts: [[Stretch]]) {
        var context = PhraseContext()
        for (text, stretches) in texts.enumerated() {
            for (number, stretch) in stretches.enumerated() { context.count(pairs[text][number], stretch) }
        }
        for (text, stretches) in texts.enumerated() {
            for (number, stretch) in stretches.enumerated() { context.countStanding(pairs[text][number], stretch) }
        }
        for (text, stretches) in texts.enumerated() {
            for (number, stretch) in stretches.enumerated() { context.extend(&pairs[text][number], stretch) }
        }
    }

    private static func key(_ pair: PhrasePair, _ stretch: Stretch) -> Key {
        Key(variant: FoldedText.fold(stretch.spun[stretch.bytes(of: pair.words)]), head: FoldedText.fold(pair.original))
    }

    /// The word at a place, folded; nil for a mark, and where `limits` end.
    private static func word(_ place: Int, _ stretch: Stretch, _ limits: Range<Int>) -> String? {
        limits.contains(place) && !stretch.isMark[place] ? FoldedText.fold(stretch.spun[stretch.words[place]]) : nil
    }

    /// The words around a pair that belong to no other.
    private static func limits(_ index: Int, _ pairs: [PhrasePair], _ stretch: Stretch) -> Range<Int> {
        (index > 0 ? pairs[index - 1].words.upperBound : 0)
            ..< (index + 1 < pairs.count ? pairs[index + 1].words.lowerBound : stretch.words.count)
    }

    private mutating func count(_ pairs: [PhrasePair], _ stretch: Stretch) {
        for (index, pair) in pairs.enumerated() {
            let limits = Self.limits(index, pairs, stretch)
            let key = Self.key(pair, stretch)
            neighbours[key, default: Neighbours()].count += 1
            replaced[key.head, default: 0] += 1
            if let word = Self.word(pair.words.lowerBound - 1, stretch, limits) { neighbours[key]!.before[word, default: 0] += 1 }
            if let word = Self.word(pair.words.upperBound, stretch, limits) { neighbours[key]!.after[word, default: 0] += 1 }
        }
    }

    private mutating func countStanding(_ pairs: [PhrasePair], _ stretch: Stretch) {
        var start = 0
        for index in 0...pairs.count {
            let end = index < pairs.count ? pairs[index].words.lowerBound : stretch.words.count
            let kept = start..<max(start, end)
            for first in kept {
                var phrase = ""
                for last in first..<min(kept.upperBound, first + PhraseSplitter.longest) {
                    guard let word = Self.word(last, stretch, kept) else { break }
                    phrase += (phrase.isEmpty ? "" : " ") + word
                    guard replaced[phrase] != nil else { continue }
                    standing[phrase, default: 0] += 1
                    if let next = Self.word(last + 1, stretch, kept) { standing["\(phrase) \(next)", default: 0] += 1 }
                    if let before = Self.word(first - 1, stretch, kept) { standing["\(before) \(phrase)", default: 0] += 1 }
                }
            }
            if index < pairs.count { start = pairs[index].words.upperBound }
        }
    }

    /// Whether a word that stands beside a pair as often as `count` says belongs to it, which makes `together` the original.
    private func belongs(_ key: Key, _ together: String, count: Int) -> Bool {
        guard let seen = neighbours[key], seen.count >= Self.least, Double(count) >= Self.share * Double(seen.count) else { return false }
        let stands = standing[together] ?? 0
        let (others, standsOtherwise) = (replaced[key.head]! - count, (standing[key.head] ?? 0) - stands)
        // What never stands may have any word beside it by chance.
        guard others + standsOtherwise > 0 else { return false }
        return Double(count) / Double(count + stands) >= Self.lift * Double(others) / Double(others + standsOtherwise)
    }

    private func extend(_ pairs: inout [PhrasePair], _ stretch: Stretch) {
        for index in pairs.indices {
            let key = Self.key(pairs[index], stretch)
            let limits = Self.limits(index, pairs, stretch)
            let words = pairs[index].words
            let space = [UInt8(ascii: " ")]
            if let word = Self.word(words.upperBound, stretch, limits),
                belongs(key, "\(key.head) \(word)", count: neighbours[key]?.after[word] ?? 0)
            {
                pairs[index].words = words.lowerBound..<words.upperBound + 1
                pairs[index].original += space + stretch.spun[stretch.words[words.upperBound]]
            } else if let word = Self.word(words.lowerBound - 1, stretch, limits),
                belongs(key, "\(word) \(key.head)", count: neighbours[key]?.before[word] ?? 0)
            {
                pairs[index].words = words.lowerBound - 1..<words.upperBound
                pairs[index].original = stretch.spun[stretch.words[words.lowerBound - 1]] + space + pairs[index].original
            }
        }
    }
}
