/// Cuts text into words, numbers and marks at the word boundaries of UAX #29, as ICU does, and at the full stops of words that
/// lost a space or were made of numbers ("workers.This", "three.eight": see ``NumberWord``).
///
/// ASCII and the Latin letters and marks of English prose are cut here; a stretch between two spaces that holds anything else
/// goes to ICU. Both give the same tokens. Costs a few nanoseconds a byte and no allocation beyond the growth of `tokens`,
/// but for the stretches that go to ICU.
public struct Tokenizer: Sendable {
    public init() {}

    /// Appends the tokens of `range`, which begins a line; offsets are those of `bytes`, at most 4 GB.
    ///
    /// Malformed UTF-8 makes marks that stand for nothing.
    public mutating func tokenize(_ bytes: Span<UInt8>, range: Range<Int>, into tokens: inout [Token]) {
        var reader = Reader(range, firstToken: tokens.count)
        var at = range.lowerBound
        while at < range.upperBound {
            let byte = bytes[at]
            var (scalar, width) = (UInt32(byte), 1)
            let kind: CharacterClass
            if byte < 0x80 {
                kind = reader.ascii[Int(byte)]
            } else {
                (scalar, width) = reader.scalar(bytes, at)
                kind = CharacterClass.of(scalar)
            }
            switch kind {
            case .space:
                reader.startStretch(after: at, width: width)
                at += width
            case .lineFeed:
                reader.startStretch(after: at, width: 1)
                reader.lineBefore = true
                at += 1
            case .letter, .digit, .connector:
                guard let end = reader.word(bytes, from: at, into: &tokens) else {
                    at = Self.cutWithICU(bytes, &reader, into: &tokens)
                    continue
                }
                at = end
            case .complex:
                at = Self.cutWithICU(bytes, &reader, into: &tokens)
            case .other, .middle, .middleOfNumber, .middleOfWord:
                reader.append(
                    start: at, end: at + width, hash: Self.markHash(bytes, at..<at + width, scalar: scalar), kind: .mark,
                    letterCase: .lower, into: &tokens)
                at += width
            }
        }
    }

    /// Appends the same tokens as ``tokenize(_:range:into:)``, with ICU alone: slow, to hold the fast path against.
    public func tokenizePlainly(_ bytes: Span<UInt8>, into tokens: inout [Token]) {
        var reader = Reader(0..<bytes.count, firstToken: tokens.count)
        Self.appendICU(bytes, 0..<bytes.count, &reader, into: &tokens)
    }

    private static func markHash(_ bytes: Span<UInt8>, _ range: Range<Int>, scalar: UInt32) -> UInt64 {
        if scalar == 0x2018 || scalar == 0x2019 { return WordHash.adding(UInt8(ascii: "'"), to: WordHash.empty) }
        var hash = WordHash.empty
        for at in range { hash = WordHash.adding(bytes[at], to: hash) }
        return hash
    }

    // MARK: The stretches that ICU cuts

    /// Gives ICU the stretch at hand, from its first byte to the next space before an ASCII byte; returns its end.
    private static func cutWithICU(_ bytes: Span<UInt8>, _ reader: inout Reader, into tokens: inout [Token]) -> Int {
        let start = reader.stretch
        while tokens.count > reader.firstToken, let last = tokens.last, Int(last.start) >= start {
            reader.spaceBefore = last.spaceBefore
            reader.lineBefore = last.lineBefore
            tokens.removeLast()
        }
        var end = start
        // A space in front belongs to the stretch: a combining mark would join it.
        if end < reader.end, bytes[end] < 0x80 { end += 1 }
        while end < reader.end {
            if bytes[end] == 32 || bytes[end] == 10, end + 1 == reader.end || bytes[end + 1] < 0x80 { break }
            end += 1
        }
        appendICU(bytes, start..<end, &reader, into: &tokens)
        reader.stretch = end
        return end
    }

    private static func appendICU(
        _ bytes: Span<UInt8>, _ range: Range<Int>, _ reader: inout Reader, into tokens: inout [Token]
    ) {
        let segments = ICUWords.cut(bytes.extracting(range))
        var start = range.lowerBound
        for segment in segments {
            let end = range.lowerBound + Int(segment.end)
            defer { start = end }
            var folded = FoldedWord()
            var at = start
            var isSpace = false
            var first: UInt32 = 0
            while at < end {
                let (scalar, width) = reader.scalar(bytes, at)
                if at == start {
                    first = scalar
                    isSpace = Unicode.Scalar(scalar)?.properties.isWhitespace == true
                }
                folded.append(scalar, bytes, at..<at + width)
                at += width
            }
            if isSpace {
                reader.spaceBefore = true
                for at in start..<end where bytes[at] == 10 { reader.lineBefore = true }
                continue
            }
            let kind: Token.Kind =
                first == 95 || (65...90).contains(first) || (97...122).contains(first) ? .word
                : (48...57).contains(first) ? .number
                : first < 0x80 || segment.status < 100 ? .mark
                : Unicode.Scalar(first)?.properties.generalCategory == .decimalNumber ? .number : .word
            if kind == .word, reader.appendParts(bytes, start: start, end: end, into: &tokens) { continue }
            reader.append(
                start: start, end: end, hash: folded.hash, kind: kind, letterCase: kind == .mark ? .lower : folded.letterCase,
                into: &tokens)
        }
    }
}

