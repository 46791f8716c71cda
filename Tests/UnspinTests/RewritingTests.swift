import Testing
import UnspinTestSupport

@testable import Unspin

/// Edits of several stages, as edits of the input.
@Suite struct RewritingTests {
    private func edit(_ range: Range<Int>, _ text: String, _ replacement: String, step: String = "one") -> Edit {
        let original = String(decoding: Array(text.utf8)[range], as: UTF8.self)
        return Edit(range: range, original: original, replacement: replacement, step: step, rule: "\(step)/x", confidence: 0.9, reason: "A reason.")
    }

    private func composed(_ text: String, _ first: [Edit], _ next: (String) -> [Edit]) -> [Edit] {
        let bytes = Array(text.utf8)
        let middle = first.applied(to: bytes)
        return first.composed(with: next(String(decoding: middle, as: UTF8.self)), text: bytes, middle: middle)
    }

    @Test func editsApartStayApart() {
        let text = "aXb navy"
        let edits = composed(text, [edit(1..<2, text, "")]) { [edit(3..<7, $0, "military", step: "two")] }
        #expect(edits.map(\.range) == [1..<2, 4..<8])
        #expect(edits.map(\.step) == ["one", "two"])
        #expect(edits.map(\.replacement) == ["", "military"])
    }

    @Test func editsOfOnePlaceBecomeOne() {
        let text = "the naXvy was"
        let edits = composed(text, [edit(4..<9, text, "navy")]) { [edit(4..<8, $0, "military", step: "two")] }
        #expect(edits == [
            Edit(range: 4..<9, original: "naXvy", replacement: "military", step: "one+two", rule: "one/x+two/x", confidence: 0.9, reason: "A reason."),
        ])
    }

    @Test func aPhraseTakesInWhatWasRemovedWithinIt() {
        let text = "goX toX to"
        let edits = composed(text, [edit(2..<3, text, ""), edit(6..<7, text, "")]) { [edit(0..<8, $0, "visit", step: "two")] }
        #expect(edits.map(\.original) == ["goX toX to"])
        #expect(edits.map(\.step) == ["one+two"])
    }

    @Test func whatTouchesIsNotMerged() {
        let text = "Xword"
        let edits = composed(text, [edit(0..<1, text, "")]) { [edit(0..<4, $0, "term", step: "two")] }
        #expect(edits.map(\.range) == [0..<1, 1..<5])
    }

    @Test func whatIsTakenBackIsNoEdit() {
        let text = "abc"
        #expect(composed(text, [edit(1..<2, text, "xy")]) { [edit(1..<3, $0, "b", step: "two")] } == [])
    }

    /// Random texts and edits: one list does what two do, is in order, and can be undone.
    @Test(arguments: 1...300 as ClosedRange<UInt64>)
    func composingIsApplyingInTurn(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let bytes = (0..<Int.random(in: 0...30, using: &random)).map { _ in UInt8.random(in: 97...122, using: &random) }
        var text = bytes
        var edits: [Edit] = []
        for step in ["one", "two", "three"] {
            let next = Self.edits(of: text, step, &random)
            edits = edits.composed(with: next, text: bytes, middle: text)
            text = next.applied(to: text)
        }
        #expect(edits.applied(to: bytes) == text)
        #expect(edits.reverted(from: text) == bytes)
        #expect(zip(edits, edits.dropFirst()).allSatisfy { $0.range.upperBound <= $1.range.lowerBound })
        #expect(edits.allSatisfy { !$0.range.isEmpty && $0.original != $0.replacement })
        let map = EditMap(edits)
        for edit in edits where !edit.replacement.isEmpty {
            #expect(map.backward(map.forward(edit.range)) == edit.range)
        }
        if !bytes.isEmpty {
            #expect(map.forward(0..<bytes.count) == 0..<text.count)
            #expect(map.backward(0..<text.count).upperBound <= bytes.count)
        }
    }

    private static func edits(of text: [UInt8], _ step: String, _ random: inout SeededGenerator) -> [Edit] {
        var edits: [Edit] = []
        var at = 0
        while at < text.count {
            let start = at + Int.random(in: 0...6, using: &random)
            let end = start + Int.random(in: 1...4, using: &random)
            guard end <= text.count else { break }
            let original = String(decoding: text[start..<end], as: UTF8.self)
            let replacement = String(repeating: "Z", count: Int.random(in: 0...4, using: &random))
            edits.append(
                Edit(range: start..<end, original: original, replacement: replacement, step: step, rule: "\(step)/x", confidence: 1, reason: "R."))
            at = end
        }
        return edits.filter { $0.original != $0.replacement }
    }
}
