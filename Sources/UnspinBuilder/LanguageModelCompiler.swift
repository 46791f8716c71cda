import UnspinCore

/// Compiles an ARPA model into the form that `LanguageModel` reads in place.
///
/// The same input gives the same bytes. `LanguageModelFormat` describes them.
public struct LanguageModelCompiler: Sendable {
    private typealias Format = LanguageModelFormat
    private typealias Quantizer = LanguageModelQuantizer

    /// How the quantized logs differ from the exact ones, for one order.
    public struct Report: Sendable {
        public var order: Int
        public var count: Int
        public var bytes: Int
        /// Root mean square and greatest error of logs, natural.
        public var logError: Float = 0
        public var greatestLogError: Float = 0
        public var backoffError: Float = 0
        public var greatestBackoffError: Float = 0
        /// N-grams left out, because another of the same bucket has the same fingerprint.
        public var collisions = 0
    }

    /// The share of entries in use.
    public var load = 0.925
    public private(set) var reports: [Report] = []

    public init() {}

    /// The compiled model.
    public mutating func compile(_ arpa: LanguageModelARPA) throws(LanguageModelError) -> [UInt8] {
        reports = []
        guard let start = arpa.words.firstIndex(of: "<s>") else { throw .missing("<s>") }
        guard let end = arpa.words.firstIndex(of: "</s>") else { throw .missing("</s>") }
        guard let unknown = arpa.words.firstIndex(of: "<unk>") else { throw .missing("<unk>") }
        let closed = try Closure(arpa)

        var image = Array(repeating: UInt8(0), count: Format.headerBytes)
        let unigrams = try unigramTable(arpa, unknown: unknown, extended: closed.extended[0])
        let ids = unigrams.ids
        image.store(unigrams.logStep, at: 68)
        image.store(unigrams.backoffStep, at: 72)
        image.store(UInt64(arpa.grams[0].count - 1), at: 96)
        image.store(UInt64(image.count), at: 104)
        image.store(UInt64(unigrams.bytes.count / Format.bucketBytes), at: 112)
        image += unigrams.bytes

        for n in 2...arpa.order {
            let table =
                n == arpa.order
                ? try highestTable(arpa.grams[n - 1], order: n, ids: ids)
                : try middleTable(arpa.grams[n - 1], order: n, ids: ids, extended: closed.extended[n - 1])
            let at = 96 + (n - 1) * 32
            image.store(UInt64(arpa.grams[n - 1].count - table.collisions), at: at)
            image.store(UInt64(image.count + table.codebook.count), at: at + 8)
            image.store(UInt64(table.bytes.count / Format.bucketBytes), at: at + 16)
            image.store(UInt64(image.count), at: at + 24)
            image += table.codebook
            image += table.bytes
        }

        for (index, byte) in Format.magic.enumerated() { image[index] = byte }
        image.store(Format.version, at: 8)
        image.store(UInt32(arpa.order), at: 12)
        image.store(Format.byteOrderMark, at: 16)
        image.store(Format.sanityFloat, at: 20)
        image.store(UInt32(Format.headerBytes), at: 24)
        image.store(UInt32(Format.bucketBytes), at: 28)
        image.store(UInt64(image.count), at: 32)
        image.store(ids[start], at: 56)
        image.store(ids[end], at: 60)
        image.store(arpa.grams[0].logs[unknown], at: 64)
        image.store(Format.checksum(image.words(from: Format.headerBytes)), at: 40)
        image.store(Format.checksum(image.words(from: 0, to: Format.headerBytes)), at: 48)
        return image
    }

    /// Which n-grams begin a longer one. Makes sure that each n-gram's first and last words are n-grams themselves.
    private struct Closure {
        var extended: [[Bool]]

