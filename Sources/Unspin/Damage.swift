/// What is known of a document before it is repaired.
public struct Damage: Sendable, Equatable {
    /// A stretch that was probably spun, or probably not.
    public struct Region: Sendable, Equatable {
        /// Half-open UTF-8 byte range of the input.
        public var range: Range<Int>
        /// The probability that a spinner wrote it.
        public var probability: Double
        /// The family of spinners; nil where it was probably none.
        public var profile: String?

        public init(range: Range<Int>, probability: Double, profile: String?) {
            self.range = range
            self.probability = probability
            self.profile = profile
        }
    }

    /// The probability that any of it was spun.
    public var probability: Double
    /// The family of spinners; nil where it was probably none.
    public var profile: String?
    /// The spun regions, in order.
    public var regions: [Region]

    /// Places that may be damaged and are left as they are for want of evidence, in order.
    public var suspicions: [Suspicion]

    public init(probability: Double, profile: String?, regions: [Region], suspicions: [Suspicion] = []) {
        self.probability = probability
        self.profile = profile
        self.regions = regions
        self.suspicions = suspicions
    }

    /// Adds a region, joined to those that it overlaps.
    mutating func add(_ region: Region) {
        let first = regions.firstIndex { $0.range.upperBound > region.range.lowerBound } ?? regions.count
        let end = regions[first...].firstIndex { $0.range.lowerBound >= region.range.upperBound } ?? regions.count
        var joined = region
        for other in regions[first..<end] {
            let range = min(joined.range.lowerBound, other.range.lowerBound)..<max(joined.range.upperBound, other.range.upperBound)
            joined = Region(range: range, probability: max(joined.probability, other.probability), profile: other.profile)
        }
        regions.replaceSubrange(first..<end, with: [joined])
        probability = max(probability, joined.probability)
        if profile == nil { profile = joined.profile }
    }

    static let none = Damage(probability: 0, profile: nil, regions: [])
}
