/// Reads what stands around one place of a document after the other, for a ``ContextModel``.
///
/// The sum over the words in any place slides along the tokens: a place costs the words that enter and leave it.
struct ContextWindow {
    private static let greatestScore: Float = 1e6
    /// Tokens that the memory is ahead of the window.
    private static let ahead = 16

    private let model: ContextModel
    /// That of the model, which is kept alive where it is read: no reference has to be counted for it.
    private let storage: ContextModelStorage
    /// The row of each token.
    private var rows: [UInt16] = []
    /// Sum of the vectors of tokens `start - far ..< start + far`, and how many of them are known.
    private var around: [Int16]
    private var known = 0
    private var start = 0
    private var hidden: [Float]
    private var input: [Float]
    private var exact: [Int16]
    /// The rows of the near words: the left ones from the nearest, then the right ones.
    private var near: [UInt16]

    init(_ model: ContextModel, _ tokens: Span<Token>) {
        self.model = model
        storage = model.storage
        let shape = storage.shape
        around = [Int16](repeating: 0, count: shape.embedding)
        exact = around
        hidden = [Float](repeating: 0, count: shape.hidden)
        input = [Float](repeating: 0, count: 2 * shape.embedding)
        near = [UInt16](repeating: 0, count: 2 * shape.near)
        rows.reserveCapacity(tokens.count)
        for index in 0..<tokens.count { rows.append(UInt16(storage.row(ofWord: ContextModel.key(of: tokens[index])))) }
        for index in 0..<min(shape.far, rows.count) { add(index, 1) }
    }

    @inline(__always)
    private mutating func add(_ index: Int, _ factor: Int32) {
        guard index >= 0, index < rows.count, rows[index] > 1 else { return }
        storage.add(Int(rows[index]), sign: factor, to: &around)
        known += Int(factor)
    }

    /// Has the vectors of the words some way ahead brought near.
    @inline(__always)
    private func prefetch() {
        let (placed, anywhere) = (start + Self.ahead, start + storage.shape.far + Self.ahead)
        if placed < rows.count { storage.prefetch(placed: Int(rows[placed])) }
        if anywhere < rows.count { storage.prefetch(anywhere: Int(rows[anywhere])) }
    }

    /// Reads around tokens `range`, which begins no earlier than the range before it.
    mutating func move(to range: Range<Int>, letterCase: Token.Case) {
        defer { withExtendedLifetime(model) {} }
        let (d, near, far) = (storage.shape.embedding, storage.shape.near, storage.shape.far)
        precondition(range.lowerBound >= start)
        while start < range.lowerBound {
            prefetch()
            add(start - far, -1)
            add(start + far, 1)
            start += 1
        }
        // The phrase itself does not count; as many tokens after it do.
        for index in 0..<d { exact[index] = around[index] }
        var count = known
        for index in range {
            let (inside, after) = (Int(rows[index]), index + far < rows.count ? Int(rows[index + far]) : 0)
            if inside > 1, index < start + far {
                storage.add(inside, sign: -1, to: &exact)
                count -= 1
            }
            if after > 1 {
                storage.add(after, sign: 1, to: &exact)
                count += 1
            }
        }
        let scale = 1 / Float(max(1, count)).squareRoot()
        storage.scale(exact, scale, to: &input)
        // Once for all: an array that is a property is asked before each write whether it is shared.
        var rowsNear = self.near
        self.near = []
        for step in 0..<near {
            let (left, right) = (range.lowerBound - 1 - step, range.upperBound + step)
            rowsNear[step] = left >= 0 ? rows[left] : 0
            rowsNear[near + step] = right < rows.count ? rows[right] : 0
        }
        self.near = rowsNear
        storage.read(self.near, letterCase: Int(letterCase.rawValue), &input, into: &hidden)
    }

    /// The score of a phrase by its row, in nats.
    func score(_ row: Int) -> Float {
        let score = withExtendedLifetime(model) { storage.score(row, hidden) }
        // A model of a stranger may hold any numbers, and none; the scores of a place are a few nats apart.
        return score.magnitude < Self.greatestScore ? score : 0
    }
}
