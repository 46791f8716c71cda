import UnspinCore

/// A seeded source of random numbers (splitmix64: Steele, Lea, Flood 2014), the same on every machine.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

/// The tokens of a text, with the fast path.
public func tokens(of text: String) -> [Token] {
    var tokenizer = Tokenizer()
    var tokens: [Token] = []
    let bytes = Array(text.utf8)
    tokenizer.tokenize(bytes.span, range: 0..<bytes.count, into: &tokens)
    return tokens
}

/// The tests are built with the optimiser. Without it, some take minutes, and Swift itself allocates.
public let isOptimized: Bool = {
    #if DEBUG
    false
    #else
    true
    #endif
}()
