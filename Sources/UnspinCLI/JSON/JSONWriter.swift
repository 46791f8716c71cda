/// Writes JSON, escaping what JSON requires and no more.
struct JSONWriter {
    /// Non-ASCII characters are written as `\u` escapes, as some producers do.
    var isASCIIOnly = false
    /// A space follows each colon and comma.
    var isSpaced = true
    private(set) var bytes: [UInt8] = []
    /// Something stands before the next field or element.
    private var needsComma = false

    init(isASCIIOnly: Bool = false, isSpaced: Bool = true) {
        self.isASCIIOnly = isASCIIOnly
        self.isSpaced = isSpaced
    }

    mutating func object(_ body: (inout JSONWriter) -> Void) { enclosed("{", "}", body) }
    mutating func array(_ body: (inout JSONWriter) -> Void) { enclosed("[", "]", body) }

    /// A field's name and its value, which `value` writes.
    mutating func field(_ name: String, _ value: (inout JSONWriter) -> Void) {
        separate()
        string(name)
        bytes.append(UInt8(ascii: ":"))
        if isSpaced { bytes.append(UInt8(ascii: " ")) }
        needsComma = false
        value(&self)
        needsComma = true
    }

    /// An element of an array, which `value` writes.
    mutating func element(_ value: (inout JSONWriter) -> Void) {
        separate()
        needsComma = false
        value(&self)
        needsComma = true
    }

    mutating func field(_ name: String, _ value: String?) {
        field(name) { writer in
            if let value { writer.string(value) } else { writer.raw("null") }
        }
    }

    mutating func field(_ name: String, _ value: Int) { field(name) { $0.raw(String(value)) } }
    mutating func field(_ name: String, _ value: Double) { field(name) { $0.raw(value.description) } }

    mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        Self.escape(Array(text.utf8), isASCIIOnly: isASCIIOnly, into: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func enclosed(_ open: Character, _ close: Character, _ body: (inout JSONWriter) -> Void) {
        bytes.append(open.asciiValue!)
        needsComma = false
        body(&self)
        bytes.append(close.asciiValue!)
        needsComma = true
    }

    private mutating func separate() {
        guard needsComma else { return }
        bytes.append(UInt8(ascii: ","))
        if isSpaced { bytes.append(UInt8(ascii: " ")) }
    }

    /// Appends the inside of a JSON string.
    static func escape(_ text: [UInt8], isASCIIOnly: Bool, into bytes: inout [UInt8]) {
        if isASCIIOnly, text.contains(where: { $0 >= 0x80 }) {
            for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
                if scalar.isASCII {
                    escape(UInt8(scalar.value), into: &bytes)
                } else {
                    for unit in UTF16.encode(scalar)! { appendEscape(unit, to: &bytes) }
                }
            }
        } else {
            for byte in text { escape(byte, into: &bytes) }
        }
    }

    @inline(__always)
    private static func escape(_ byte: UInt8, into bytes: inout [UInt8]) {
        guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
            bytes.append(byte)
            return
        }
        switch byte {
        case 0x0A: bytes.append(contentsOf: #"\n"#.utf8)
        case 0x0D: bytes.append(contentsOf: #"\r"#.utf8)
        case 0x09: bytes.append(contentsOf: #"\t"#.utf8)
        case 0x08: bytes.append(contentsOf: #"\b"#.utf8)
        case 0x0C: bytes.append(contentsOf: #"\f"#.utf8)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        default: appendEscape(UInt16(byte), to: &bytes)
        }
    }

    private static func appendEscape(_ unit: UInt16, to bytes: inout [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(contentsOf: #"\u"#.utf8)
        for shift in [12, 8, 4, 0] { bytes.append(digits[Int(unit >> UInt16(shift)) & 15]) }
    }
}
