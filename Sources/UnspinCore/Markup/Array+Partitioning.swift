extension Array {
    /// The first index whose element belongs to the second part; the elements are parted by `belongs` already.
    @inlinable
    public func partitioningIndex(where belongs: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if belongs(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
