import CUnspin
import Unspin

/// What C reads of a repair, at addresses that stay for as long as this object lives.
final class ResultMemory: @unchecked Sendable {  // nobody writes once it is made
    let text: CString
    let textBytes: Int
    let edits: UnsafePointer<unspin_edit>
    let editCount: Int
    let spun: Double
    let profile: CString?
    /// The strings of the edits.
    private let strings: [CString]

    init(text: [UInt8], edits: [Edit], damage: Damage) {
        self.text = CString(text)
        textBytes = text.count
        var strings: [CString] = []
        func keep(_ string: String) -> UnsafePointer<CChar> {
            strings.append(CString(string.utf8))
            return strings.last!.start
        }
        let places = UnsafeMutablePointer<unspin_edit>.allocate(capacity: edits.count)
        // In bounds: one place for each edit.
        for (index, edit) in edits.enumerated() {
            (places + index).initialize(
                to: unspin_edit(
                    start: edit.range.lowerBound, end: edit.range.upperBound, replacement: keep(edit.replacement),
                    replacement_bytes: edit.replacement.utf8.count, step: keep(edit.step), rule: keep(edit.rule),
                    reason: keep(edit.reason), confidence: edit.confidence))
        }
        self.edits = UnsafePointer(places)
        editCount = edits.count
        spun = damage.probability
        profile = damage.profile.map { CString($0.utf8) }
        self.strings = strings
    }

    deinit { edits.deallocate() }
}
