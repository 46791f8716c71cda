/// Reads the tokens of a text piece by piece, so that a long text need not have all of them in memory.
public struct TokenReader: Sendable {
    /// A piece ends at the first white space beyond so many bytes that no rule of UAX #29 reaches across.
    static let pieceBytes = 4096

    private let ascii = CharacterClass.ascii
    private let rewinds = EightBytes.Rewinds()
    /// The end of the text.
    private let upperBound: Int
    /// The end of the piece at hand.
    private(set) var end: Int
    /// The first byte that a combining mark or another rule of ICU could still reach: the last space, or the start.
    private(set) var stretch: Int
    private var gap = Gap(hasSpace: true, hasLineFeed: true)

    /// Begins to read `range`, which begins a line.
    public init(_ range: Range<Int>) {
        upperBound = range.upperBound
        end = range.lowerBound
        stretch = range.lowerBound
    }

    /// Appends the tokens of the next piece; false where the text has ended. The tokens of a piece are at most as many as its bytes.
    public mutating func readPiece(_ bytes: Span<UInt8>, into tokens: inout [Token]) -> Bool {
        if end == upperBound { return false }
        let start = end
        end = Self.pieceEnd(bytes, start..<upperBound)
        stretch = start
        tokens.append(addingCapacity: end - start) { read(bytes, from: start, into: &$0) }
        return true
    }

    /// Appends all tokens, as ICU cuts them.
    mutating func readPlainly(_ bytes: Span<UInt8>, into tokens: inout [Token]) {
        let start = end
        end = upperBound
        tokens.append(addingCapacity: end - start) { appendICU(bytes, start..<end, into: &$0) }
    }

    private static func pieceEnd(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        var at = range.lowerBound + pieceBytes
        while at < range.upperBound {
            if endsStretch(bytes, at, end: range.upperBound) { return at }
            at += 1
        }
        return range.upperBound
    }

    /// Whether no rule reaches across the start of the byte at `at`: a line feed, or a space that no combining mark follows.
    @inline(__always)
    private static func endsStretch(_ bytes: Span<UInt8>, _ at: Int, end: Int) -> Bool {
        let byte = bytes[at]
        if byte == 10 { return true }
        if byte != 32 { return false }
        return at + 1 == end ? true : bytes[at + 1] < 0x80
    }

    /// What lies between the last token and the one to come.
    private struct Gap {
        var hasSpace: Bool
        var hasLineFeed: Bool
    }

