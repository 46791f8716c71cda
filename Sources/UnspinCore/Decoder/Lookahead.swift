/// Runs ahead of a search through a lattice and has brought near what the language model will read: by the time that the search is there, it
/// need not wait for memory.
///
/// It takes the words before a reading to be kept as they stand, which most are.
struct Lookahead: Sendable {
    /// How many tokens it is ahead: a search takes a third of a microsecond for each.
    private static let distance = 4

    private var next = 0
    private var before = Words()

    /// The last three words, newest first; 0 where there is none.
    private struct Words {
        var newest: WordID = 0
        var older: WordID = 0
        var oldest: WordID = 0

        @inline(__always)
        mutating func append(_ word: WordID) { (newest, older, oldest) = (word, newest, older) }
    }

    init() {}

    /// Says that the search has come to `token`, in a paragraph that ends before token `end`.
    @inline(__always)
    mutating func move(to token: Int, end: Int, _ lattice: borrowing Lattice, _ model: LanguageModel) {
        if token > next {
            next = token
            before = Words()
        }
        while next < end, next <= token + Self.distance {
            prefetch(lattice, model)
            next += 1
        }
    }

    private mutating func prefetch(_ lattice: borrowing Lattice, _ model: LanguageModel) {
        var words = before
        for index in Int(lattice.firstArc[next])..<Int(lattice.firstArc[next + 1]) {
            let arc = lattice.arcs[index]
            words = before
            for output in Int(arc.firstOutput)..<Int(arc.firstOutput + arc.outputCount) {
                let word = lattice.outputs[output].word
                if word == Lattice.skipped { continue }
                model.prefetch(word, after: words.newest, words.older, words.oldest)
                words.append(word)
            }
        }
        // The last arc of a token keeps it.
        before = words
    }
}
