import Testing
import Unspin
@testable import UnspinCLI

@Suite struct RenderingTests {
    @Test func linesFitTheWidth() {
        var text = StyledText(isColourful: false)
        text.append("the ")
        text.append("go to", .removed)
        text.append("visit", .inserted)
        text.append(" to a town with 中文中文 and a word-that-is-longer-than-all")
        let lines = text.lines(width: 20, hanging: 2)
        #expect(lines == ["the [-go", "  to-]{+visit+} to a", "  town with 中文中文", "  and a", "  word-that-is-longer-than-all"])
    }

    @Test func aChangeIsPartedWhereItIsWiderThanTheWindow() {
        var text = StyledText(isColourful: false)
        text.append("as ")
        text.append("individuals", .removed)
        text.append("people", .inserted)
        text.append(" say")
        #expect(text.lines(width: 20) == ["as [-individuals-]", "{+people+} say"])
        #expect(text.lines(width: 25) == ["as", "[-individuals-]{+people+}", "say"])
    }

    @Test func coloursEndWithTheLine() {
        var text = StyledText(isColourful: true)
        text.append("aa bb", .removed)
        #expect(text.lines(width: 3) == ["\u{1B}[31;9maa\u{1B}[0m", "\u{1B}[31;9mbb\u{1B}[0m"])
    }

    @Test func controlCharactersDoNotReachTheTerminal() {
        var text = StyledText(isColourful: true)
        text.append("a\u{1B}[2Jb\u{7}")
        #expect(text.lines(width: 80) == ["a\u{FFFD}[2Jb\u{FFFD}"])
    }

    @Test func passagesAreWholeLines() {
        let text = Array("one\ntwo\nthree\nfour".utf8)
        func edit(_ range: Range<Int>) -> Finding {
            Finding(Edit(range: range, original: "", replacement: "", step: "", rule: "", confidence: 1, reason: ""))
        }
        #expect(ChangedPassage.passages(text, [edit(4..<5), edit(6..<7)]).map(\.range) == [4..<7])
        #expect(ChangedPassage.passages(text, [edit(0..<1), edit(14..<18)]).map(\.range) == [0..<3, 14..<18])
        #expect(ChangedPassage.passages(text, [edit(2..<5), edit(6..<7)]).map(\.range) == [0..<7])
    }
}
