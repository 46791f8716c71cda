/// The words that two phrases have in common at their edges, in bytes with the spaces after or before them.
struct SameWords: Equatable {
    var leading = 0
    var trailing = 0

    /// What lies between the common words of one of the two.
    func middle(of phrase: String) -> String {
        leading + trailing == 0 ? phrase : String(decoding: phrase.utf8.dropFirst(leading).dropLast(trailing), as: UTF8.self)
    }
}

extension Surface {
    /// The words at both edges that a change leaves as they are; at least one word of each phrase lies between them.
    static func sameWords(_ original: String, _ replacement: String) -> SameWords {
        var same = SameWords()
        var (old, new) = (original.utf8[...], replacement.utf8[...])
        let space = UInt8(ascii: " ")
        while let first = old.firstIndex(of: space), new.firstIndex(of: space) != nil {
            let word = old[...first]
            guard new.starts(with: word) else { break }
            same.leading += word.count
            old = old[old.index(after: first)...]
            new = new.dropFirst(word.count)
        }
        while let last = old.lastIndex(of: space), new.lastIndex(of: space) != nil {
            let word = old[last...]
            guard new.reversed().starts(with: word.reversed()) else { break }
            same.trailing += word.count
            old = old[..<last]
            new = new.dropLast(word.count)
        }
        return same
    }
}
