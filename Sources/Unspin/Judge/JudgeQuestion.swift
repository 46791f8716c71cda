/// Which of several wordings belongs into a text.
///
/// The text is `prefix`, one of the candidates and `suffix`, with nothing between them.
public struct JudgeQuestion: Sendable, Equatable {
    /// Up to 400 bytes before the place, as restored so far. The prefixes of neighbouring questions mostly begin
    /// at the same place, so that a judge can keep what it made of it.
    public var prefix: String
    /// Two to six, no two the same, what the decoder finds most probable first.
    public var candidates: [String]
    /// Up to 100 bytes after the place.
    public var suffix: String

    public init(prefix: String, candidates: [String], suffix: String) {
        self.prefix = prefix
        self.candidates = candidates
        self.suffix = suffix
    }

    /// Appends the line of JSON that asks it, with its line feed.
    func write(to bytes: inout [UInt8]) {
        bytes += #"{"prefix": ""#.utf8
        Self.escape(prefix, to: &bytes)
        bytes += #"", "candidates": ["#.utf8
        for (index, candidate) in candidates.enumerated() {
            bytes += (index == 0 ? "\"" : ", \"").utf8
            Self.escape(candidate, to: &bytes)
            bytes.append(UInt8(ascii: "\""))
        }
        bytes += #"], "suffix": ""#.utf8
        Self.escape(suffix, to: &bytes)
        bytes += "\"}\n".utf8
    }

    private static func escape(_ text: String, to bytes: inout [UInt8]) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0x0A: bytes += #"\n"#.utf8
            case 0x0D: bytes += #"\r"#.utf8
            case 0x09: bytes += #"\t"#.utf8
            // Delete needs no escape, but some line readers stop at control characters.
            case 0..<0x20, 0x7F:
                let digits = Array("0123456789abcdef".utf8)
                bytes += #"\u00"#.utf8
                bytes += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
    }
}
