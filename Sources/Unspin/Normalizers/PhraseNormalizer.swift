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
        minimumConfidence: Double, into edits: inout [Edit]
    ) {
        restorations.removeAll(keepingCapacity: true)
        decoder.decode(
            bytes: bytes, tokens: tokens, isSpun: isSpun, table: table, model: model, into: &restorations)
        let curly = Self.usesCurlyApostrophes(bytes)
        let threshold = max(Float(minimumConfidence), Self.leastConfidence)
        for restoration in restorations where restoration.posterior >= threshold {
            let start = Int(tokens[restoration.tokens.lowerBound].start)
            let end = Int(tokens[restoration.tokens.upperBound - 1].end)
            let variant = bytes.extracting(start..<end)
            let original = String(decoding: variant)
            let replacement: String
            let rule: String
            let reason: String
            if let head = restoration.head {
                let text = table.text(of: head)
                replacement = Surface.fitted(text, to: variant, usesCurlyApostrophes: curly)
                rule = "\(table.name)/\(original.lowercased())>\(String(decoding: text, as: UTF8.self))"
                reason = "Spinner profile \(table.name) writes “\(original)” for “\(replacement)”."
            } else {
                replacement = original.utf8.count == 1
                    ? original + "n" : String(decoding: Array(original.utf8.prefix(1)), as: UTF8.self)
                rule = "article"
                reason = "The article fits the restored word after it."
            }
            if original == replacement { continue }
            edits.append(
                Edit(
                    range: start..<end, original: original, replacement: replacement, step: Self.id, rule: rule,
                    confidence: Double(min(1, restoration.posterior)), reason: reason))
        }
    }

    /// Restorations that are less probable than this are not made: the text stays as it is.
    static let leastConfidence: Float = 0.3

    private static func usesCurlyApostrophes(_ bytes: Span<UInt8>) -> Bool {
        var straight = 0
        var curly = 0
        for index in 0..<bytes.count {
            if bytes[index] == UInt8(ascii: "'") { straight += 1 }
            // U+2019 is E2 80 99.
            if bytes[index] == 0x99, index > 1, bytes[index - 1] == 0x80, bytes[index - 2] == 0xe2 { curly += 1 }
        }
        return curly > straight
    }
}

extension String {
    /// The text of the bytes; malformed ones become U+FFFD.
    init(decoding bytes: Span<UInt8>) {
        self = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}