    private mutating func read(_ bytes: Span<UInt8>, from start: Int, into tokens: inout OutputSpan<Token>) {
        // In registers here, and in `self` for the rest, which is seldom called.
        let end = self.end
        var gap = self.gap
        var at = start
        while at < end {
            if at &+ 8 <= end {
                let eight = EightBytes(bytes.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self))
                let count = eight.count
                if count > 0 {
                    var stop = eight.stop
                    var next = at &+ count
                    var hash = eight.hash(after: WordHash.empty, rewinds)
                    var letterCase = eight.letterCase
                    var isRead = count < 8
                    if !isRead, next &+ 8 <= end {
                        let rest = EightBytes(bytes.bytes.unsafeLoadUnaligned(fromByteOffset: next, as: UInt64.self))
                        stop = rest.stop
                        next &+= rest.count
                        hash = rest.hash(after: hash, rewinds)
                        letterCase = eight.letterCase(with: rest)
                        isRead = rest.count < 8
                    }
                    if isRead {
                        let token = Token(
                            start: UInt32(truncatingIfNeeded: at), end: UInt32(truncatingIfNeeded: next), hash: hash,
                            kind: eight.beginsWithDigit ? .number : .word, letterCase: letterCase, spaceBefore: gap.hasSpace,
                            lineBefore: gap.hasLineFeed)
                        if stop == 32 {
                            // Most words are followed by a space, so it costs no turn of its own.
                            tokens.append(token)
                            stretch = next
                            gap = Gap(hasSpace: true, hasLineFeed: false)
                            at = next &+ 1
                            continue
                        }
                        if endsWord(stop, bytes, next) {
                            tokens.append(token)
                            gap = Gap(hasSpace: false, hasLineFeed: false)
                            at = next
                            continue
                        }
                    }
                    self.gap = gap
                    at = word(bytes, from: at, into: &tokens) ?? cutWithICU(bytes, into: &tokens)
                    gap = self.gap
                    continue
                }
            }
            self.gap = gap
            at = readOther(bytes, at: at, into: &tokens)
            gap = self.gap
        }
        self.gap = gap
    }

    /// Whether a word of letters and digits of ASCII ends before `stop`, which stands at `at`.
    @inline(__always)
    private func endsWord(_ stop: UInt8, _ bytes: Span<UInt8>, _ at: Int) -> Bool {
        if stop >= 0x80 { return false }
        switch ascii[Int(stop)] {
        case .connector: return false
        case .middle, .middleOfNumber:
            if at &+ 1 >= end { return true }
            let after = bytes[at &+ 1]
            if after >= 0x80 { return false }
            let kind = ascii[Int(after)]
            return kind != .letter && kind != .digit
        default: return true
        }
    }

    /// Reads what begins with no letter or digit of ASCII, and what stands at the end of the piece; returns the byte after it.
    private mutating func readOther(_ bytes: Span<UInt8>, at: Int, into tokens: inout OutputSpan<Token>) -> Int {
        let byte = bytes[at]
        var (scalar, width) = (UInt32(byte), 1)
        let kind: CharacterClass
        if byte < 0x80 {
            kind = ascii[Int(byte)]
        } else {
            (scalar, width) = self.scalar(bytes, at)
            kind = CharacterClass.of(scalar)
        }
        switch kind {
        case .letter, .digit, .connector:
            return word(bytes, from: at, into: &tokens) ?? cutWithICU(bytes, into: &tokens)
        case .space:
            // Only ASCII white space parts stretches; the last one goes along with the next stretch.
            if width == 1 { stretch = at }
            gap.hasSpace = true
        case .lineFeed:
            stretch = at
            gap = Gap(hasSpace: true, hasLineFeed: true)
        case .complex:
            return cutWithICU(bytes, into: &tokens)
        case .other, .middle, .middleOfNumber, .middleOfWord:
            append(
                start: at, end: at + width, hash: Self.markHash(bytes, at..<at + width, scalar: scalar), kind: .mark,
                letterCase: .lower, into: &tokens)
        }
        return at + width
    }

    @inline(__always)
    private static func markHash(_ bytes: Span<UInt8>, _ range: Range<Int>, scalar: UInt32) -> UInt64 {
        if scalar == 0x2018 || scalar == 0x2019 { return WordHash.adding(UInt8(ascii: "'"), to: WordHash.empty) }
        var hash = WordHash.empty
        for at in range { hash = WordHash.adding(bytes[at], to: hash) }
        return hash
    }

    @inline(__always)
    private mutating func append(
        start: Int, end: Int, hash: UInt64, kind: Token.Kind, letterCase: Token.Case, into tokens: inout OutputSpan<Token>
    ) {
        tokens.append(
            Token(
                start: UInt32(start), end: UInt32(end), hash: hash, kind: kind, letterCase: letterCase,
                spaceBefore: gap.hasSpace, lineBefore: gap.hasLineFeed))
        gap = Gap(hasSpace: false, hasLineFeed: false)
    }

    // MARK: Words

    /// Reads the word or number at `start`; nil where ICU has to decide.
    private mutating func word(_ bytes: Span<UInt8>, from start: Int, into tokens: inout OutputSpan<Token>) -> Int? {
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

    /// Appends the parts of a word that a full stop glued together; false where it is one word.
    @inline(never)
    private mutating func appendParts(_ bytes: Span<UInt8>, start: Int, end: Int, into tokens: inout OutputSpan<Token>) -> Bool {
        var from = start
        for at in start..<end where bytes[at] == 46 && NumberWord.isGlued(bytes, start: from, stop: at, end: end) {
            appendPart(bytes, from..<at, into: &tokens)
            append(
                start: at, end: at + 1, hash: WordHash.adding(46, to: WordHash.empty), kind: .mark, letterCase: .lower, into: &tokens)
            from = at + 1
        }
        if from == start { return false }
        appendPart(bytes, from..<end, into: &tokens)
        return true
    }

    private mutating func appendPart(_ bytes: Span<UInt8>, _ range: Range<Int>, into tokens: inout OutputSpan<Token>) {
        var folded = FoldedWord()
        var at = range.lowerBound
        while at < range.upperBound {
            let (scalar, width) = scalar(bytes, at)
            folded.append(scalar, bytes, at..<at + width)
            at += width
        }
        append(
            start: range.lowerBound, end: range.upperBound, hash: folded.hash, kind: .word, letterCase: folded.letterCase, into: &tokens)
    }

    // MARK: Characters

    /// The class and width of the character at `at`; ``CharacterClass/other`` at the end of the text.
    @inline(__always)
    private func look(_ bytes: Span<UInt8>, _ at: Int) -> (kind: CharacterClass, scalar: UInt32, width: Int) {
        if at >= end { return (.other, 0, 0) }
        let byte = bytes[at]
        if byte < 0x80 { return (ascii[Int(byte)], UInt32(byte), 1) }
        let (scalar, width) = scalar(bytes, at)
        return (CharacterClass.of(scalar), scalar, width)
    }

    /// The scalar at `at` and its width; a malformed byte gives U+FFFD, width 1.
    @inline(__always)
    private func scalar(_ bytes: Span<UInt8>, _ at: Int) -> (UInt32, Int) {
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

    // MARK: The stretches that ICU cuts

    /// Gives ICU the stretch at hand, from its first byte to the next white space that ends it; returns its end.
    @inline(never)
    private mutating func cutWithICU(_ bytes: Span<UInt8>, into tokens: inout OutputSpan<Token>) -> Int {
        let start = stretch
        while tokens.count > 0 {
            let last = tokens[tokens.count - 1]
            if Int(last.start) < start { break }
            gap = Gap(hasSpace: last.spaceBefore, hasLineFeed: last.lineBefore)
            _ = tokens.removeLast()
        }
        var at = start
        // White space in front belongs to the stretch: a combining mark would join it.
        if at < end, bytes[at] < 0x80 { at += 1 }
        while at < end, !Self.endsStretch(bytes, at, end: end) { at += 1 }
        appendICU(bytes, start..<at, into: &tokens)
        stretch = at
        return at
    }

    private mutating func appendICU(_ bytes: Span<UInt8>, _ range: Range<Int>, into tokens: inout OutputSpan<Token>) {
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
                let (scalar, width) = scalar(bytes, at)
                if at == start {
                    first = scalar
                    isSpace = Unicode.Scalar(scalar)?.properties.isWhitespace == true
                }
                folded.append(scalar, bytes, at..<at + width)
                at += width
            }
            if isSpace {
                gap.hasSpace = true
                for at in start..<end where bytes[at] == 10 { gap.hasLineFeed = true }
                continue
            }
            let kind: Token.Kind =
                first == 95 || (65...90).contains(first) || (97...122).contains(first) ? .word
                : (48...57).contains(first) ? .number
                : first < 0x80 || segment.status < 100 ? .mark
                : Unicode.Scalar(first)?.properties.generalCategory == .decimalNumber ? .number : .word
            if kind == .word, appendParts(bytes, start: start, end: end, into: &tokens) { continue }
            append(
                start: start, end: end, hash: folded.hash, kind: kind, letterCase: kind == .mark ? .lower : folded.letterCase,
                into: &tokens)
        }
    }
}
