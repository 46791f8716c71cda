/// `{one|two {and|or} three}` as a spinner's source writes it.
public struct SpintaxGroup: Sendable, Equatable {
    /// Half-open byte range of the text, with its braces.
    public var range: Range<Int>
    /// What it may read as, at most ``mostReadings``, in order.
    public var readings: [String]
    /// Other groups stand in it.
    public var isNested: Bool

    /// Readings of one group that are looked at; nested ones multiply.
    public static let mostReadings = 64
    private static let deepest = 8
    private static let mostBytes = 2000

    /// The outermost groups of `range`, a line of the text, that close and hold a bar.
    ///
    /// Braces that hold anything but prose make no group.
    public static func all(in bytes: [UInt8], _ range: Range<Int>) -> [SpintaxGroup] {
        var groups: [SpintaxGroup] = []
        var at = range.lowerBound
        while let open = bytes[at..<range.upperBound].firstIndex(of: UInt8(ascii: "{")) {
            if let group = SpintaxGroup(bytes, at: open, limit: min(range.upperBound, open + mostBytes), depth: 0) {
                groups.append(group)
                at = group.range.upperBound
            } else {
                at = open + 1
            }
        }
        return groups
    }

    /// The group that opens at `start`; nil where it does not close before `limit`, or is none.
    private init?(_ bytes: [UInt8], at start: Int, limit: Int, depth: Int) {
        if depth > Self.deepest { return nil }
        var options: [[String]] = [[""]]
        var isNested = false
        var at = start + 1
        var text = at
        func flush(_ options: inout [[String]]) {
            Self.append([String(decoding: bytes[text..<at], as: UTF8.self)], to: &options[options.count - 1])
        }
        while at < limit {
            switch bytes[at] {
            case UInt8(ascii: "{"):
                guard let inner = SpintaxGroup(bytes, at: at, limit: limit, depth: depth + 1) else { return nil }
                flush(&options)
                Self.append(inner.readings, to: &options[options.count - 1])
                isNested = true
                at = inner.range.upperBound
                text = at
            case UInt8(ascii: "|"):
                flush(&options)
                options.append([""])
                at += 1
                text = at
            case UInt8(ascii: "}"):
                flush(&options)
                self.init(range: start..<at + 1, readings: Array(options.joined().prefix(Self.mostReadings)), isNested: isNested)
                // `{{x}}` and `{{a|b}}` are templates.
                let isWrapped = bytes[start + 1] == UInt8(ascii: "{") && bytes[at - 1] == UInt8(ascii: "}") && options.count == 1
                if options.count < 2 || isWrapped || !Self.areProse(options) { return nil }
                return
            default: at += 1
            }
        }
        return nil
    }

    private init(range: Range<Int>, readings: [String], isNested: Bool) {
        self.range = range
        self.readings = readings
        self.isNested = isNested
    }

    /// Appends each of `endings` to each of `readings`.
    private static func append(_ endings: [String], to readings: inout [String]) {
        readings = Array(readings.flatMap { reading in endings.map { reading + $0 } }.prefix(mostReadings))
    }

    private static func areProse(_ options: [[String]]) -> Bool {
        let texts = options.joined()
        // One may be empty: "{very |}good".
        guard texts.allSatisfy(isProse), options.count(where: { $0 == [""] }) <= 1 else { return false }
        guard texts.contains(where: { $0.unicodeScalars.count(where: { $0.properties.isAlphabetic }) >= 2 }) else { return false }
        // {"a": "b|c"} is JSON, { return a | b; } is code.
        if texts.contains(where: { $0.contains("\"") && $0.contains(":") }) { return false }
        if texts.first?.first == " ", texts.last?.last == " " { return false }
        if texts.contains(where: { $0.split(separator: " ").first?.last == ":" }) { return false }
        // {x | x is even} is a set.
        let first = texts.first?.split(separator: " ").first.map(String.init) ?? ""
        let isSet = first.count == 1 && !["a", "A", "I"].contains(first)
        return !isSet
    }

    /// Letters, digits, spaces and the marks of prose.
    public static func isProse(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            scalar.value < 0x80
                ? LatinLetter.isASCII(scalar.value) || scalar.value &- 48 < 10 || " '-,.!?;:()\"%$&".unicodeScalars.contains(scalar)
                : scalar.properties.isAlphabetic || (0x2010...0x2026).contains(scalar.value) || scalar.value == 0x20ac || scalar.value == 0xa3
        }
    }
}
