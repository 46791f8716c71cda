import Testing
import UnspinCore
import UnspinTestSupport
@testable import UnspinBuilder

@Suite struct AlignmentTests {
    private func hashes(_ text: String) -> [UInt64] { tokens(of: text).map(\.hash) }

    /// The changes between two versions, as words.
    private func changes(_ left: String, _ right: String) -> [String] {
        let (l, r) = (left.split(separator: " "), right.split(separator: " "))
        return WordAligner.changes(hashes(left), hashes(right)).map {
            l[$0.left].joined(separator: " ") + ">" + r[$0.right].joined(separator: " ")
        }
    }

    @Test(arguments: [
        ("a b c", "a b c", []), ("a x c", "a b c", ["x>b"]), ("x b c", "a b c", ["x>a"]), ("a b x", "a b c", ["x>c"]),
        ("a c", "a b c", [">b"]), ("a b c", "a c", ["b>"]), ("x y", "a b c", ["x y>a b c"]), ("", "a", [">a"]),
        // A word kept between two changes is kept; two changes are never made of one.
        ("x m y", "a m b", ["x>a", "y>b"]), ("tons of of men", "hundreds of men", ["tons of>hundreds"]),
        ("gross sales in it", "sales in it", ["gross>"]), ("a a a b", "a a b", ["a>"]),
    ] as [(String, String, [String])])
    func wordsThatDifferAreFound(_ left: String, _ right: String, _ expected: [String]) {
        #expect(changes(left, right) == expected)
    }

    /// The lengths of what is kept in both versions agree, whatever their sizes.
    @Test func longParagraphsAreAlignedWithinBounds() {
        var generator = SeededGenerator(seed: 3)
        let words = (0..<60_000).map { _ in UInt64.random(in: 1...20_000, using: &generator) }
        var other = words
        for _ in 0..<3000 { other[Int.random(in: 0..<other.count, using: &generator)] = UInt64.random(in: 30_000...40_000, using: &generator) }
        let changes = WordAligner.changes(words, other)
        var (i, j, kept) = (0, 0, 0)
        for change in changes {
            #expect(words[i..<change.left.lowerBound].elementsEqual(other[j..<change.right.lowerBound]))
            kept += change.left.lowerBound - i
            (i, j) = (change.left.upperBound, change.right.upperBound)
        }
        #expect(words[i...].elementsEqual(other[j...]))
        #expect(kept > 56_000)
        // No word stands once in both, and the table would be too large.
        #expect(WordAligner.changes(Array(repeating: 1, count: 2000), Array(repeating: 2, count: 2000)).count == 1)
    }

    @Test(arguments: [
        (["a b c", "d e f"], ["a b x", "d e y"], [[0, 0], [1, 1]]), (["a b c"], ["x y z", "a b d"], [[0, 1]]),
        (["x y z", "a b c", "d e f"], ["a b c", "d e f", "x u v w r s t"], [[1, 0], [2, 1]]), ([], ["a"], []), (["a"], ["b"], []),
        (["a b", "c d", "e f"], ["e f"], [[2, 0]]), (["e f"], ["a b", "c d", "e f"], [[0, 2]]),
    ] as [([String], [String], [[Int]])])
    func paragraphsThatBelongTogetherAreFound(_ left: [String], _ right: [String], _ expected: [[Int]]) {
        #expect(ParagraphAligner.align(left.map(hashes), right.map(hashes)).map { [$0.left, $0.right] } == expected)
    }

    @Test func manyParagraphsAreAligned() {
        let left = (0..<3000).map { [UInt64($0), UInt64($0 + 1), 7] }
        var right = left
        right.removeSubrange(1000..<1030)
        right.insert(contentsOf: (0..<20).map { [UInt64(90_000 + $0)] }, at: 2000)
        let pairs = ParagraphAligner.align(left, right)
        #expect(pairs.count >= 2960)
        #expect(pairs.allSatisfy { left[$0.left] == right[$0.right] || abs($0.left - $0.right) <= 40 })
    }

    @Test func neighboursAreSplitByWhatIsSeenElsewhere() {
        func change(_ left: String, _ right: String) -> PhraseSplitter.Change {
            .init(left: left.split(separator: " ").map(String.init), right: right.split(separator: " ").map(String.init))
        }
        let seen = Array(repeating: [change("corporate", "company"), change("mentioned", "said")], count: 3).flatMap(\.self)
        let splits = PhraseSplitter.split(seen + [change("corporate mentioned internet revenue", "company said net income"), change("p q", "r s")])
        #expect(splits[6] == [
            .init(left: 0..<1, right: 0..<1), .init(left: 1..<2, right: 1..<2), .init(left: 2..<4, right: 2..<4),
        ])
        #expect(splits[7] == [.init(left: 0..<2, right: 0..<2)], "nothing tells what belongs together")
    }

    private func learned(_ pairs: [(String, String)]) -> [[String]] {
        var texts = ParallelTexts()
        for (spun, clean) in pairs { texts.add(spun: Array(spun.utf8), clean: Array(clean.utf8)) }
        return texts.documents().map { document in
            document.substitutions.map {
                String(decoding: document.spun[$0.range], as: UTF8.self) + ">" + String(decoding: $0.original, as: UTF8.self)
            }
        }
    }

    @Test func documentsHoldWhatWasChanged() {
        #expect(learned([
            ("The navy chief paid a go to to Mali.\n\nHe spoke.\nIt was rewritten so that nobody, ever, knew.", "The military chief paid a visit to Mali.\nHe spoke.\nIt is new."),
        ]) == [["navy>military", "go to>visit"]])
        // What was set into its place or taken away needs a word beside it.
        #expect(learned([("gross sales rose in it all", "sales rose in it all"), ("he will come soon again", "he will soon again")])
            == [["gross sales>sales"], ["come soon>soon"]])
    }

    @Test func wordsThatWereAddedBelongToThePairThatIsSeenMoreOften() {
        let pairs = ["for us", "of the book", "is new"].map { ("We read content material \($0) today", "We read content \($0) today") }
        #expect(learned(pairs) .dropFirst() == [["content material>content"], ["content material>content"]])
    }

    @Test func aDocumentGivesItsOriginalBack() {
        var texts = ParallelTexts()
        let clean = "The military’s chief paid a visit to Mali. He said: “No!” Twice.\nThe end came soon."
        let spun = "The navy’s chief paid a go to to Mali. He mentioned: “No!” Twice.\nThe tip got here quickly."
        texts.add(spun: Array(spun.utf8), clean: Array(clean.utf8))
        let document = texts.documents()[0]
        #expect(String(decoding: document.spun, as: UTF8.self) == spun)
        #expect(String(decoding: document.human, as: UTF8.self) == clean)
    }

    @Test func wordsThatAlwaysStandBesideAPhraseBelongToIt() {
        let pairs = ["house", "garden", "village", "river", "town"].map {
            ("They had been in a \($0) in may within the end on monday", "They had been in a \($0) in may in the end on friday")
        }
        // “In” stands where no “the” follows; “friday” never stands, so that “on” says nothing.
        #expect(learned(pairs) == Array(repeating: ["within the>in the", "monday>friday"], count: 5))
    }

    @Test func textsThatHaveNothingInCommonAreLeftOut() {
        var texts = ParallelTexts()
        #expect(texts.add(spun: Array("one two three four".utf8), clean: Array("five six seven eight".utf8)) < ParallelTexts.leastLikeness)
        #expect(texts.add(spun: [], clean: []) < ParallelTexts.leastLikeness)
        #expect(texts.documents().isEmpty)
    }
}
