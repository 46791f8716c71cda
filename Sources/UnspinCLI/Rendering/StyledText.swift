/// Text of several styles that is broken at spaces to fit a width.
struct StyledText {
    private struct Piece {
        var character: Character
        var style: Style
        /// A line too narrow for the word may end behind it.
        var mayBreak = false
    }

    private var pieces: [Piece] = []
    private let isColourful: Bool

    init(isColourful: Bool) { self.isColourful = isColourful }

    mutating func append(_ text: String, _ style: Style = .plain) {
        if isColourful || style.marks.before.isEmpty {
            add(text, style)
        } else {
            // Marks stick to their words, so that a break never parts them; two that touch may be parted.
            if style == .inserted, pieces.last?.style == .removed { pieces[pieces.count - 1].mayBreak = true }
            add(style.marks.before + text + style.marks.after, style)
        }
    }

    var columns: Int { pieces.reduce(0) { $0 + DisplayWidth.of($1.character) } }

    mutating func pad(to columns: Int) {
        let missing = columns - self.columns
        if missing > 0 { add(String(repeating: "\u{A0}", count: missing), .plain) }
    }

    private mutating func add(_ text: String, _ style: Style) {
        for character in text {
            // Control characters could move the cursor or change colours.
            let isControl = character.unicodeScalars.contains { $0.properties.generalCategory == .control }
            pieces.append(Piece(character: character.isWhitespace && character != "\u{A0}" ? " " : isControl ? "\u{FFFD}" : character, style: style))
        }
    }

    /// The text in lines of at most `width` columns; a longer word stands alone. `hanging` indents all lines but the first.
    func lines(width: Int, hanging: Int = 0) -> [String] {
        var lines: [String] = []
        var line: [Piece] = []
        var lineColumns = 0
        var word: [Piece] = []
        var spaces: [Piece] = []
        func columns(_ pieces: [Piece]) -> Int { pieces.reduce(0) { $0 + DisplayWidth.of($1.character) } }
        func place(_ word: [Piece]) {
            let needed = columns(word)
            if lineColumns > 0, lineColumns + spaces.count + needed > width {
                lines.append(rendered(line, indent: lines.isEmpty ? 0 : hanging))
                (line, lineColumns) = ([], hanging)
                spaces = []
            }
            line += spaces + word
            lineColumns += spaces.count + needed
            spaces = []
        }
        func finishWord() {
            guard !word.isEmpty else { return }
            if columns(word) > width - hanging, let last = word.lastIndex(where: \.mayBreak) {
                var start = 0
                for index in word[...last].indices where word[index].mayBreak {
                    place(Array(word[start...index]))
                    start = index + 1
                }
                word.removeSubrange(..<start)
            }
            if !word.isEmpty { place(word) }
            word = []
        }
        for piece in pieces {
            if piece.character == " " {
                finishWord()
                spaces.append(piece)
            } else {
                word.append(piece)
            }
        }
        finishWord()
        if !line.isEmpty { lines.append(rendered(line, indent: lines.isEmpty ? 0 : hanging)) }
        return lines
    }

    private func rendered(_ pieces: [Piece], indent: Int) -> String {
        var text = String(repeating: " ", count: indent)
        var style = Style.plain
        for piece in pieces {
            if isColourful, piece.style != style {
                if style != .plain { text += "\u{1B}[0m" }
                text += piece.style.code
                style = piece.style
            }
            text.append(piece.character == "\u{A0}" ? " " : piece.character)
        }
        return style == .plain || !isColourful ? text : text + "\u{1B}[0m"
    }
}
