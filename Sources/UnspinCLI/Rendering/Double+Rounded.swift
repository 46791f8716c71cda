extension Double {
    /// Rounded to so many decimal places, by the exact value of the number and half to even, as Python's `round` does.
    func rounded(places: Int32) -> Double {
        guard isFinite else { return self }
        var text = [CChar](repeating: 0, count: 400)
        withVaList([places, self]) { _ = vsnprintf(&text, text.count, "%.*f", $0) }
        return strtod(text, nil)
    }
}
