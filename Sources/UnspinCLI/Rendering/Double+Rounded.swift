extension Double {
    /// Rounded to so many decimal places, by the exact value of the number and half to even, as Python's `round` does.
    func rounded(places: Int32) -> Double {
        guard isFinite else { return self }
        var text = [CChar](repeating: 0, count: 400)
        withVaList([places, self]) { _ = vsnprintf(&text, text.count, "%.*f", $0) }
        return strtod(text, nil)
    }

    /// A probability with four digits at least of its distance to 0 or 1, so that the nearly sure can be told apart and ranked.
    var roundedProbability: Double {
        var distance = Swift.min(self, 1 - self)
        var places: Int32 = 4
        while distance > 0, distance < 0.1, places < 17 {
            distance *= 10
            places += 1
        }
        return rounded(places: places)
    }
}
