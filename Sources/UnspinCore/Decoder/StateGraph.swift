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
        /// The next node at the same token.
        var next: Int32
        /// The first of the steps from here, one for each arc of the token; ``StateGraph/none`` until they are asked for.
        var firstStep = StateGraph.none
        /// What differs between most nodes at a token: of the state in the low half, of the standing heads in the high one.
        var signature: UInt64
        var state: LanguageModel.State
        var standing: StandingHeads
    }

    /// The first ``nodeCount`` are made; the others are room.
    private var nodes: [Node] = []
    private(set) var nodeCount = 0
    /// The same with ``stepCount``.
    private var steps: [Step] = []
    private var stepCount = 0
    /// For each token, the first of the nodes that lie before it, reached from within its paragraph.
    private var heads: [Int32] = []
    /// For each token, the node that its paragraph begins with.
    private var starts: [Int32] = []
    private var lookahead = Lookahead()

    init() {}

    /// Forgets everything, and makes room for the tokens of another document.
    mutating func removeAll(tokens: Int) {
        (nodeCount, stepCount) = (0, 0)
        heads.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        heads.append(contentsOf: repeatElement(Self.none, count: tokens + 1))
        starts.append(contentsOf: repeatElement(Self.none, count: tokens + 1))
        lookahead = Lookahead()
    }

    /// Makes room for so many nodes and steps more.
    private mutating func makeRoom(_ count: Int) {
        let node = Node(next: Self.none, signature: 0, state: LanguageModel.State(), standing: StandingHeads())
        if nodes.count < nodeCount + count { nodes.append(contentsOf: repeatElement(node, count: nodes.count / 2 + count)) }
        let step = Step(score: 0, target: Self.none)
        if steps.count < stepCount + count { steps.append(contentsOf: repeatElement(step, count: steps.count / 2 + count)) }
    }

    /// Makes a node that no step leads to.
    private mutating func add(_ state: LanguageModel.State, _ standing: StandingHeads) -> Int32 {
        makeRoom(1)
        nodes[nodeCount] = Node(next: Self.none, signature: Self.signature(state, standing), state: state, standing: standing)
        nodeCount += 1
        return Int32(nodeCount - 1)
    }

    /// The node at the start of the paragraph that begins with `token`.
    mutating func start(at token: Int, _ model: LanguageModel) -> Int32 {
        if stepCount > Self.mostSteps { removeAll(tokens: heads.count - 1) }
        if starts[token] == Self.none { starts[token] = add(model.start, StandingHeads()) }
        return starts[token]
    }

    /// A node at `token` to go on from, the same as `node`, which lies there: the graph may start anew.
    mutating func resume(at token: Int, _ node: Int32) -> Int32 {
        if stepCount <= Self.mostSteps { return node }
        let kept = nodes[Int(node)]
        removeAll(tokens: heads.count - 1)
        heads[token] = add(kept.state, kept.standing)
        return heads[token]
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
        let range = Int(lattice.firstArc[token])..<Int(lattice.firstArc[token + 1])
        makeRoom(range.count)
        // A span of an array that is a property would hold all of `self`.
        var (keptNodes, keptSteps, keptHeads) = (nodes, steps, heads)
        (nodes, steps, heads) = ([], [], [])
        var nodes = keptNodes.mutableSpan
        var steps = keptSteps.mutableSpan
        var heads = keptHeads.mutableSpan
        var (nodeCount, stepCount) = (self.nodeCount, self.stepCount)
        let (arcs, outputs, firstArc) = (lattice.arcs.span, lattice.outputs.span, lattice.firstArc.span)
        let least = lattice.leastKeptLog
        let (fromState, fromStanding) = (nodes[Int(node)].state, nodes[Int(node)].standing)
        nodes[Int(node)].firstStep = Int32(stepCount)
        for index in range {
            let arc = arcs[index]
            if Int(arc.end) > end {
                steps[stepCount] = Step(score: 0, target: Self.none)
                stepCount += 1
                continue
            }
            var state = fromState
            var standing = fromStanding
            var score: Float = 0
            var keptLog: Float = 0
            let isUntouchable = arc.entry == Lattice.untouchable
            let made = arc.entry < Lattice.firstSpecial ? UInt8(truncatingIfNeeded: arc.outputCount) : 0
            if isUntouchable { standing = StandingHeads() }
            for index in Int(arc.firstOutput)..<Int(arc.firstOutput + arc.outputCount) {
                let output = outputs[index]
                if output.word != Lattice.skipped {
                    let (log, after) = model.score(output.word, from: state)
                    score += log
                    state = after
                }
                if !isUntouchable { keptLog += standing.append(output, made: made, table: table, least: least) }
            }
            // The node of the state, which is made where there is none.
            let signature = Self.signature(state, standing)
            var target = heads[Int(arc.end)]
            var isNewState = true
            while target >= 0 {
                let other = nodes[Int(target)].signature
                if other == signature, nodes[Int(target)].state == state, nodes[Int(target)].standing == standing { break }
                if UInt32(truncatingIfNeeded: other ^ signature) == 0 { isNewState = false }
                target = nodes[Int(target)].next
            }
            if target < 0 {
                target = Int32(nodeCount)
                nodes[nodeCount] = Node(next: heads[Int(arc.end)], signature: signature, state: state, standing: standing)
                nodeCount += 1
                heads[Int(arc.end)] = target
                if isNewState, Int(arc.end) < end { Self.prefetch(arcs, outputs, Int(firstArc[Int(arc.end)])..<Int(firstArc[Int(arc.end) + 1]), after: state, model) }
            }
            steps[stepCount] = Step(score: score * weights.languageModel + keptLog * weights.kept, target: target)
            stepCount += 1
        }
        (self.nodeCount, self.stepCount) = (nodeCount, stepCount)
        (self.nodes, self.steps, self.heads) = (keptNodes, keptSteps, keptHeads)
    }

    @inline(__always)
    private static func signature(_ state: LanguageModel.State, _ standing: StandingHeads) -> UInt64 {
        // Multiplied by 2^64 over the golden ratio (Knuth's multiplicative hashing), of which the upper half is taken.
        let words = (UInt64(state.newest) &<< 32 | UInt64(state.older)) &* 0x9e37_79b9_7f4a_7c15 ^ UInt64(state.oldest) &<< 32
        return words &>> 32 | standing.signature & 0xffff_ffff_0000_0000
    }

    /// Has the first word of every one of some arcs brought near: by the time that a search is there, it need not wait.
    @inline(__always)
    private static func prefetch(
        _ arcs: Span<Lattice.Arc>, _ outputs: Span<Lattice.Output>, _ range: Range<Int>, after state: LanguageModel.State, _ model: LanguageModel
    ) {
        for index in range {
            let arc = arcs[index]
            if arc.outputCount == 0 { continue }
            let word = outputs[Int(arc.firstOutput)].word
            if word != Lattice.skipped { model.prefetch(word, from: state) }
        }
    }
}
