import Unspin

extension JSONWriter {
    /// The field `suspicions`, where there are any; the counter has not counted beyond the first.
    mutating func suspicions(_ suspicions: [Suspicion], _ counter: OffsetCounter) {
        if suspicions.isEmpty { return }
        var counter = counter
        let places = suspicions.map { suspicion in
            let start = counter.offset(of: suspicion.range.lowerBound)
            return start..<counter.offset(of: suspicion.range.upperBound)
        }
        field("suspicions") { writer in
            writer.array { writer in
                for (suspicion, place) in zip(suspicions, places) {
                    writer.element { writer in
                        writer.object { writer in
                            writer.field("start", place.lowerBound)
                            writer.field("end", place.upperBound)
                            writer.field("proposal", suspicion.proposal)
                            writer.field("original", suspicion.original)
                            writer.field("step", suspicion.step)
                            writer.field("confidence", suspicion.confidence.rounded(places: 4))
                            writer.field("reason", suspicion.reason)
                        }
                    }
                }
            }
        }
    }
}
