/// Watches a path's output for heads that its reading leaves standing.
///
/// A spinner replaces every head, the longest first. So a reading is wrong where its output holds a head of several words that
/// none of its own substitutions made or outranked: "it is" read as kept although the spinner always writes "it's" for it, or
/// two readings side by side that together are a head.
struct StandingHeads: Equatable, Sendable {
    /// A beginning of a phrase at the end of the output.
    private struct Open {
        var hash: UInt64 = 0
        /// Tokens so far; 0 says that nothing is open.
        var tokens: UInt8 = 0
        /// The longest substitution that it overlaps, in tokens of the original; 0 where all is kept.
        var longest: UInt8 = 0

        @inline(__always)
        var signature: UInt64 { hash ^ UInt64(longest) &<< 40 }
    }

    // Those that began at the newest token, at the one before, and at the one before that. Kept apart, they take two thirds of the room.
    private var newestHash: UInt64 = 0, olderHash: UInt64 = 0, oldestHash: UInt64 = 0
    private var newestTokens: UInt8 = 0, olderTokens: UInt8 = 0, oldestTokens: UInt8 = 0
    private var newestLongest: UInt8 = 0, olderLongest: UInt8 = 0, oldestLongest: UInt8 = 0

    private var newest: Open {
        @inline(__always)
        get { Open(hash: newestHash, tokens: newestTokens, longest: newestLongest) }
        @inline(__always)
        set { (newestHash, newestTokens, newestLongest) = (newValue.hash, newValue.tokens, newValue.longest) }
    }

    private var older: Open {
        @inline(__always)
        get { Open(hash: olderHash, tokens: olderTokens, longest: olderLongest) }
        @inline(__always)
        set { (olderHash, olderTokens, olderLongest) = (newValue.hash, newValue.tokens, newValue.longest) }
    }

    private var oldest: Open {
        @inline(__always)
        get { Open(hash: oldestHash, tokens: oldestTokens, longest: oldestLongest) }
        @inline(__always)
        set { (oldestHash, oldestTokens, oldestLongest) = (newValue.hash, newValue.tokens, newValue.longest) }
    }

    /// Differs between most that differ, above all in its upper half.
    @inline(__always)
    var signature: UInt64 { newest.signature &+ older.signature &* 3 &+ oldest.signature &* 5 }

    /// Adds a token of a reading, which has `made` tokens where it is a substitution, and 0 where it keeps its token. Returns the sum of
    /// log P(kept), each `least` or more, of the heads that end with it and should not stand.
    @inline(__always)
    mutating func append(_ output: Lattice.Output, made: UInt8, table: PhraseTable, least: Float) -> Float {
        if newestTokens | olderTokens | oldestTokens == 0 {
            if output.prefix != Lattice.none { start(output, made) }
            return 0
        }
        var sum = Self.extend(&oldest, output, made, table, least)
        sum += Self.extend(&older, output, made, table, least)
        sum += Self.extend(&newest, output, made, table, least)
        oldest = older
        older = newest
        newest = Open()
        if output.prefix != Lattice.none { start(output, made) }
        return sum
    }

    @inline(__always)
    private mutating func start(_ output: Lattice.Output, _ made: UInt8) {
        newest = Open(hash: PhraseHash.adding(output.hash, to: PhraseHash.empty), tokens: 1, longest: made)
    }

    @inline(__always)
    private static func extend(_ open: inout Open, _ output: Lattice.Output, _ made: UInt8, _ table: PhraseTable, _ least: Float) -> Float {
        guard open.tokens > 0 else { return 0 }
        let hash = PhraseHash.adding(output.hash, to: open.hash)
        let match = table.longMatch(hash)
        guard match.isKnown else {
            open = Open()
            return 0
        }
        let longest = max(open.longest, made)
        let tokens = open.tokens + 1
        open = match.isPrefix && tokens < PhraseTableCompiler.longestPhrase ? Open(hash: hash, tokens: tokens, longest: longest) : Open()
        return tokens > longest ? max(table.entry(match.id).keptLog, least) : 0
    }
}
