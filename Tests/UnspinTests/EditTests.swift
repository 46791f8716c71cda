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

    /// Those of phrases are put into words when they are asked for.
    @Test func ruleAndReasonCanBeSet() throws {
        var configuration = Configuration()
        configuration.assumption = .spun
        let unspinner = try Unspinner(configuration)
        let edit = unspinner.explain("The navy airplane had gone lacking.").edits.first { $0.original.hasPrefix("navy") }
        var found = try #require(edit)
        #expect(found.rule == "a/navy>military" && found.reason == "Spinner profile a writes “navy” for “military”.")
        let told = Edit(
            range: found.range, original: found.original, replacement: found.replacement, step: found.step, rule: found.rule,
            confidence: found.confidence, reason: found.reason)
        #expect(found == told)
        found.rule = "mine"
        #expect(found.rule == "mine" && found.reason == told.reason && found != told)
        found.reason = "A reason."
        #expect(found.rule == "mine" && found.reason == "A reason.")
    }

    @Test func malformedBytesStay() {
        #expect([edit(1..<2, "x")].applied(to: [0xff, 0x41, 0xc3]) == [0xff, 0x78, 0xc3])
    }
}
