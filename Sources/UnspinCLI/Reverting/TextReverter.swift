/// Undoes the edits of a text of any size while it is read.
struct TextReverter {
    private let input: Input
    private let unit: OffsetUnit
    private var buffer = [UInt8](repeating: 0, count: 1 << 18)
    private var at = 0
    private var filled = 0
    private var isAtEnd = false
    /// The place in the original that was reached, in ``unit``.
    private var position = 0

    init(_ input: Input, _ unit: OffsetUnit) {
        self.input = input
        self.unit = unit
    }

    /// What stands before an edit and what the edit has replaced.
    mutating func revert(
        _ change: JSONParser.Change, _ write: ([UInt8], Range<Int>) throws(Failure) -> Void
    ) throws -> Bool {
        var missing = change.range.lowerBound - position
        guard missing >= 0 else { return false }
        while true {
            // More than what is kept back below, so that each round gets further.
            try fill(change.replacement.count + 5)
            if let place = unit.advance(buffer, from: at, by: missing, limit: filled), place < filled || isAtEnd {
                try write(buffer, at..<place)
                at = place
                break
            }
            if isAtEnd { return false }
            // All but the last character, which may not be whole.
            let end = max(at, filled - 4)
            missing -= unit.count(buffer, at..<end)
            try write(buffer, at..<end)
            at = end
        }
        try fill(change.replacement.count)
        guard buffer[at..<filled].starts(with: change.replacement) else { return false }
        at += change.replacement.count
        try write(change.original, 0..<change.original.count)
        position = change.range.upperBound
        return true
    }

    /// What stands after the last edit.
    mutating func finish(_ write: ([UInt8], Range<Int>) throws(Failure) -> Void) throws {
        repeat {
            try write(buffer, at..<filled)
            (at, filled) = (0, 0)
            try fill(1)
        } while filled > 0
    }

    /// Has at least so many bytes there, where the input has them.
    private mutating func fill(_ count: Int) throws(InputFailure) {
        while filled - at < count, !isAtEnd {
            if at > 0 {
                buffer.replaceSubrange(0..<filled - at, with: buffer[at..<filled])
                (at, filled) = (0, filled - at)
            }
            if filled == buffer.count { buffer.append(contentsOf: repeatElement(0, count: buffer.count)) }
            let read = try input.read(into: &buffer, from: filled)
            filled += read
            isAtEnd = read == 0
        }
    }
}
