/// A question about the words around a place: asked once for each line, or for each stretch of a long one.
final class LineQuestion {
    private let bytes: [UInt8]
    private let question: (String) -> Bool
    private var answers: [Range<Int>: Bool] = [:]
    /// Bytes of a stretch, and of what is read before and after it.
    private static let stretch = 256
    private static let margin = 400

    /// - Parameter question: is given what stands there in lower case.
    init(_ bytes: [UInt8], _ question: @escaping (String) -> Bool) {
        self.bytes = bytes
        self.question = question
    }

    /// The answer for the line that holds byte `at`.
    func holds(at: Int) -> Bool {
        let block = at / Self.stretch * Self.stretch
        let near = max(0, block - Self.margin)..<min(bytes.count, block + Self.stretch + Self.margin)
        let start = bytes[near.lowerBound..<at].lastIndex(of: 10).map { $0 + 1 } ?? near.lowerBound
        let end = bytes[at..<near.upperBound].firstIndex(of: 10) ?? near.upperBound
        if let answer = answers[start..<end] { return answer }
        let answer = question(String(decoding: bytes[start..<end], as: UTF8.self).lowercased())
        answers[start..<end] = answer
        return answer
    }
}