/// The place of the tokenizer in the text.
private struct Reader {
    let ascii: [128 of CharacterClass]
    let end: Int
    /// The first byte that a combining mark or another rule of ICU could still reach: the last space, or the start.
    var stretch: Int
    /// The tokens before are another text's.
    let firstToken: Int
    var spaceBefore = true
    var lineBefore = true

    init(_ range: Range<Int>, firstToken: Int) {
        ascii = CharacterClass.ascii
        end = range.upperBound
        stretch = range.lowerBound
        self.firstToken = firstToken
    }

    @inline(__always)
    mutating func startStretch(after at: Int, width: Int) {
        // Only ASCII white space parts stretches; the last one goes along with the next stretch.
        if width == 1 { stretch = at }
        spaceBefore = true
    }

    @inline(__always)
    mutating func append(
        start: Int, end: Int, hash: UInt64, kind: Token.Kind, letterCase: Token.Case, into tokens: inout [Token]
    ) {
        tokens.append(
            Token(
                start: UInt32(start), end: UInt32(end), hash: hash, kind: kind, letterCase: letterCase,
                spaceBefore: spaceBefore, lineBefore: lineBefore))
        spaceBefore = false
        lineBefore = false
    }

    /// Appends the parts of a word that a full stop glued together; false where it is one word.
    @inline(never)
    mutating func appendParts(_ bytes: Span<UInt8>, start: Int, end: Int, into tokens: inout [Token]) -> Bool {
        var cuts: [Int] = []
        for at in start..<end where bytes[at] == 46 && NumberWord.isGlued(bytes, start: cuts.last.map { $0 + 1 } ?? start, stop: at, end: end) {
            cuts.append(at)
        }
        if cuts.isEmpty { return false }
        var from = start
        for cut in cuts + [end] {
            var folded = FoldedWord()
            var at = from
            while at < cut {
                let (scalar, width) = scalar(bytes, at)
                folded.append(scalar, bytes, at..<at + width)
                at += width
            }
            append(start: from, end: cut, hash: folded.hash, kind: .word, letterCase: folded.letterCase, into: &tokens)
            if cut < end {
                append(
                    start: cut, end: cut + 1, hash: WordHash.adding(46, to: WordHash.empty), kind: .mark, letterCase: .lower,
                    into: &tokens)
            }
            from = cut + 1
        }
        return true
    }

    /// The class and width of the character at `at`; ``CharacterClass/other`` at the end of the text.
    @inline(__always)
    func look(_ bytes: Span<UInt8>, _ at: Int) -> (kind: CharacterClass, scalar: UInt32, width: Int) {
        if at >= end { return (.other, 0, 0) }
        let byte = bytes[at]
        if byte < 0x80 { return (ascii[Int(byte)], UInt32(byte), 1) }
        let (scalar, width) = scalar(bytes, at)
        return (CharacterClass.of(scalar), scalar, width)
    }

    /// Reads the word or number at `start`; nil where ICU has to decide.
    @inline(__always)
    mutating func word(_ bytes: Span<UInt8>, from start: Int, into tokens: inout [Token]) -> Int? {
        var folded = FoldedWord()
        var at = start
        var before = CharacterClass.connector
        let isNumber = bytes[start] &- 48 < 10
        var hasStop = false
        while true {
            let (kind, scalar, width) = look(bytes, at)
            switch kind {
            case .letter, .digit, .connector:
                folded.append(scalar, bytes, at..<at + width)
                before = kind
                at += width
                continue
            case .middle, .middleOfNumber, .middleOfWord:
                let after = look(bytes, at + width)
                if after.kind == .complex { return nil }
                let joins =
                    (before == .letter && after.kind == .letter && kind != .middleOfNumber)
                    || (before == .digit && after.kind == .digit && kind != .middleOfWord)
                if joins {
                    if scalar == 46, before == .letter { hasStop = true }
                    folded.append(scalar, bytes, at..<at + width)
                    at += width
                    continue
                }
            case .complex: return nil
            case .other, .space, .lineFeed: break
            }
            break
        }
        if hasStop, !isNumber, appendParts(bytes, start: start, end: at, into: &tokens) { return at }
        append(
            start: start, end: at, hash: folded.hash, kind: isNumber ? .number : .word, letterCase: folded.letterCase,
            into: &tokens)
        return at
    }

    /// The scalar at `at` and its width; a malformed byte gives U+FFFD, width 1.
    @inline(__always)
    func scalar(_ bytes: Span<UInt8>, _ at: Int) -> (UInt32, Int) {
        let lead = bytes[at]
        if lead < 0x80 { return (UInt32(lead), 1) }
        @inline(__always) func trail(_ offset: Int) -> UInt32? {
            let place = at + offset
            guard place < end else { return nil }
            let byte = bytes[place]
            return byte & 0xc0 == 0x80 ? UInt32(byte & 0x3f) : nil
        }
        switch lead {
        case 0xc2...0xdf:
            if let one = trail(1) { return (UInt32(lead & 0x1f) << 6 | one, 2) }
        case 0xe0...0xef:
            if let one = trail(1), let two = trail(2) {
                let scalar = UInt32(lead & 0xf) << 12 | one << 6 | two
                if scalar >= 0x800, !(0xd800...0xdfff).contains(scalar) { return (scalar, 3) }
            }
        case 0xf0...0xf4:
            if let one = trail(1), let two = trail(2), let three = trail(3) {
                let scalar = UInt32(lead & 7) << 18 | one << 12 | two << 6 | three
                if (0x10000...0x10ffff).contains(scalar) { return (scalar, 4) }
            }
        default: break
        }
        return (0xfffd, 1)
    }
}
