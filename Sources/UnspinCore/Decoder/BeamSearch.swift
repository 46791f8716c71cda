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
    static let threshold: Double = 10

    private struct Node {
        /// Its state in the graph.
        var state: Int32
        /// The next node at the same token.
        var next: Int32
        // Doubles, since a paragraph's sum runs into the tens of thousands and its differences matter to the hundredth.
        /// Score of the best path to here.
        var best: Double
        /// log of the summed, tempered weights of all paths to here; until the search is here, less the log of ``sum``.
        var forward: Double
        /// The weights of all paths to here beside that of the first one.
        var sum: Double
        /// The probability that the right path comes by, once the search is done.
        var posterior: Double
        /// Several edges lead here.
        var isMerged: Bool
    }

    private struct Edge {
        var from: Int32
        var to: Int32
        var arc: Int32
        var weight: Float
    }

    private var graph = StateGraph()
    /// The first ``nodeCount`` are those of the piece at hand; the others are room.
    private var nodes: [Node] = []
    private var nodeCount = 0
    /// The same with ``edgeCount``.
    private var edges: [Edge] = []
    private var edgeCount = 0
    /// For each token of the range and its end, the first of the nodes there.
    private var heads: [Int32] = []
    /// For each node of the graph that a node of the piece is in, the number of the latter; for all others, any number: it has to be looked at.
    private var places: [Int32] = []
    /// The first ``liveCount`` are the nodes from which the search goes on.
    private var live: [Int32] = []
    private var liveCount = 0
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
        let inverse = Double(1 / weights.temperature)
        begin(tokens: range.count, from: start)
        for position in 0..<range.count {
            let token = range.lowerBound + position
            let arcs = Int(lattice.firstArc[token])..<Int(lattice.firstArc[token + 1])
            choose(at: position, width: max(1, min(Self.width, saved / arcs.count)))
            saved = min(Self.mostSaved, saved + Self.edgesForToken) - min(saved, liveCount * arcs.count)
            for slot in 0..<liveCount {
                graph.expand(nodes[Int(live[slot])].state, at: token, end: range.upperBound, lattice, table, model, weights)
            }
            connect(arcs, of: lattice, piece: range, inverse: inverse)
        }
        choose(at: range.count, width: nil)
        return addPosteriors(to: &lattice, piece: range, inverse: inverse)
    }

    private mutating func begin(tokens: Int, from start: Int32) {
        heads.removeAll(keepingCapacity: true)
        heads.append(contentsOf: repeatElement(-1, count: tokens + 1))
        (nodeCount, edgeCount) = (0, 0)
        makeRoom(1)
        nodes[0] = Node(state: start, next: -1, best: 0, forward: 0, sum: 1, posterior: 0, isMerged: false)
        nodeCount = 1
        heads[0] = 0
    }

    /// Makes room for so many nodes and edges more.
    private mutating func makeRoom(_ count: Int) {
        let node = Node(state: 0, next: -1, best: 0, forward: 0, sum: 0, posterior: 0, isMerged: false)
        if nodes.count < nodeCount + count { nodes.append(contentsOf: repeatElement(node, count: nodes.count + count)) }
        let edge = Edge(from: 0, to: 0, arc: 0, weight: 0)
        if edges.count < edgeCount + count { edges.append(contentsOf: repeatElement(edge, count: edges.count + count)) }
        if places.count < graph.nodeCount { places.append(contentsOf: repeatElement(0, count: graph.nodeCount)) }
    }

    /// Makes the best nodes at a position the ``live`` ones, or all of them where there is no width; all paths to them are known from now on.
    private mutating func choose(at position: Int, width: Int?) {
        liveCount = 0
        let first = heads[position]
        var floor = -Double.infinity
        if width != nil, first >= 0, nodes[Int(first)].next >= 0 {
            var best = floor
            var node = first
            while node >= 0 {
                best = max(best, nodes[Int(node)].best)
                node = nodes[Int(node)].next
            }
            floor = best - Self.threshold
        }
        var node = first
        while node >= 0 {
            if !(nodes[Int(node)].best < floor) {
                if liveCount == live.count { live.append(contentsOf: repeatElement(0, count: liveCount + Self.width)) }
                live[liveCount] = node
                liveCount += 1
            }
            node = nodes[Int(node)].next
        }
        if let width, liveCount > width {
            live[..<liveCount].sort { (nodes[Int($0)].best, $1) > (nodes[Int($1)].best, $0) }
            liveCount = width
        }
        for slot in 0..<liveCount where nodes[Int(live[slot])].isMerged {
            let node = Int(live[slot])
            nodes[node].forward += log(nodes[node].sum)
        }
    }

    /// Makes the edges along `arcs`, which begin at one token, from all live nodes.
    private mutating func connect(_ arcs: Range<Int>, of lattice: borrowing Lattice, piece range: Range<Int>, inverse: Double) {
        makeRoom(liveCount * arcs.count)
        // A span of an array that is a property would hold all of `self`.
        var (keptNodes, keptEdges, keptHeads, keptPlaces) = (nodes, edges, heads, places)
        let keptLive = live
        (nodes, edges, heads, places, live) = ([], [], [], [], [])
        var nodes = keptNodes.mutableSpan
        var edges = keptEdges.mutableSpan
        var heads = keptHeads.mutableSpan
        var places = keptPlaces.mutableSpan
        let live = keptLive.span.extracting(0..<liveCount)
        let lattice = lattice.arcs.span
        var (nodeCount, edgeCount) = (self.nodeCount, self.edgeCount)
        for index in arcs {
            let arc = lattice[index]
            let target = Int(arc.end) - range.lowerBound
            if target > range.count { continue }
            for slot in live.indices {
                let from = Int(live[slot])
                let step = graph.step(from: nodes[from].state, along: index - arcs.lowerBound)
                let weight = step.score + arc.score + arc.fit + arc.habit + arc.judged
                let best = nodes[from].best + Double(weight)
                let forward = nodes[from].forward + Double(weight) * inverse
                var to = Int(places[Int(step.target)])
                if to >= nodeCount || nodes[to].state != step.target {
                    to = nodeCount
                    places[Int(step.target)] = Int32(to)
                    nodes[to] = Node(
                        state: step.target, next: heads[target], best: best, forward: forward, sum: 1, posterior: 0, isMerged: false)
                    heads[target] = Int32(to)
                    nodeCount += 1
                } else {
                    nodes[to].best = max(best, nodes[to].best)
                    Self.add(forward, to: &nodes[to])
                }
                edges[edgeCount] = Edge(from: Int32(from), to: Int32(to), arc: Int32(index), weight: weight)
                edgeCount += 1
            }
        }
        (self.nodeCount, self.edgeCount) = (nodeCount, edgeCount)
        (self.nodes, self.edges, self.heads, self.places, self.live) = (keptNodes, keptEdges, keptHeads, keptPlaces, keptLive)
    }

    /// Adds the weight of other paths to a node, as a logarithm.
    @inline(__always)
    private static func add(_ forward: Double, to node: inout Node) {
        node.isMerged = true
        let log = forward - node.forward
        if log <= 0 {
            node.sum += exp(log)
        } else {
            node.sum = node.sum * exp(-log) + 1
            node.forward = forward
        }
    }

    /// Sets the posteriors of the arcs, from the end backward; returns the state that the best path ends with.
    ///
    /// An edge takes the share of its target's probability that its paths have among all that lead there.
    private mutating func addPosteriors(to lattice: inout Lattice, piece range: Range<Int>, inverse: Double) -> Int32 {
        let ends = Array(live[..<liveCount])
        var (keptNodes, keptEdges) = (nodes, edges)
        (nodes, edges) = ([], [])
        var nodes = keptNodes.mutableSpan
        let edges = keptEdges.span
        var best = Int(ends[0])
        for end in ends where nodes[Int(end)].best > nodes[best].best { best = Int(end) }
        var total = 0.0
        for end in ends {
            nodes[Int(end)].posterior = exp(nodes[Int(end)].forward - nodes[best].forward)
            total += nodes[Int(end)].posterior
        }
        for end in ends { nodes[Int(end)].posterior /= total }
        let range = Int(lattice.firstArc[range.lowerBound])..<Int(lattice.firstArc[range.upperBound])
        var arcs = lattice.arcs.mutableSpan
        for arc in range { arcs[arc].posterior = 0 }
        // Edges were made in order of their first token, so the reverse order has every later edge done.
        for index in stride(from: edgeCount - 1, through: 0, by: -1) {
            let edge = edges[index]
            let (from, to) = (Int(edge.from), Int(edge.to))
            var posterior = nodes[to].posterior
            // A node that fell off the beam leads nowhere.
            if posterior == 0 { continue }
            if nodes[to].isMerged { posterior *= exp(nodes[from].forward + Double(edge.weight) * inverse - nodes[to].forward) }
            nodes[from].posterior += posterior
            arcs[Int(edge.arc)].posterior += Float(posterior)
        }
        let state = nodes[best].state
        (self.nodes, self.edges) = (keptNodes, keptEdges)
        return state
    }
}
