extension Lattice {
    /// Calls `body` for every stretch of tokens that may stand for something else, with the numbers of its arcs.
    @inline(__always)
    mutating func forEachPlace(_ body: (inout Lattice, Range<Int>, _ arcs: Range<Int>) -> Void) {
        for start in 0..<firstArc.count - 1 {
            var arc = Int(firstArc[start])
            let last = Int(firstArc[start + 1])
            while arc < last {
                let (end, entry) = (arcs[arc].end, arcs[arc].entry)
                var next = arc + 1
                if entry < Self.firstSpecial {
                    while next < last, arcs[next].end == end, arcs[next].entry == entry { next += 1 }
                    body(&self, start..<Int(end), arc..<next)
                }
                arc = next
            }
        }
    }
}
