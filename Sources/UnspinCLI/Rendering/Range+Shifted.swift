extension Range<Int> {
    /// The range `distance` further on.
    func shifted(by distance: Int) -> Range<Int> { lowerBound + distance..<upperBound + distance }
}
