import Testing
import UnspinCore

/// Sets of words that are looked up by their hash.
struct WordSetTests {
    @Test(arguments: [0, 1, 2, 3, 100, 1000])
    func holdsItsWordsAndNoOthers(count: Int) {
        let words = (0..<count).map { "word\($0)" }
        let set = WordSet(words + words)
        for word in words { #expect(set.contains(WordHash.of(folded: word.utf8))) }
        for number in 0..<1000 { #expect(!set.contains(WordHash.of(folded: "other\(number)".utf8))) }
    }
}
