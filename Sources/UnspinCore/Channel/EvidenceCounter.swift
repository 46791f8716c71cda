/// Sums up what a table says for and against a spinner, segment by segment, while the tokens of a document come in.
///
/// Words that no spinner touches say nothing, and what speaks for a spinner counts for 1/n at its n-th sighting in a segment, or in the
/// document. Allocates nothing beyond the growth of ``sums``.
public struct EvidenceCounter: Sendable {
    /// Evidence that one phrase can give for a spinner at most, in nats: people write each of its words, too.
    public static let mostForSpun: Float = 2.5
    /// Evidence that one phrase can give against a spinner at most: a head left standing is nearly a proof.
    public static let mostForHuman: Float = 8
    /// The same in a text that is known to be spun, where it is asked only by whom: then it was left by chance, or by somebody who mended it.
    public static let mostForHumanInSpun: Float = 1.6

    /// Tokens that the memory is ahead of the count.
    private static let ahead = 8

    public let table: PhraseTable
    /// The evidence of each segment so far, in nats: above 0 speaks for a spinner.
    public private(set) var sums: [Double] = []
    /// The evidence of the segments that speak for a spinner, in nats.
    public var forSpun: Double { sums.reduce(0) { $0 + max(0, $1) } }
    private var sightings: Sightings
    private let countsAcrossSegments: Bool
    private let mostForHuman: Float
    /// The sum of the segment at hand.
    private var sum = 0.0
    /// The first token that is not counted yet.
    private var next = 0

    /// - Parameters:
    ///   - countsAcrossSegments: a sighting in one segment makes those in the next ones count for less: a word that an author
    ///     is fond of is no proof.
    ///   - mostForHuman: ``mostForHuman`` or ``mostForHumanInSpun``, in nats.
    public init(_ table: PhraseTable, countsAcrossSegments: Bool = false, mostForHuman: Float = mostForHuman) {
        self.table = table
        self.countsAcrossSegments = countsAcrossSegments
        self.mostForHuman = mostForHuman
        sightings = Sightings(entries: table.entryCount)
    }

    public mutating func beginDocument() {
        sums.removeAll(keepingCapacity: true)
        sum = 0
        sightings.beginSegment()
        next = 0
    }

    private mutating func beginSegment() {
        sum = 0
        if !countsAcrossSegments { sightings.beginSegment() }
    }

    /// Counts the rest of the segment at hand, which ends before token `end`, and begins another.
    public mutating func endSegment(_ tokens: Span<Token>, at end: Int, in bytes: Span<UInt8>) {
        count(tokens, until: end, limit: end, in: bytes)
        sums.append(sum)
        beginSegment()
    }

    /// Counts what is sure already of a segment that may go on after these tokens: all but the last ones, with which a longer phrase
    /// may begin.
    public mutating func countAhead(_ tokens: Span<Token>, in bytes: Span<UInt8>) {
        count(tokens, until: tokens.count - PhraseTableCompiler.longestPhrase, limit: tokens.count, in: bytes)
    }

    /// How many tokens from the first on are done with and can go.
    public var counted: Int { next }

    /// Says that the first `count` tokens, all counted, are gone: token numbers begin after them from now on.
    public mutating func forget(_ count: Int) { next -= count }

    private mutating func count(_ tokens: Span<Token>, until stop: Int, limit: Int, in bytes: Span<UInt8>) {
        var index = next
        var sum = self.sum
        while index < stop {
            table.prefetch(tokens[min(index &+ Self.ahead, tokens.count &- 1)])
            var (match, mayGoOn) = table.first(tokens, index, limit: limit)
            var end = index &+ 1
            var touchable = tokens[index].touchable(in: bytes)
            if mayGoOn != 0 {
                (match, end) = table.longest(tokens, from: index, limit: limit, orElse: (match, end))
                for token in index &+ 1..<end { touchable &= tokens[token].touchable(in: bytes) }
            }
            let value = table.evidence(match)
            if value > 0 {
                if touchable != 0 { sum += Double(min(Self.mostForSpun, value)) / Double(sightings.count(match.id)) }
            } else {
                // Most words add 0, which costs less than to ask whether they do.
                sum += Double(max(-mostForHuman, value) * Float(touchable))
            }
            index = end
        }
        next = index
        self.sum = sum
    }
}
