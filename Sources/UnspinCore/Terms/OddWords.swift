/// The odd words of a document (a spinner is known to write them, and people seldom do), and a filter over all of its words.
///
/// Where it finds no odd word, no broken term is looked for.
public struct OddWords: Sendable {
    /// Their token numbers, in order.
    public private(set) var tokens: [Int] = []
    private var filter: [UInt64] = []
    private var mask: UInt64 = 0

    public init() {}

    /// Reads a document.
    public mutating func read(_ document: Span<Token>, table: TermTable) {
        tokens.removeAll(keepingCapacity: true)
        var words = 16
        while words * 4 < document.count { words *= 2 }
        if filter.count != words {
            filter = [UInt64](repeating: 0, count: words)
        } else {
            for word in filter.indices { filter[word] = 0 }
        }
        mask = UInt64(words * 64 - 1)
        for index in 0..<document.count {
            let hash = document[index].hash
            filter[Int((hash & mask) >> 6)] |= 1 << (hash & 63)
            if table.mayBeOdd(hash), document[index].kind == .word, table.isOdd(hash) { tokens.append(index) }
        }
    }

    /// The token is one of them.
    public func holds(token: Int) -> Bool {
        var (low, high) = (0, tokens.count)
        while low < high {
            let middle = (low + high) / 2
            if tokens[middle] < token { low = middle + 1 } else { high = middle }
        }
        return low < tokens.count && tokens[low] == token
    }

    /// False where the document surely holds no word of this ``WordHash``.
    @inline(__always)
    public func mayHold(_ word: UInt64) -> Bool { filter[Int((word & mask) >> 6)] & 1 << (word & 63) != 0 }
}
