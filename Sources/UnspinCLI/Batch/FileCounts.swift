/// What was counted in one input so far.
struct FileCounts: Equatable, Sendable {
    var counts = Counts()
    /// Lines that hold JSON, whether or not with a document.
    var objects = 0
    /// A region of the text was probably spun.
    var isSpun = false
}
