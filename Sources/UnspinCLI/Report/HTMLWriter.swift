/// Writes HTML, in which text stays text.
struct HTMLWriter {
    private(set) var bytes: [UInt8] = []

    typealias Attributes = KeyValuePairs<String, String>

    /// Markup of ours, as it stands.
    mutating func raw(_ markup: StaticString) { markup.withUTF8Buffer { bytes.append(contentsOf: $0) } }

    /// What another writer wrote, or an asset of ours.
    mutating func raw(_ written: [UInt8]) { bytes.append(contentsOf: written) }

    /// - Parameter attributes: their values are escaped.
    mutating func open(_ tag: StaticString, _ attributes: Attributes = [:]) {
        raw("<")
        raw(tag)
        for (name, value) in attributes {
            raw(" ")
            bytes += name.utf8
            raw("=\"")
            for scalar in value.unicodeScalars { append(InvisibleScalar.isOrder(scalar) ? "\u{FFFD}" : scalar) }
            raw("\"")
        }
        raw(">")
    }

    mutating func close(_ tag: StaticString) {
        raw("</")
        raw(tag)
        raw(">")
    }

    mutating func element(_ tag: StaticString, _ attributes: Attributes = [:], text: String) {
        element(tag, attributes) { $0.text(text) }
    }

    mutating func element(_ tag: StaticString, _ attributes: Attributes = [:], _ body: (inout HTMLWriter) -> Void) {
        open(tag, attributes)
        body(&self)
        close(tag)
    }

    /// - Parameter showsAll: characters that nobody sees are shown by their numbers; else only those that would act on the page,
    ///   such as one that turns the direction of reading.
    mutating func text(_ text: String, showsAll: Bool = false) {
        for scalar in text.unicodeScalars {
            if showsAll ? InvisibleScalar.isInvisible(scalar) : InvisibleScalar.isOrder(scalar) {
                raw("<span class=\"code-point\">")
                bytes += InvisibleScalar.name(scalar).utf8
                raw("</span>")
            } else {
                append(scalar)
            }
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "&": raw("&amp;")
        case "<": raw("&lt;")
        case ">": raw("&gt;")
        case "\"": raw("&quot;")
        case "'": raw("&#39;")
        default: bytes += Unicode.UTF8.encode(scalar)!
        }
    }
}

/// Characters that have no look of their own.
private enum InvisibleScalar {
    /// Controls, and marks that turn the direction of all that follows.
    static func isOrder(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: false
        case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return isOrder(scalar) }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: return true
        default: return false
        }
    }

    /// U+200B
    static func name(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
