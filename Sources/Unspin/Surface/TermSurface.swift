/// Sets a term into its place: capitals and hyphens.
enum TermSurface {
    /// The term as it has to be written where `original` stood: capitals word by word, hyphens where the original has them. A word of both with
    /// capitals after its first letter ("DNA") stays as it is.
    static func fitted(_ term: String, to original: String) -> String {
        var gaps: [Character] = []
        let old = original.split { character in
            let parts = character == " " || character == "-" || character.isNewline || character == "\u{A0}"
            if parts { gaps.append(character == "-" ? "-" : " ") }
            return parts
        }
        var words = term.split { $0 == " " || $0 == "-" }.map(String.init)
        let letters = original.filter(\.isLetter)
        let isTitle = old.allSatisfy { $0.first?.isUppercase == true || TermEvidence.small.contains(Substring($0.lowercased())) }
        if letters.count > 1, letters.allSatisfy(\.isUppercase) {
            words = words.map { $0.uppercased() }
        } else {
            for index in words.indices {
                if let kept = old.first(where: { $0.lowercased() == words[index] && $0.dropFirst().contains(where: \.isUppercase) }) {
                    words[index] = String(kept)
                    continue
                }
                let place = words.count == old.count ? index : index == 0 ? 0 : nil
                let isCapital = place.map { old[$0].first?.isUppercase == true } ?? isTitle
                if isCapital, index == 0 || !TermEvidence.small.contains(Substring(words[index])) {
                    words[index] = words[index].prefix(1).uppercased() + words[index].dropFirst()
                }
            }
        }
        var text = words[0]
        let keeps = words.count == old.count && gaps.count == old.count - 1
        for index in words.indices.dropFirst() {
            text.append(keeps ? gaps[index - 1] : !gaps.isEmpty && gaps.allSatisfy { $0 == "-" } ? "-" : " ")
            text += words[index]
        }
        return text
    }
}
