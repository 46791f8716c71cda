/// What an interrupted run has done of an input, so that another one can go on in the middle of it.
struct BegunFile: Equatable, Sendable {
    /// An output under the name that it has until it is complete, and how many of its bytes are to be kept.
    struct Part: Equatable, Sendable {
        var path: String
        var bytes: Int
    }

    var place: InputPlace
    var counts: FileCounts
    var output: Part
    var edits: Part?

    var files: [Part] { [output] + (edits.map { [$0] } ?? []) }
}
