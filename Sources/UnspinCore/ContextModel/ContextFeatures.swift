/// What stands around a phrase: hashes that, together with a reading of the phrase, name the weights of a ``ContextModel``.
///
/// The two neighbours on either side, in their places and in pairs; the longer words within ``reach`` tokens, in any place; how
/// the phrase is written. Neighbours are taken as they stand in the text at hand, whether a spinner wrote them or not.
struct ContextFeatures: Sendable {
    /// How far the words in any place may stand away, in tokens.
    static let reach = 12
    /// The longest list: eight places and twice the reach.
    static let most = 8 + 2 * reach

    private(set) var hashes: [UInt64] = []

    init() { hashes.reserveCapacity(Self.most) }

    /// Reads what stands around tokens `range`, within their paragraph.
    mutating func read(_ tokens: Span<Token>, _ range: Range<Int>) {
        hashes.removeAll(keepingCapacity: true)
        let left1 = Self.neighbour(tokens, range.lowerBound - 1, isLeft: true, from: range.lowerBound)
        let left2 = Self.neighbour(tokens, range.lowerBound - 2, isLeft: true, from: range.lowerBound)
        let right1 = Self.neighbour(tokens, range.upperBound, isLeft: false, from: range.upperBound)
        let right2 = Self.neighbour(tokens, range.upperBound + 1, isLeft: false, from: range.upperBound)
        add(left1, kind: 1)
        add(right1, kind: 2)
        add(left2, kind: 3)
        add(right2, kind: 4)
        add(PhraseHash.adding(left1, to: left2), kind: 5)
        add(PhraseHash.adding(right2, to: right1), kind: 6)
        add(PhraseHash.adding(right1, to: left1), kind: 7)
        add(UInt64(tokens[range.lowerBound].letterCase.rawValue), kind: 8)
        var index = range.lowerBound - 1
        var steps = 0
        while index >= 0, steps < Self.reach {
            if tokens[index + 1].lineBefore { break }
            addAnywhere(tokens[index])
            index -= 1
            steps += 1
        }
        index = range.upperBound
        steps = 0
        while index < tokens.count, steps < Self.reach {
            if tokens[index].lineBefore { break }
            addAnywhere(tokens[index])
            index += 1
            steps += 1
        }
    }

    @inline(__always)
    private mutating func add(_ hash: UInt64, kind: UInt64) {
        hashes.append((hash ^ (kind &* 0x9e37_79b9_7f4a_7c15)) &* 0xbf58_476d_1ce4_e5b9)
    }

    /// Words of four letters and more say what a text is about.
    @inline(__always)
    private mutating func addAnywhere(_ token: Token) {
        if token.kind == .word, token.end - token.start > 3 { add(token.hash, kind: 9) }
    }

    /// The token at `index`; 0 where the paragraph ends before it.
    @inline(__always)
    private static func neighbour(_ tokens: Span<Token>, _ index: Int, isLeft: Bool, from edge: Int) -> UInt64 {
        guard index >= 0, index < tokens.count else { return 0 }
        if isLeft {
            var at = index + 1
            while at <= edge, at < tokens.count {
                if tokens[at].lineBefore { return 0 }
                at += 1
            }
        } else {
            var at = edge
            while at <= index {
                if tokens[at].lineBefore { return 0 }
                at += 1
            }
        }
        return tokens[index].kind == .number ? LanguageModel.numberHash : tokens[index].hash
    }
}
