extension LanguageModel {
    static let yearHash = WordHash.of(folded: "_year_".utf8)
    static let numberHash = WordHash.of(folded: "_num_".utf8)

    // Whether a text writes "percent" or "%" is a matter of its house style, which an n-gram model knows nothing about.
    private static let percentHash = WordHash.of(folded: "percent".utf8)
    private static let percentSignHash = WordHash.of(folded: "%".utf8)

    /// The identity of a token of `bytes`; `nil` for a token that the model skips, 0 for a word it does not know.
    public func key(of token: Token, in bytes: Span<UInt8>) -> WordID? {
        guard let hash = Self.hash(of: token, in: bytes) else { return nil }
        return id(of: hash)
    }

    /// The hash under which the model knows a token: its own, or that of its class of numbers; `nil` if it is skipped.
    public static func hash(of token: Token, in bytes: Span<UInt8>) -> UInt64? {
        let range = Int(token.start)..<Int(token.end)
        switch token.kind {
        case .word:
            if token.hash == percentHash { return percentSignHash }
            return bytes[range.lowerBound] == UInt8(ascii: "_") ? nil : token.hash
        case .number: return classHash(ofNumber: bytes.extracting(range)) ?? token.hash
        case .mark: return range.count == 1 && isMark(bytes[range.lowerBound]) ? token.hash : nil
        }
    }

    /// The hash of the class that stands for a number; `nil` for what stands for itself (`5`, `12`, `1980s`, a word).
    public static func classHash(ofNumber bytes: Span<UInt8>) -> UInt64? {
        guard !bytes.isEmpty, isDigit(bytes[0]) else { return nil }
        var digits = 0
        for index in bytes.indices {
            if isDigit(bytes[index]) {
                digits += 1
            } else if bytes[index] != UInt8(ascii: ".") && bytes[index] != UInt8(ascii: ",") {
                return nil
            }
        }
        guard digits == bytes.count else { return numberHash }
        if digits <= 2 { return nil }
        guard digits == 4 else { return numberHash }
        let isYear =
            bytes[0] == UInt8(ascii: "2") ? bytes[1] == UInt8(ascii: "0")
            : bytes[0] == UInt8(ascii: "1") && bytes[1] >= UInt8(ascii: "5")
        return isYear ? yearHash : numberHash
    }

    /// The identities of a folded phrase whose tokens are separated by spaces, without those the model skips.
    ///
    /// For compiling phrases: allocates.
    public func ids(of phrase: String) -> [WordID] { Self.hashes(of: phrase).map { id(of: $0) } }

    /// The hashes under which the model knows a folded phrase's tokens. `<s>`, `</s>` and `_num_` may be spelled out.
    public static func hashes(of phrase: String) -> [UInt64] {
        phrase.utf8.split(separator: UInt8(ascii: " ")).compactMap { part in
            let bytes = Array(part)
            let hash = WordHash.of(folded: bytes)
            if isDigit(bytes[0]) { return classHash(ofNumber: bytes.span) ?? hash }
            if bytes.count == 1, bytes[0] < 0x80, !isLetter(bytes[0]), !isMark(bytes[0]) { return nil }
            // Marks outside ASCII that text is full of: dashes, quotation marks, ellipsis, bullet (U+2010…U+2027).
            if bytes.count == 3, bytes[0] == 0xe2, bytes[1] == 0x80, (0x90...0xa7).contains(bytes[2]) { return nil }
            return hash
        }
    }

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    @inline(__always)
    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

    /// The marks that are tokens of the model.
    @inline(__always)
    static func isMark(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"),
            UInt8(ascii: "?"), UInt8(ascii: "%"), UInt8(ascii: "$"):
            true
        default: false
        }
    }
}
