/// What the language model and the standing heads make of the paths through a lattice: a node for each state that some path is in at a
/// token, and a step from it along each arc.
///
/// None of it depends on the document's habits or on a judge, so it is worked out once, where a search first comes by, and serves every
/// later pass. Scratch is kept between documents.
struct StateGraph: Sendable {
    /// Steps that are kept, at most, some 60 MB with their nodes: beyond, the next paragraph or piece of one starts anew.
    private static let mostSteps = 1 << 20
    static let none: Int32 = -1

    struct Step {
        /// Weighted.
        var score: Float
        /// The node that it leads to; ``StateGraph/none`` where the arc leads out of the paragraph.
        var target: Int32
    }

    private struct Node {
        var state: LanguageModel.State
        var standing: StandingHeads
        /// The next node at the same token.
        var next: Int32
        /// The first of the steps from here, one for each arc of the token; ``StateGraph/none`` until they are asked for.
        var firstStep = StateGraph.none
    }

    private var nodes: [Node] = []
    private var steps: [Step] = []
    /// For each token, the first of the nodes that lie before it, reached from within its paragraph.
    private var heads: [Int32] = []
    /// For each token, the node that its paragraph begins with.
    private var starts: [Int32] = []
    private var lookahead = Lookahead()

    init() {}

    /// Forgets everything, and makes room for the tokens of another document.
    mutating func removeAll(tokens: Int) {
        nodes.removeAll(keepingCapacity: true)
        steps.removeAll(keepingCapacity: true)
        heads.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        heads.append(contentsOf: repeatElement(Self.none, count: tokens + 1))
        starts.append(contentsOf: repeatElement(Self.none, count: tokens + 1))
        lookahead = Lookahead()
    }

    /// The node at the start of the paragraph that begins with `token`.
    mutating func start(at token: Int, _ model: LanguageModel) -> Int32 {
        if steps.count > Self.mostSteps { removeAll(tokens: heads.count - 1) }
        if starts[token] == Self.none {
            starts[token] = Int32(nodes.count)
            nodes.append(Node(state: model.start, standing: StandingHeads(), next: Self.none))
        }
        return starts[token]
    }

    /// A node at `token` to go on from, the same as `node`, which lies there: the graph may start anew.
    mutating func resume(at token: Int, _ node: Int32) -> Int32 {
        if steps.count <= Self.mostSteps { return node }
        let kept = nodes[Int(node)]
        removeAll(tokens: heads.count - 1)
        nodes.append(Node(state: kept.state, standing: kept.standing, next: Self.none))
        heads[token] = 0
        return 0
    }

    /// The step from `node` along the `arc`-th arc of its token; its steps were asked for before.
    @inline(__always)
    func step(from node: Int32, along arc: Int) -> Step { steps[Int(nodes[Int(node)].firstStep) + arc] }

    /// Works out the steps from `node`, which lies before `token`, unless they are known.
    @inline(__always)
    mutating func expand(
        _ node: Int32, at token: Int, end: Int, _ lattice: borrowing Lattice, _ table: PhraseTable, _ model: LanguageModel, _ weights: DecoderWeights
    ) {
        if nodes[Int(node)].firstStep == Self.none { addSteps(from: node, at: token, end: end, lattice, table, model, weights) }
    }

    private mutating func addSteps(
        from node: Int32, at token: Int, end: Int, _ lattice: borrowing Lattice, _ table: PhraseTable, _ model: LanguageModel, _ weights: DecoderWeights
    ) {
        lookahead.move(to: token, end: end, lattice, model)
        let from = nodes[Int(node)]
        nodes[Int(node)].firstStep = Int32(steps.count)
        for index in Int(lattice.firstArc[token])..<Int(lattice.firstArc[token + 1]) {
            let arc = lattice.arcs[index]
            if Int(arc.end) > end {
                steps.append(Step(score: 0, target: Self.none))
                continue
            }
            var state = from.state
            var standing = from.standing
            var score: Float = 0
            var keptLog: Float = 0
            let isUntouchable = arc.entry == Lattice.untouchable
            let made = arc.entry < Lattice.firstSpecial ? UInt8(truncatingIfNeeded: arc.outputCount) : 0
            if isUntouchable { standing = StandingHeads() }
            for index in Int(arc.firstOutput)..<Int(arc.firstOutput + arc.outputCount) {
                let output = lattice.outputs[index]
                if output.word != Lattice.skipped {
                    let (log, after) = model.score(output.word, from: state)
                    score += log
                    state = after
                }
                if !isUntouchable { keptLog += standing.append(output, made: made, table: table, least: lattice.leastKeptLog) }
            }
            let target = self.node(at: Int(arc.end), end: end, state, standing, lattice, model)
            steps.append(Step(score: score * weights.languageModel + keptLog * weights.kept, target: target))
        }
    }

    /// The node of a state before `token`, which is made where there is none.
    private mutating func node(
        at token: Int, end: Int, _ state: LanguageModel.State, _ standing: StandingHeads, _ lattice: borrowing Lattice, _ model: LanguageModel
    ) -> Int32 {
        var node = heads[token]
        while node >= 0, nodes[Int(node)].state != state || nodes[Int(node)].standing != standing { node = nodes[Int(node)].next }
        if node >= 0 { return node }
        node = Int32(nodes.count)
        nodes.append(Node(state: state, standing: standing, next: heads[token]))
        heads[token] = node
        if token < end { prefetch(lattice, at: token, after: state, model) }
        return node
    }

    /// Has the first word of every arc at `token` brought near: by the time that a search is there, it need not wait.
    @inline(__always)
    private func prefetch(_ lattice: borrowing Lattice, at token: Int, after state: LanguageModel.State, _ model: LanguageModel) {
        for arc in Int(lattice.firstArc[token])..<Int(lattice.firstArc[token + 1]) where lattice.arcs[arc].outputCount > 0 {
            let word = lattice.outputs[Int(lattice.arcs[arc].firstOutput)].word
            if word != Lattice.skipped { model.prefetch(word, from: state) }
        }
    }
}
