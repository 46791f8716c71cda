/// Cuts the inputs, one after the other, into blocks. Memory does not depend on how large they are, but for one line; a line for
/// which there is none is given out in pieces.
struct BlockReader {
    /// Bytes of a block of lines: as many lines as fit, or one that is longer. Fewer where nothing more is there yet. Where blocks end does
    /// not depend on how the bytes come, so that a run that is gone on with has the same.
    private static let limit = 1 << 19
    /// Bytes from which on a block is not worth a copy.
    private static let large = 1 << 22
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private let files: [InputFile]
    private let unit: OffsetUnit
    private let console: Console

    /// Blocks to be used again.
    private var idle: [Block] = []
    private var next = 0
    private var input: Input?
    /// What was read and not yet given out: the first ``filled`` bytes.
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    private var filled = 0
    /// Where the last line in the buffer that is complete ends.
    private var complete = 0
    /// The buffer begins within a line that is too long.
    private var isInLongLine = false
    private var isAtEnd = false
    private var isFirst = true
    /// Where the next block begins.
    private var place = InputPlace()

    init(_ files: [InputFile], unit: OffsetUnit, _ console: Console) {
        self.files = files
        self.unit = unit
        self.console = console
    }

    enum Outcome {
        case block(Block)
        /// Somebody has to write first, and the caller has no time.
        case wait
        case end
    }

    /// The next block. With `waits` it never says ``Outcome/wait``.
    mutating func read(waits: Bool) -> Outcome {
        guard let input else {
            guard next < files.count else { return .end }
            do {
                self.input = try files[next].open(console)
            } catch {
                let block = makeBlock([])
                (block.isFirst, block.isLast, block.failure) = (true, true, error)
                next += 1
                return .block(block)
            }
            (filled, complete, isInLongLine, isAtEnd, isFirst) = (0, 0, false, false, true)
            place = files[next].begun?.place ?? InputPlace()
            return read(waits: waits)
        }
        let format = files[next].format
        while true {
            if filled >= wanted || isAtEnd, let end { return .block(give(end)) }
            if input.wouldWait {
                // What is complete does not wait for what is not.
                if format == .jsonl, let end { return .block(give(end)) }
                if !waits { return .wait }
            }
            if filled == buffer.count { grow() }
            do {
                let count = try input.read(into: &buffer, from: filled)
                if format == .jsonl, let newline = buffer.lastNewline(filled..<filled + count) { complete = newline + 1 }
                filled += count
                isAtEnd = count == 0
            } catch {
                isAtEnd = true
                let block = give(filled)
                block.failure = error
                return .block(block)
            }
        }
    }

    /// Takes back a block whose outcome was written.
    mutating func recycle(_ block: Block) { idle.append(block) }

    /// Makes a block of the buffer itself, without a copy, and begins a new buffer with what comes behind the block.
    private mutating func handOn(_ range: Range<Int>) -> Block {
        var rest = Array(buffer[range.upperBound..<filled])
        rest.append(contentsOf: repeatElement(0, count: Self.limit))
        swap(&buffer, &rest)
        rest.removeLast(rest.count - range.upperBound)
        rest.removeFirst(range.lowerBound)
        let block = makeBlock([])
        block.take(rest)
        return block
    }

    private mutating func makeBlock(_ bytes: ArraySlice<UInt8>) -> Block {
        let block = idle.popLast() ?? Block(input: next, file: files[next])
        block.begin(input: next, file: files[next], bytes: bytes)
        return block
    }

    private var wanted: Int { files[next].format == .jsonl ? Self.limit : TextCutter.limit + 1 }

    /// How many bytes of the buffer make a block; nil where there are not enough yet.
    private var end: Int? {
        if isInLongLine { return endInLongLine }
        switch files[next].format {
        case .text: return filled > TextCutter.limit ? TextCutter.cut(buffer) : isAtEnd ? filled : nil
        case .jsonl:
            if filled >= Self.limit, complete > 0 {
                return (buffer.lastNewline(0..<Self.limit) ?? buffer.firstNewline(Self.limit..<filled)).map { $0 + 1 }
            }
            return isAtEnd ? filled : complete > 0 ? complete : isTooLong ? MemoryBudget.shared.longestLine : nil
        }
    }

    /// The rest of a line that is too long, or a piece of one size, however the bytes come.
    private var endInLongLine: Int? {
        if let newline = buffer.firstNewline(0..<min(filled, Self.limit)) { return newline + 1 }
        return filled >= Self.limit ? Self.limit : isAtEnd ? filled : nil
    }

    /// The buffer holds no line, and cannot become larger.
    private var isTooLong: Bool { complete == 0 && filled >= MemoryBudget.shared.longestLine }

    private mutating func grow() {
        let room = max(1 << 16, MemoryBudget.shared.longestLine - buffer.count)
        buffer.append(contentsOf: repeatElement(0, count: min(buffer.count, room)))
    }

    /// Makes a block a part of a line that is too long, which is told where it begins.
    private mutating func markLong(_ block: Block) {
        block.isTooLong = true
        if !isInLongLine {
            let message = "the line has more than \(Quantity.size(block.bytes.count)), for which there is no memory; split it, or give it "
                + "more memory; it is left as it is"
            block.problems.append(Block.Note(line: place.line, message: message))
        }
        isInLongLine = block.bytes.last != UInt8(ascii: "\n")
    }

    /// Makes a block of the first `end` bytes of the buffer.
    private mutating func give(_ end: Int) -> Block {
        var start = 0
        let hasMark = place.bytes == 0 && filled >= Self.mark.count && buffer[..<Self.mark.count].elementsEqual(Self.mark)
        if hasMark, files[next].format == .text { start = min(end, Self.mark.count) }
        let block = end > Self.large ? handOn(start..<end) : makeBlock(buffer[start..<end])
        block.hasMark = hasMark
        block.isFirst = isFirst
        block.bytesRead = input?.bytesRead ?? 0
        isFirst = false
        switch block.file.format {
        case .jsonl:
            block.firstLine = place.line
            if isInLongLine || isTooLong { markLong(block) }
            place.line += block.bytes.newlines
        case .text:
            if hasMark { place.offset += unit.count(Self.mark, 0..<Self.mark.count) }
            block.offset = place.offset
            place.offset += unit.count(block.bytes, 0..<block.bytes.count)
        }
        place.bytes += end
        block.next = place
        if end <= Self.large { buffer.moveToFront(end..<filled) }
        filled -= end
        complete = max(0, complete - end)
        if isAtEnd, filled == 0 {
            block.isLast = true
            input = nil
            next += 1
        }
        return block
    }
}
