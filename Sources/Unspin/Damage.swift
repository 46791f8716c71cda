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

    public init(probability: Double, profile: String?, regions: [Region]) {
        self.probability = probability
        self.profile = profile
        self.regions = regions
    }

    static let none = Damage(probability: 0, profile: nil, regions: [])
}