        init(_ arpa: LanguageModelARPA) throws(LanguageModelError) {
            extended = arpa.grams.map { Array(repeating: false, count: $0.count) }
            var shorter: [UInt64: UInt32] = [:]
            for n in 2...arpa.order {
                let grams = arpa.grams[n - 1]
                var these: [UInt64: UInt32] = [:]
                if n < arpa.order { these.reserveCapacity(grams.count) }
                for gram in 0..<grams.count {
                    let words = grams.words[gram * n..<gram * n + n]
                    if n == 2 {
                        extended[0][Int(words[words.startIndex])] = true
                    } else {
                        guard let first = shorter[Self.key(words.dropLast())], shorter[Self.key(words.dropFirst())] != nil
                        else { throw .notClosed(line: grams.firstLine + gram) }
                        extended[n - 2][Int(first)] = true
                    }
                    if n < arpa.order { these[Self.key(words)] = UInt32(gram) }
                }
                shorter = these
            }
        }

        private static func key(_ words: ArraySlice<UInt32>) -> UInt64 {
            words.dropFirst().reduce(UInt64(words[words.startIndex])) { Format.key($0, after: $1 + 1) }
        }
    }

    private struct Unigrams {
        var bytes: [UInt8]
        /// For each word of the ARPA file.
        var ids: [WordID]
        var logStep: Float
        var backoffStep: Float
    }

    /// Frequent words go first, so that they sit in their home buckets.
    private mutating func unigramTable(
        _ arpa: LanguageModelARPA, unknown: Int, extended: [Bool]
    ) throws(LanguageModelError) -> Unigrams {
        let grams = arpa.grams[0]
        // One word in eight slots is free: the table is small, and misses should end early.
        let buckets = max(1, (grams.count * 8 / 7 + Format.unigramsInBucket) / Format.unigramsInBucket)
        var used = Array(repeating: 0, count: buckets)
        var bytes = Array(repeating: UInt8(0), count: buckets * Format.bucketBytes)
        var ids = Array(repeating: WordID(0), count: grams.count)
        // `<s>` is never predicted; lmplz gives it log 0 or -99.
        let logs = grams.logs.map { max($0, -60) }
        let logStep = max(1e-6, -logs.min()! / 65535)
        let backoffStep = max(1e-6, -grams.backoffs.min()! / 65535)
        var report = Report(order: 1, count: grams.count, bytes: bytes.count)
        var (logSquares, backoffSquares) = (0.0, 0.0)
        for word in (0..<grams.count).sorted(by: { (-logs[$0], $0) < (-logs[$1], $1) }) where word != unknown {
            let hash = WordHash.of(folded: arpa.words[word].utf8)
            var (bucket, check) = Format.unigramPlace(hash, buckets: UInt64(buckets))
            func collides() -> Bool {
                (0..<used[Int(bucket)]).contains { bytes.load(at: Int(bucket) * 64 + $0 * 8) == check }
            }
            while true {
                if collides() { throw .collision(arpa.words[word]) }
                if used[Int(bucket)] < Format.unigramsInBucket { break }
                bucket = (bucket + 1) % UInt64(buckets)
            }
            let at = Int(bucket) * Format.bucketBytes + used[Int(bucket)] * 8
            used[Int(bucket)] += 1
            let log = UInt16((-logs[word] / logStep).rounded().clamped(to: 0...65535))
            // A code of 0 says that no bigram begins with the word.
            let backoff =
                extended[word] ? UInt16((-grams.backoffs[word] / backoffStep).rounded().clamped(to: 1...65535)) : 0
            bytes.store(check, at: at)
            bytes.store(log, at: at + 4)
            bytes.store(backoff, at: at + 6)
            ids[word] = WordID(at / 8) + 1
            report.add(
                log: abs(-Float(log) * logStep - logs[word]),
                backoff: abs(-Float(backoff) * backoffStep - grams.backoffs[word]), &logSquares, &backoffSquares)
        }
        try Self.checkRoom(used.map { $0 == Format.unigramsInBucket }, order: 1)
        report.finish(logSquares, backoffSquares)
        reports.append(report)
        return Unigrams(bytes: bytes, ids: ids, logStep: logStep, backoffStep: backoffStep)
    }

    private struct Table {
        var bytes: [UInt8]
        var codebook: [UInt8]
        var collisions: Int
    }

