import Testing
import Unspin

@Suite struct EditTests {
    private func edit(_ range: Range<Int>, _ replacement: String) -> Edit {
        Edit(range: range, original: "", replacement: replacement, step: "phrases", rule: "a/x>y", confidence: 1, reason: "A reason.")
    }

    private func apply(_ edits: [Edit], _ text: String) -> String { String(decoding: edits.applied(to: Array(text.utf8)), as: UTF8.self) }

    @Test func nothingChangesNothing() {
        #expect(apply([], "") == "")
        #expect(apply([], "one two") == "one two")
    }

    @Test func editsAreApplied() {
        #expect(apply([edit(0..<3, "1")], "one two") == "1 two")
        #expect(apply([edit(4..<7, "twenty")], "one two") == "one twenty")
        #expect(apply([edit(0..<3, "1"), edit(4..<7, "2")], "one two") == "1 2")
        #expect(apply([edit(0..<7, "")], "one two") == "")
        #expect(apply([edit(3..<3, "ty")], "one two") == "onety two")
    }

    @Test func editsMayTouch() { #expect(apply([edit(0..<3, "é"), edit(3..<4, ""), edit(4..<7, "x")], "one two") == "éx") }

    @Test func rangesCountBytes() { #expect(apply([edit(3..<5, "e")], "caf\u{e9}s") == "cafes") }

    @Test func malformedBytesStay() {
        #expect([edit(1..<2, "x")].applied(to: [0xff, 0x41, 0xc3]) == [0xff, 0x78, 0xc3])
    }
}
