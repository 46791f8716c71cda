#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Finds the probability of every arc of a lattice, by beam search over language-model states.
///
/// Paths that reach the same token in the same state are one node, so the search is exact but for the nodes that fall off
/// the beam. The states are kept for the later passes over a document. Scratch is kept between calls: use one for each thread.
struct BeamSearch: Sendable {
    /// Nodes kept at a token.
    static let width = 32
    /// Edges that each token of a document adds to what may be spent on it, and the most that is saved up. Spun text spends four; only text that is
    /// made of the most ambiguous words, page after page, gets a narrower beam, so that it takes no longer than other text.
    private static let edgesForToken = 8
    private static let mostSaved = 8192
    /// Tokens of a paragraph that are decoded at once, at most: memory does not grow with the lines of a text. What comes after is read as if the best
    /// path to there were right.
    private static let longestPiece = 8192
    /// Nodes this many nats below the best one at their token are dropped.
    static let threshold: Double = 14

    /// Paths less probable than this add nothing to an arc's posterior, as a logarithm.
    private static let leastLog = -30.0

    private struct Node {
        /// Its state in the graph.
        var state: Int32
        // Doubles, since a paragraph's sum runs into the tens of thousands and its differences matter to the hundredth.
        /// Score of the best path to here.
        var best: Double
        /// log of the summed, tempered weights of all paths to here.
        var forward: Double
        var backward: Double
        /// The next node at the same token.
        var next: Int32
    }

    private struct Edge {
        var from: Int32
        var to: Int32
        var arc: Int32
        var weight: Float
    }

    private var graph = StateGraph()
    private var nodes: [Node] = []
    private var edges: [Edge] = []
    /// For each token of the range and its end, the first of the nodes there.
    private var heads: [Int32] = []
    private var live: [Int32] = []
    /// Edges that may still be spent.
    private var saved = 0

    init() {}

    /// Forgets the document before; the next one has so many tokens.
    mutating func beginDocument(tokens: Int) { graph.removeAll(tokens: tokens) }

    /// Begins another pass over the document.
    mutating func beginPass() { saved = Self.mostSaved }

    /// Decodes tokens `range` of the lattice, which are a paragraph: sets the posteriors of its arcs.
    mutating func decode(
        _ lattice: inout Lattice, range: Range<Int>, table: PhraseTable, model: LanguageModel, weights: DecoderWeights
    ) {
        var start = range.lowerBound
        var state = graph.start(at: start, model)
        while true {
            let end = min(range.upperBound, start + Self.longestPiece)
            state = decode(&lattice, piece: start..<end, from: state, table: table, model: model, weights: weights)
            if end == range.upperBound { return }
            start = end
            state = graph.resume(at: start, state)
        }
    }

    /// Decodes a piece of a paragraph that begins with a state of the graph; returns the state that the best path ends with.
    private mutating func decode(
        _ lattice: inout Lattice, piece range: Range<Int>, from start: Int32, table: PhraseTable, model: LanguageModel, weights: DecoderWeights
    ) -> Int32 {
        nodes.removeAll(keepingCapacity: true)
        edges.removeAll(keepingCapacity: true)
        heads.removeAll(keepingCapacity: true)
        heads.append(contentsOf: repeatElement(-1, count: range.count + 1))
        nodes.append(Node(state: start, best: 0, forward: 0, backward: 0, next: -1))
        heads[0] = 0
        let inverse = 1 / weights.temperature

        for position in 0..<range.count {
            let token = range.lowerBound + position
            let arcs = Int(lattice.firstArc[token + 1] - lattice.firstArc[token])
            prune(position, width: max(1, min(Self.width, saved / arcs)))
            saved = min(Self.mostSaved, saved + Self.edgesForToken) - min(saved, live.count * arcs)
            for from in live { graph.expand(nodes[Int(from)].state, at: token, end: range.upperBound, lattice, table, model, weights) }
            let first = Int(lattice.firstArc[token])
            for arcIndex in first..<Int(lattice.firstArc[token + 1]) {
                let arc = lattice.arcs[arcIndex]
                let target = Int(arc.end) - range.lowerBound
                if target > range.count { continue }
                for from in live {
                    let step = graph.step(from: nodes[Int(from)].state, along: arcIndex - first)
                    connect(
                        from: from, arc: Int32(arcIndex), target: target, state: step.target,
                        weight: step.score + arc.score + arc.fit + arc.habit + arc.judged, inverse: inverse)
                }
            }
        }
        return finish(&lattice, range: range, inverse: inverse)
    }

