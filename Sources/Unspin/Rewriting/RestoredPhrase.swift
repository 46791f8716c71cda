import UnspinCore

/// What an edit of the step `phrases` says of itself.
struct RestoredPhrase: Sendable {
    var table: PhraseTable
    var head: PhraseTable.HeadID
    /// What stood in the text, and what stands there now.
    var original: String
    var replacement: String

    /// Such as `a/navy>military`.
    var rule: String {
        String(joining: table.name, "/", FoldedText.fold(original.utf8), ">", String(decoding: table.text(of: head), as: UTF8.self))
    }

    /// One line for people.
    var reason: String { String(joining: "Spinner profile ", table.name, " writes “", original, "” for “", replacement, "”.") }
}
