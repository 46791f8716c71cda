/// URLs, domains and e-mail addresses.
extension SpanRecognizer {
    private static let schemes: Set<String> = [
        "http", "https", "ftp", "ftps", "file", "git", "ssh", "ws", "wss", "ldap", "irc", "svn", "s3", "data", "chrome", "about", "jdbc",
    ]
    /// Endings that make a word with a full stop in it a domain. Those that are English words are missing: "end.In the".
    private static let domains: Set<String> = [
        "com", "org", "net", "edu", "gov", "mil", "info", "biz", "io", "co", "uk", "de", "fr", "eu", "us", "ca", "au", "nz", "ch", "nl", "es",
        "pl", "ru", "jp", "cn", "br", "kr", "se", "dk", "fi", "cz", "ie", "tv", "dev", "app", "ai",
    ]

    /// Bytes of a domain name, at most (RFC 1035).
    private static let longestDomain = 253

    private static func isAddressByte(_ byte: UInt8) -> Bool {
        byte > 32 && byte != UInt8(ascii: "<") && byte != UInt8(ascii: ">") && byte != UInt8(ascii: "\"") && byte != 0x7f
            && byte != UInt8(ascii: "|") && byte != UInt8(ascii: "`")
    }

    private static func isDomainByte(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }

    /// Past the address that goes on at `start`: no full stop or closing mark at its end, no curly quotation mark in it.
    private func endOfAddress(from start: Int) -> Int {
        var index = start
        var depth = 0
        while index < bytes.count, Self.isAddressByte(bytes[index]) {
            // “ ” ‘ ’ … and dashes are E2 80 xx.
            if bytes[index] == 0xe2, byte(index + 1) == 0x80, byte(index + 2) >= 0x90 { break }
            if bytes[index] == UInt8(ascii: "(") { depth += 1 }
            if bytes[index] == UInt8(ascii: ")") {
                if depth == 0 { break }
                depth -= 1
            }
            index += 1
        }
        while index > start, ".,;:!?'*_])}".utf8.contains(bytes[index - 1]), depth > 0 || bytes[index - 1] != UInt8(ascii: ")") { index -= 1 }
        return index
    }

    /// `scheme://…`, `mailto:…`, with the colon at hand.
    func address() -> Range<Int>? {
        let start = start(of: Self.isAlphanumeric, before: at)
        let scheme = String(decoding: bytes[start..<at], as: UTF8.self).lowercased()
        if starts("://", at: at), start < at, Self.schemes.contains(scheme) || byte(at + 3) > 32 {
            return start..<max(at + 3, endOfAddress(from: at + 3))
        }
        if scheme == "mailto" || scheme == "tel" || scheme == "urn", byte(at + 1) > 32 { return start..<endOfAddress(from: at + 1) }
        return nil
    }

    /// The address around the `@` at hand.
    func mailAddress() -> Range<Int>? {
        let start = start(of: { Self.isDomainByte($0) || "_+%".utf8.contains($0) }, before: at)
        var end = end(of: Self.isDomainByte, from: at + 1)
        while end > at, byte(end - 1) == UInt8(ascii: ".") { end -= 1 }
        guard start < at, bytes[at..<end].contains(UInt8(ascii: ".")) else { return nil }
        return start..<end
    }

    /// `www.…` and `example.com/…`, with a full stop at hand.
    func domain() -> Range<Int>? {
        // Most full stops end a sentence.
        guard Self.isAlphanumeric(byte(at + 1)) else { return nil }
        let start = start(of: Self.isDomainByte, before: at)
        // At its first full stop.
        guard start < at, byte(start - 1) != UInt8(ascii: "@"), !bytes[start..<at].contains(UInt8(ascii: "."))
        else { return nil }
        var end = at
        while end < bytes.count, Self.isDomainByte(bytes[end]) {
            if end - start > Self.longestDomain { return nil }
            end += 1
        }
        while end > at, !Self.isAlphanumeric(bytes[end - 1]) { end -= 1 }
        let labels = bytes[start..<end].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isDomain = starts("www.", at: start)
            || (labels.count > 1 && !labels.contains { $0.isEmpty } && Self.domains.contains(String(decoding: labels.last!, as: UTF8.self)))
        guard isDomain else { return nil }
        if [UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "?"), UInt8(ascii: "#")].contains(byte(end)), byte(end + 1) > 32 {
            end = max(end, endOfAddress(from: end))
        }
        return start..<end
    }
}
