import UnspinCore

/// The step `phrases`: gives spun phrases their original wording back.
struct PhraseNormalizer: Sendable {
    static let id = "phrases"

    var decoder = Decoder(weights: .trained)
    private var restorations: [Decoder.Restoration] = []

    init() {}

    /// Appends the edits for one document, in order.
    mutating func normalize(
        bytes: Span<UInt8>, tokens: Span<Token>, isSpun: Span<Bool>, table: PhraseTable, model: LanguageModel,
        minimumConfidence: Double, judge: (any Judge)? = nil, into edits: inout [Edit]
    ) {
        restorations.removeAll(keepingCapacity: true)
        decoder.read(bytes: bytes, tokens: tokens, isSpun: isSpun, table: table, model: model)
        let curly = Self.usesCurlyApostrophes(bytes)
        if let judge {
            JudgeConsultation.hold(
                judge, &decoder, bytes: bytes, tokens: tokens, isSpun: isSpun, table: table, model: model, usesCurlyApostrophes: curly)
        }
        let threshold = min(1, max(Float(minimumConfidence), judge == nil ? Decoder.leastConfidence : Self.leastJudgedConfidence))
        decoder.collect(atLeast: threshold, into: &restorations)
        for restoration in restorations {
            let start = Int(tokens[restoration.tokens.lowerBound].start)
            let end = Int(tokens[restoration.tokens.upperBound - 1].end)
            let variant = bytes.extracting(start..<end)
            let original = String(decoding: variant)
            let replacement = Surface.fitted(table.text(of: restoration.head), to: variant, usesCurlyApostrophes: curly)
            if original == replacement { continue }
            let confidence = Double(min(1, restoration.posterior))
            if let edit = Self.articleEdit(
                bytes, tokens, before: restoration.tokens.lowerBound, replacement: replacement, confidence: confidence, step: Self.id)
            {
                if edit.range.lowerBound >= (edits.last?.range.upperBound ?? 0) { edits.append(edit) }
            }
            // A single word shares none.
            let same = restoration.tokens.count == 1 ? SameWords() : Surface.sameWords(original, replacement)
            edits.append(
                Edit(
                    range: start + same.leading..<end - same.trailing, original: same.middle(of: original), replacement: same.middle(of: replacement),
                    step: Self.id, confidence: confidence,
                    restoring: RestoredPhrase(table: table, head: restoration.head, original: original, replacement: replacement)))
        }
    }

    /// Sets "a" or "an" right before a restored word, where it fits what the spinner wrote but not what is restored: somebody
    /// had mended the text after it was spun.
    static func articleEdit(
        _ bytes: Span<UInt8>, _ tokens: Span<Token>, before index: Int, replacement: String, confidence: Double, step: String
    ) -> Edit? {
        if index == 0 { return nil }
        let word = tokens[index]
        if word.lineBefore || !word.spaceBefore { return nil }
        let article = tokens[index - 1]
        guard let isAn = Article.isAn(article), article.letterCase != .upper,
            let takesAn = Article.takesAn(Array(replacement.utf8).span), takesAn != isAn,
            Article.takesAn(bytes.extracting(Int(word.start)..<Int(word.end))) == isAn
        else { return nil }
        let range = Int(article.start)..<Int(article.end)
        let original = String(decoding: bytes.extracting(range))
        return Edit(
            range: range, original: original, replacement: takesAn ? original + "n" : String(original.prefix(1)), step: step,
            rule: "article", confidence: confidence, reason: "The article fits the restored word after it.")
    }

    /// ``Decoder/leastConfidence`` where a judge was asked: its answers make posteriors surer of themselves. Held-out
    /// training documents favour .65; a little below, recall is kept.
    static let leastJudgedConfidence: Float = 0.6

    /// Whether a text writes more of its apostrophes curly than straight.
    static func usesCurlyApostrophes(_ bytes: Span<UInt8>) -> Bool {
        // Most texts are done after this. U+2019 is E2 80 99.
        let ends = count(of: 0x99, in: bytes)
        if ends == 0 { return false }
        let straight = count(of: UInt8(ascii: "'"), in: bytes)
        if ends <= straight { return false }
        var curly = 0
        for index in 2..<max(2, bytes.count) where bytes[index] == 0x99 && bytes[index - 1] == 0x80 && bytes[index - 2] == 0xe2 { curly += 1 }
        return curly > straight
    }

    /// How many of the bytes are a certain one, eight at a time.
    private static func count(of byte: UInt8, in bytes: Span<UInt8>) -> Int {
        let (ones, lows): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x7f7f_7f7f_7f7f_7f7f)
        let pattern = ones &* UInt64(byte)
        var count = 0
        var at = 0
        while at &+ 8 <= bytes.count {
            // Each byte counts for itself, and none overflows.
            let stop = min(bytes.count &- 8, at &+ 8 &* 254)
            var counts: UInt64 = 0
            while at <= stop {
                let differences = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self) ^ pattern
                counts &+= (~(((differences & lows) &+ lows) | differences) &>> 7) & ones
                at &+= 8
            }
            while counts != 0 {
                count &+= Int(counts & 0xff)
                counts &>>= 8
            }
        }
        while at < bytes.count {
            count &+= bytes[at] == byte ? 1 : 0
            at &+= 1
        }
        return count
    }
}

extension String {
    /// The parts, one after the other. Allocates once, where interpolation does so for every few parts.
    init(joining parts: String...) {
        self = ""
        reserveCapacity(parts.reduce(0) { $0 + $1.utf8.count })
        for part in parts { self += part }
    }

    /// The text of the bytes; malformed ones become U+FFFD.
    init(decoding bytes: Span<UInt8>) {
        self = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}
