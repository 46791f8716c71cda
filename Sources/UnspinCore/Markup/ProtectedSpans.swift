/// The stretches of a text that no step touches: code, markup, addresses, formulas, numbers with units, citations.
public struct ProtectedSpans: Sendable, Equatable {
    /// Half-open UTF-8 byte ranges, in order, without overlap.
    public private(set) var ranges: [Range<Int>]
    /// The text holds tags, comments or doctypes, so `&amp;` is how it writes an ampersand.
    public private(set) var isMarkup: Bool

    /// - Parameter ranges: in any order; they may overlap.
    public init(_ ranges: [Range<Int>], isMarkup: Bool = false) {
        self.isMarkup = isMarkup
        self.ranges = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
            if let last = self.ranges.last, last.upperBound >= range.lowerBound {
                self.ranges[self.ranges.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                self.ranges.append(range)
            }
        }
    }

    /// Reads all of a text, which may be malformed.
    public static func recognized(in bytes: [UInt8]) -> ProtectedSpans {
        var recognizer = SpanRecognizer(bytes)
        recognizer.run()
        return ProtectedSpans(recognizer.spans, isMarkup: recognizer.isMarkup)
    }

    /// Whether any byte of `range` is protected. O(log n).
    public func overlap(_ range: Range<Int>) -> Bool {
        let index = ranges.partitioningIndex { $0.upperBound > range.lowerBound }
        return index < ranges.count && ranges[index].lowerBound < range.upperBound
    }

    /// The same spans in another text, to which `transform` carries them.
    public func mapped(_ transform: (Range<Int>) -> Range<Int>) -> ProtectedSpans {
        var copy = self
        copy.ranges = ranges.map(transform)
        return copy
    }
}
