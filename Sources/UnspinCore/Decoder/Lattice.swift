/// All readings of a document: an arc for every token kept and for every phrase that may stand for another.
///
/// Arcs lie in one flat array, ordered by the token that they begin at.
public struct Lattice: Sendable {
    /// One reading of a stretch of tokens.
    public struct Arc: Sendable {
        /// Past-last token.
        public var end: Int32
        /// The variant's entry; ``Lattice/kept`` or ``Lattice/untouchable`` for arcs that come from no table.
        public var entry: UInt32
        /// The original phrase that it may stand for.
        public var head: PhraseTable.HeadID
        /// Its tokens, a range of ``Lattice/outputs``.
        public var firstOutput: Int32
        public var outputCount: Int32
        /// Score of the channel, weighted, without the document's own habits.
        public var score: Float
        /// log P(variant | head), unweighted.
        public var channelLog: Float
        /// What the words around add, weighted: how well the reading fits them, less how well the phrase fits as it stands.
        public var fit: Float
        /// What the document's habits add.
        public var habit: Float
        /// What a judge's answers add.
        public var judged: Float = 0
        /// The probability that this reading is the right one, once decoded.
        public var posterior: Float
        /// The variant begins with a capital letter.
        public var isCapitalized: Bool
        /// The variant begins with a capitalised word after another one, as in names of several words.
        public var isName = false
    }

    /// A token of a reading.
    struct Output: Sendable {
        /// ``WordHash`` of the folded form.
        var hash: UInt64
        /// What it is for the language model; ``skipped`` where the model has no place for it.
        var word: WordID
        /// The entry of the token alone where longer phrases begin with it; ``none`` otherwise.
        var prefix: PhraseTable.EntryID
    }

    /// The `entry` of an arc that keeps its token.
    public static let kept = UInt32.max
    /// The `entry` of an arc that keeps a token which no spinner touches: outside the spun regions, joined to a hyphen, in capitals.
    public static let untouchable = UInt32.max - 1
    static let firstSpecial = untouchable

    static let skipped = WordID.max
    static let none = PhraseTable.EntryID.max

    public internal(set) var arcs: [Arc] = []
    /// For each token, its first arc; one more at the end.
    public internal(set) var firstArc: [Int32] = []
    var outputs: [Output] = []
    /// For each token, what the table knows of it alone.
    var firsts: [(match: PhraseTable.Match, mayGoOn: UInt32)] = []
    var headOutputs = HeadOutputs()
    var contextRows = ContextRows()
    /// log P(kept | head) is never below this in the document at hand.
    var leastKeptLog = -Float.infinity
    /// Which capitalised words the site of the document leaves alone.
    var capitals = CapitalHabit()

    public init() {}

    mutating func removeAll() {
        arcs.removeAll(keepingCapacity: true)
        firstArc.removeAll(keepingCapacity: true)
        outputs.removeAll(keepingCapacity: true)
    }
}