    private mutating func middleTable(
        _ grams: LanguageModelARPA.Grams, order n: Int, ids: [WordID], extended: [Bool]
    ) throws(LanguageModelError) -> Table {
        // N-grams that nothing follows need no back-off, which leaves them few codes for their logs.
        let leaves = grams.logs.indices.filter { !extended[$0] }
        let stems = grams.logs.indices.filter { extended[$0] }
        let codes = 1 << Int(Format.middleCodeBits)
        let leafBook = Quantizer.codebook(leaves.map { grams.logs[$0] }, codes: stems.isEmpty ? codes : codes / 8)
        let stemBook = Quantizer.codebook(
            stems.map { Quantizer.Pair(log: grams.logs[$0], backoff: grams.backoffs[$0]) }, codes: codes - leafBook.count
        ).map { Quantizer.Pair(log: $0.log, backoff: min($0.backoff, -1e-7)) }

        var codebook = Array(repeating: UInt8(0), count: codes * 8)
        for (code, log) in leafBook.enumerated() { codebook.store(log, at: code * 8) }
        for (code, pair) in stemBook.enumerated() {
            codebook.store(pair.log, at: (leafBook.count + code) * 8)
            codebook.store(pair.backoff, at: (leafBook.count + code) * 8 + 4)
        }
        var report = Report(order: n, count: grams.count, bytes: 0)
        var (logSquares, backoffSquares) = (0.0, 0.0)
        let chosen = grams.logs.indices.map { gram -> UInt32 in
            if extended[gram] {
                let pair = Quantizer.Pair(log: grams.logs[gram], backoff: grams.backoffs[gram])
                let code = Quantizer.nearest(pair, in: stemBook)
                report.add(
                    log: abs(stemBook[code].log - pair.log), backoff: abs(stemBook[code].backoff - pair.backoff),
                    &logSquares, &backoffSquares)
                return UInt32(leafBook.count + code)
            }
            let code = Quantizer.nearest(grams.logs[gram], in: leafBook)
            report.add(
                log: abs(leafBook[code] - grams.logs[gram]), backoff: abs(grams.backoffs[gram]), &logSquares,
                &backoffSquares)
            return UInt32(code)
        }
        report.finish(logSquares, backoffSquares)
        let (bytes, collisions) = try table(grams, order: n, ids: ids, codes: chosen, codeBits: Format.middleCodeBits)
        report.bytes = bytes.count + codebook.count
        report.collisions = collisions
        reports.append(report)
        return Table(bytes: bytes, codebook: codebook, collisions: collisions)
    }

    private mutating func highestTable(_ grams: LanguageModelARPA.Grams, order n: Int, ids: [WordID]) throws(LanguageModelError) -> Table {
        let book = Quantizer.codebook(grams.logs, codes: 1 << Int(Format.highestCodeBits))
        var codebook = Array(repeating: UInt8(0), count: 4 << Int(Format.highestCodeBits))
        for (code, log) in book.enumerated() { codebook.store(log, at: code * 4) }
        var report = Report(order: n, count: grams.count, bytes: 0)
        var (logSquares, backoffSquares) = (0.0, 0.0)
        let chosen = grams.logs.map { log -> UInt32 in
            let code = Quantizer.nearest(log, in: book)
            report.add(log: abs(book[code] - log), backoff: 0, &logSquares, &backoffSquares)
            return UInt32(code)
        }
        report.finish(logSquares, backoffSquares)
        let (bytes, collisions) = try table(grams, order: n, ids: ids, codes: chosen, codeBits: Format.highestCodeBits)
        report.bytes = bytes.count + codebook.count
        report.collisions = collisions
        reports.append(report)
        return Table(bytes: bytes, codebook: codebook, collisions: collisions)
    }

    /// A look-up goes through full buckets until it has read ``LanguageModelFormat/mostProbes``.
    private static func checkRoom(_ isFull: [Bool], order: Int) throws(LanguageModelError) {
        var run: UInt64 = 0
        // Twice: the last bucket is followed by the first.
        for full in isFull + isFull where run < Format.mostProbes { run = full ? run + 1 : 0 }
        if run >= Format.mostProbes, isFull.count >= Int(Format.mostProbes) { throw .crowded(order: order) }
    }

