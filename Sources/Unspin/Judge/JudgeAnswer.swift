/// Reads `{"scores": [-1.5, -2]}`, a line of a judge. Other fields are passed over.
struct JudgeAnswer {
    /// nil where `line` is something else.
    static func scores(in line: Span<UInt8>) -> [Double]? {
        var reader = JudgeAnswer(at: 0)
        guard let scores = reader.object(line) else { return nil }
        reader.space(line)
        return reader.at == line.count ? scores : nil
    }

    /// Deeper JSON is refused, so that nobody can use up the stack.
    private static let deepest = 32
    private var at: Int

    private init(at: Int) { self.at = at }

    private mutating func object(_ line: Span<UInt8>) -> [Double]? {
        guard take("{", line) else { return nil }
        var scores: [Double]?
        if take("}", line) { return nil }
        repeat {
            guard let name = string(line), take(":", line) else { return nil }
            if name == Array("scores".utf8) {
                guard scores == nil, let found = numbers(line) else { return nil }
                scores = found
            } else {
                guard skip(line, depth: 0) else { return nil }
            }
        } while take(",", line)
        return take("}", line) ? scores : nil
    }

    private mutating func numbers(_ line: Span<UInt8>) -> [Double]? {
        guard take("[", line) else { return nil }
        var numbers: [Double] = []
        if take("]", line) { return numbers }
        repeat {
            guard let number = number(line), number.isFinite else { return nil }
            numbers.append(number)
        } while take(",", line)
        return take("]", line) ? numbers : nil
    }

    private mutating func skip(_ line: Span<UInt8>, depth: Int) -> Bool {
        if depth > Self.deepest { return false }
        if take("[", line) {
            if take("]", line) { return true }
            repeat { guard skip(line, depth: depth + 1) else { return false } } while take(",", line)
            return take("]", line)
        }
        if take("{", line) {
            if take("}", line) { return true }
            repeat {
                guard string(line) != nil, take(":", line), skip(line, depth: depth + 1) else { return false }
            } while take(",", line)
            return take("}", line)
        }
        for word in ["true", "false", "null"] where takeWord(word, line) { return true }
        if at < line.count, line[at] == UInt8(ascii: "\"") { return string(line) != nil }
        return number(line) != nil
    }

    private mutating func number(_ line: Span<UInt8>) -> Double? {
        space(line)
        let start = at
        var text = ""
        while at < line.count, "+-.0123456789eE".utf8.contains(line[at]) {
            text.unicodeScalars.append(Unicode.Scalar(line[at]))
            at += 1
        }
        guard at > start, line[start] == UInt8(ascii: "-") || (48...57).contains(line[start]) else { return nil }
        return Double(text)
    }

    /// The bytes of a string; escapes are left as they are, since no name that matters has one.
    private mutating func string(_ line: Span<UInt8>) -> [UInt8]? {
        guard take("\"", line) else { return nil }
        var bytes: [UInt8] = []
        while at < line.count {
            let byte = line[at]
            at += 1
            if byte == UInt8(ascii: "\"") { return bytes }
            bytes.append(byte)
            if byte == UInt8(ascii: "\\"), at < line.count {
                bytes.append(line[at])
                at += 1
            }
        }
        return nil
    }

    private mutating func takeWord(_ word: String, _ line: Span<UInt8>) -> Bool {
        var end = at
        for byte in word.utf8 {
            guard end < line.count, line[end] == byte else { return false }
            end += 1
        }
        at = end
        return true
    }

    private mutating func take(_ mark: Unicode.Scalar, _ line: Span<UInt8>) -> Bool {
        space(line)
        guard at < line.count, line[at] == UInt8(ascii: mark) else { return false }
        at += 1
        return true
    }

    private mutating func space(_ line: Span<UInt8>) {
        while at < line.count, [0x20, 0x09, 0x0D].contains(line[at]) { at += 1 }
    }
}
