/// The text rules of the measure: which characters are spaces and words, and how case is put aside.
///
/// They follow Python's `str`, so that the figures agree with those of an evaluation written in Python.
enum EvaluationText {
    /// `str.isspace`.
    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        (0x1C...0x1F).contains(scalar.value) || scalar.properties.isWhitespace
    }

    /// `\w` without the underscore.
    static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar) }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
        default: return scalar.properties.numericType != nil
        }
    }

    /// `str.lower`, with the form that a sigma has at the end of a word.
    static func lowercased(_ scalars: some BidirectionalCollection<Unicode.Scalar>) -> [Unicode.Scalar] {
        let scalars = Array(scalars)
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(scalars.count)
        for (index, scalar) in scalars.enumerated() {
            if scalar == "Σ" {
                let before = scalars[..<index].last { !$0.properties.isCaseIgnorable }
                let after = scalars[(index + 1)...].first { !$0.properties.isCaseIgnorable }
                let isFinal = before?.properties.isCased == true && after?.properties.isCased != true
                result.append(isFinal ? "ς" : "σ")
            } else if scalar.isASCII {
                result.append(("A"..."Z").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar)
            } else {
                result.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            }
        }
        return result
    }

    /// Without case, with straight apostrophes and single spaces, trimmed.
    static func folded(_ scalars: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar] {
        var straight = scalars.map { $0 == "’" || $0 == "‘" ? "'" : $0 }
        while let last = straight.last, isSpace(last) { straight.removeLast() }
        var result: [Unicode.Scalar] = []
        for scalar in lowercased(Array(straight.drop(while: isSpace))) {
            if !isSpace(scalar) {
                result.append(scalar)
            } else if result.last != " " {
                result.append(" ")
            }
        }
        return result
    }

    /// How many stretches without spaces there are.
    static func spacedWords(_ scalars: [Unicode.Scalar]) -> Int {
        var count = 0
        var isInside = false
        for scalar in scalars {
            let space = isSpace(scalar)
            if !space, !isInside { count += 1 }
            isInside = !space
        }
        return count
    }

    /// Words, folded, and marks: letters and digits with inner apostrophes, points, commas and hyphens, or one other character.
    static func words(_ scalars: [Unicode.Scalar]) -> [String] {
        let joiners: Set<Unicode.Scalar> = ["'", "’", ".", ",", "-"]
        var words: [String] = []
        var at = 0
        while at < scalars.count {
            let start = at
            if isWord(scalars[at]) {
                at += 1
                while at < scalars.count {
                    if isWord(scalars[at]) {
                        at += 1
                    } else if joiners.contains(scalars[at]), at + 1 < scalars.count, isWord(scalars[at + 1]) {
                        at += 2
                    } else {
                        break
                    }
                }
            } else {
                at += 1
                if isSpace(scalars[start]) || scalars[start] == "_" { continue }
            }
            var word = ""
            for scalar in lowercased(scalars[start..<at]) { word.unicodeScalars.append(scalar == "’" ? "'" : scalar) }
            words.append(word)
        }
        return words
    }
}