    /// Fills the buckets in the file's order. Of two n-grams that no look-up can tell apart, the likelier one stays.
    private func table(
        _ grams: LanguageModelARPA.Grams, order n: Int, ids: [WordID], codes: [UInt32], codeBits: UInt32
    ) throws(LanguageModelError) -> (bytes: [UInt8], collisions: Int) {
        let capacity = Int((Double(grams.count) / load).rounded(.up)) + 1
        let buckets = (capacity + Format.entriesInBucket - 1) / Format.entriesInBucket
        var entries = Array(repeating: UInt32(0), count: buckets * Format.entriesInBucket)
        var logs = Array(repeating: -Float.infinity, count: entries.count)
        var used = Array(repeating: UInt8(0), count: buckets)
        var collisions = 0
        grams: for gram in 0..<grams.count {
            var key = UInt64(ids[Int(grams.words[gram * n + n - 1])])
            for word in stride(from: n - 2, through: 0, by: -1) {
                key = Format.key(key, after: ids[Int(grams.words[gram * n + word])])
            }
            var (bucket, fingerprint) = Format.place(key, buckets: UInt64(buckets), codeBits: codeBits)
            while true {
                let first = Int(bucket) * Format.entriesInBucket
                for slot in first..<first + Int(used[Int(bucket)]) where entries[slot] >> codeBits == fingerprint {
                    collisions += 1
                    if grams.logs[gram] > logs[slot] {
                        entries[slot] = fingerprint << codeBits | codes[gram]
                        logs[slot] = grams.logs[gram]
                    }
                    continue grams
                }
                if Int(used[Int(bucket)]) < Format.entriesInBucket {
                    let slot = first + Int(used[Int(bucket)])
                    entries[slot] = fingerprint << codeBits | codes[gram]
                    logs[slot] = grams.logs[gram]
                    used[Int(bucket)] += 1
                    continue grams
                }
                bucket = bucket + 1 == UInt64(buckets) ? 0 : bucket + 1
            }
        }
        try Self.checkRoom(used.map { Int($0) == Format.entriesInBucket }, order: n)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(entries.count * 4)
        for entry in entries { for shift in [0, 8, 16, 24] as [UInt32] { bytes.append(UInt8(entry >> shift & 255)) } }
        return (bytes, collisions)
    }
}

extension LanguageModelCompiler.Report {
    fileprivate mutating func add(log: Float, backoff: Float, _ logSquares: inout Double, _ backoffSquares: inout Double) {
        greatestLogError = max(greatestLogError, log)
        greatestBackoffError = max(greatestBackoffError, backoff)
        logSquares += Double(log * log)
        backoffSquares += Double(backoff * backoff)
    }

    fileprivate mutating func finish(_ logSquares: Double, _ backoffSquares: Double) {
        logError = Float((logSquares / Double(max(1, count))).squareRoot())
        backoffError = Float((backoffSquares / Double(max(1, count))).squareRoot())
    }
}

extension LanguageModelCompiler.Report: CustomStringConvertible {
    public var description: String {
        """
        order \(order): \(count) n-grams, \(bytes) bytes, log error rms \(logError) max \(greatestLogError), \
        back-off error rms \(backoffError) max \(greatestBackoffError), left out \(collisions)
        """
    }
}

extension Float {
    fileprivate func clamped(to range: ClosedRange<Float>) -> Float { Swift.min(Swift.max(self, range.lowerBound), range.upperBound) }
}

extension [UInt8] {
    fileprivate mutating func store(_ value: some FixedWidthInteger, at offset: Int) {
        var rest = value.littleEndian
        for index in 0..<(value.bitWidth / 8) {
            self[offset + index] = UInt8(truncatingIfNeeded: rest)
            rest >>= 8
        }
    }

    fileprivate mutating func store(_ value: Float, at offset: Int) { store(value.bitPattern, at: offset) }

    fileprivate func load(at offset: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(self[offset + $1]) << UInt32($1 * 8) }
    }

    /// Whole 8-byte words, little-endian.
    fileprivate func words(from start: Int, to end: Int? = nil) -> some Sequence<UInt64> {
        stride(from: start, to: end ?? count, by: 8).lazy.map { at in
            (0..<8).reduce(UInt64(0)) { $0 | UInt64(self[at + $1]) << UInt64($1 * 8) }
        }
    }
}
