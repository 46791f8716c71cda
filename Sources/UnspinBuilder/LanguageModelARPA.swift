import UnspinCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// An n-gram model as KenLM's `lmplz` writes it: text, logs to base 10, kept here in natural logs.
public struct LanguageModelARPA: Sendable {
    /// The n-grams of one order, in the file's order.
    public struct Grams: Sendable {
        /// Indices into `words`, `order` for each n-gram, oldest first.
        public var words: [UInt32] = []
        public var logs: [Float] = []
        public var backoffs: [Float] = []
        /// The line of the first n-gram.
        public var firstLine = 0
        public var count: Int { logs.count }
    }

    /// Folded words; an n-gram's words are indices into these.
    public private(set) var words: [String] = []
    /// `grams[n - 1]` are the n-grams of `n` words.
    public private(set) var grams: [Grams] = []
    public var order: Int { grams.count }

    /// Reads a whole file of the form `\data\ … \1-grams: … \end\`.
    public init(_ bytes: [UInt8]) throws(LanguageModelError) {
        var reader = Reader(bytes: bytes)
        guard reader.skip(to: "\\data\\") else { throw .syntax(line: reader.line, "\\data\\ is missing") }
        var counts: [Int] = []
        while let line = reader.next() {
            if line.isEmpty { continue }
            guard let text = reader.text(line), text.hasPrefix("ngram ") else { break }
            let parts = text.dropFirst(6).split(separator: "=")
            guard parts.count == 2, Int(parts[0]) == counts.count + 1, let count = Int(parts[1]) else {
                throw .syntax(line: reader.line, "a count")
            }
            counts.append(count)
        }
        guard LanguageModelFormat.orders.contains(counts.count) else { throw .order(counts.count) }
        var ids: [UInt64: UInt32] = [:]
        ids.reserveCapacity(counts[0])
        for n in 1...counts.count {
            guard reader.currentIs("\\\(n)-grams:") || reader.skip(to: "\\\(n)-grams:") else {
                throw .syntax(line: reader.line, "\\\(n)-grams: is missing")
            }
            var grams = Grams()
            grams.firstLine = reader.line + 1
            grams.words.reserveCapacity(counts[n - 1] * n)
            grams.logs.reserveCapacity(counts[n - 1])
            grams.backoffs.reserveCapacity(counts[n - 1])
            for _ in 0..<counts[n - 1] {
                guard let line = reader.next(), !line.isEmpty else { throw .syntax(line: reader.line, "an n-gram is missing") }
                var at = line.lowerBound
                guard let log = reader.number(&at, in: line) else { throw .syntax(line: reader.line, "a log is missing") }
                for _ in 0..<n {
                    let word = reader.field(&at, in: line)
                    let hash = WordHash.of(folded: bytes[word])
                    if n == 1 {
                        let id = UInt32(words.count)
                        words.append(String(decoding: bytes[word], as: UTF8.self))
                        if ids.updateValue(id, forKey: hash) != nil { throw .collision(words[words.count - 1]) }
                        grams.words.append(id)
                    } else {
                        guard let id = ids[hash] else { throw .syntax(line: reader.line, "a word that is no unigram") }
                        grams.words.append(id)
                    }
                }
                let backoff = at < line.upperBound ? reader.number(&at, in: line) : 0
                guard let backoff, at == line.upperBound else { throw .syntax(line: reader.line, "a back-off, or the line's end") }
                guard backoff <= 0 else { throw .backoff(line: reader.line) }
                grams.logs.append(Float(log * 2.302585092994046))
                grams.backoffs.append(Float(backoff * 2.302585092994046))
            }
            self.grams.append(grams)
            _ = reader.next()
        }
        guard reader.currentIs("\\end\\") || reader.skip(to: "\\end\\") else {
            throw .syntax(line: reader.line, "\\end\\ is missing: the file broke off")
        }
    }

    private struct Reader {
        let bytes: [UInt8]
        var position = 0
        var line = 0
        var current = 0..<0

        init(bytes: [UInt8]) { self.bytes = bytes }

        mutating func next() -> Range<Int>? {
            guard position < bytes.count else { return nil }
            let start = position
            while position < bytes.count, bytes[position] != 10 { position += 1 }
            current = start..<position
            position += 1
            line += 1
            return current
        }

        mutating func skip(to wanted: String) -> Bool {
            while next() != nil { if currentIs(wanted) { return true } }
            return false
        }

        func currentIs(_ wanted: String) -> Bool { bytes[current].elementsEqual(wanted.utf8) }

        func text(_ range: Range<Int>) -> String? { String(validating: bytes[range], as: UTF8.self) }

        /// The next field of the line; `at` moves behind the tab or space that ends it.
        func field(_ at: inout Int, in line: Range<Int>) -> Range<Int> {
            let start = at
            while at < line.upperBound, bytes[at] != 9, bytes[at] != 32 { at += 1 }
            let end = at
            if at < line.upperBound { at += 1 }
            return start..<end
        }

        /// The next field as a decimal number: `-2.1`, `0`, `-1.2e-05`.
        func number(_ at: inout Int, in line: Range<Int>) -> Double? {
            let range = field(&at, in: line)
            var position = range.lowerBound
            guard position < range.upperBound else { return nil }
            let negative = bytes[position] == UInt8(ascii: "-")
            if negative { position += 1 }
            var mantissa = 0.0, scale = 1.0
            var point = false, digits = 0
            while position < range.upperBound {
                let byte = bytes[position]
                if byte == UInt8(ascii: "."), !point {
                    point = true
                } else if byte &- 48 < 10 {
                    mantissa = mantissa * 10 + Double(byte &- 48)
                    if point { scale *= 10 }
                    digits += 1
                } else {
                    return Double(String(decoding: bytes[range], as: UTF8.self))
                }
                position += 1
            }
            guard digits > 0 else { return nil }
            return (negative ? -1 : 1) * mantissa / scale
        }
    }
}
