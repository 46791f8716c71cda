/// A place in an input, between two blocks.
struct InputPlace: Equatable, Sendable {
    /// Bytes before it, unpacked.
    var bytes = 0
    /// The number of the line that begins there, counted from 1.
    var line = 1
    /// Where it is in the text, in the unit of offsets.
    var offset = 0
}