    private mutating func prune(_ position: Int, width: Int) {
        live.removeAll(keepingCapacity: true)
        if heads[position] >= 0, nodes[Int(heads[position])].next < 0 {
            live.append(heads[position])
            return
        }
        var best = -Double.infinity
        var node = heads[position]
        while node >= 0 {
            live.append(node)
            best = max(best, nodes[Int(node)].best)
            node = nodes[Int(node)].next
        }
        let floor = best - Self.threshold
        live.removeAll { nodes[Int($0)].best < floor }
        if live.count > width {
            live.sort { (nodes[Int($0)].best, $1) > (nodes[Int($1)].best, $0) }
            live.removeLast(live.count - width)
        }
    }

    private mutating func connect(
        from: Int32, arc: Int32, target: Int, state: Int32, weight: Float, inverse: Float
    ) {
        let best = nodes[Int(from)].best + Double(weight)
        let forward = nodes[Int(from)].forward + Double(weight * inverse)
        var node = heads[target]
        while node >= 0, nodes[Int(node)].state != state { node = nodes[Int(node)].next }
        if node < 0 {
            node = Int32(nodes.count)
            nodes.append(Node(state: state, best: best, forward: forward, backward: 0, next: heads[target]))
            heads[target] = node
        } else {
            nodes[Int(node)].best = max(best, nodes[Int(node)].best)
            nodes[Int(node)].forward = Self.logSum(nodes[Int(node)].forward, forward)
        }
        edges.append(Edge(from: from, to: node, arc: arc, weight: weight))
    }

    /// Backward pass, posteriors; returns the state that the best path ends with.
    private mutating func finish(_ lattice: inout Lattice, range: Range<Int>, inverse: Float) -> Int32 {
        for node in nodes.indices { nodes[node].backward = -.infinity }
        var total = -Double.infinity
        var node = heads[range.count]
        var best = node
        while node >= 0 {
            if nodes[Int(node)].best > nodes[Int(best)].best { best = node }
            nodes[Int(node)].backward = 0
            total = Self.logSum(total, nodes[Int(node)].forward)
            node = nodes[Int(node)].next
        }
        for arc in Int(lattice.firstArc[range.lowerBound])..<Int(lattice.firstArc[range.upperBound]) {
            lattice.arcs[arc].posterior = 0
        }
        addPosteriors(&lattice, total: total, inverse: inverse)
        return nodes[Int(best)].state
    }

    /// The backward pass; adds up the posteriors of the arcs.
    private mutating func addPosteriors(_ lattice: inout Lattice, total: Double, inverse: Float) {
        // A span of an array that is a property would hold all of `self`.
        var kept = nodes
        nodes = []
        var nodes = kept.mutableSpan
        var arcs = lattice.arcs.mutableSpan
        // Edges were made in order of their first token, so the reverse order has every later edge done.
        for edge in edges.reversed() {
            let from = Int(edge.from)
            // A node that fell off the beam leads nowhere.
            let backward = nodes[Int(edge.to)].backward
            if backward == -.infinity { continue }
            let after = backward + Double(edge.weight * inverse)
            nodes[from].backward = Self.logSum(nodes[from].backward, after)
            let log = nodes[from].forward + after - total
            // What a Float cannot tell from nothing beside the other readings of the place is left out.
            if log > Self.leastLog { arcs[Int(edge.arc)].posterior += Float(exp(min(0, log))) }
        }
        self.nodes = kept
    }

    @inline(__always)
    private static func logSum(_ a: Double, _ b: Double) -> Double {
        let high = max(a, b)
        let low = min(a, b)
        if low < high - 20 { return high }
        return high + log1p(exp(low - high))
    }
}
