import Unspin

/// Repairs and judges texts of any size, long ones piece by piece.
struct LongText {
    let unspinner: Unspinner

    func edits(_ text: [UInt8]) -> (edits: [Edit], damage: Damage) {
        guard text.count > TextCutter.limit else { return edits(ofPiece: text) }
        var (edits, damage): ([Edit], Damage) = ([], .unknown)
        for range in TextCutter.pieces(text) {
            let piece = self.edits(ofPiece: Array(text[range]))
            edits += piece.edits.map { $0.shifted(by: range.lowerBound) }
            damage.append(piece.damage, at: range.lowerBound)
        }
        return (edits, damage)
    }

    func damage(_ text: [UInt8]) -> Damage {
        guard text.count > TextCutter.limit else { return unspinner.damage(utf8: text) }
        var damage = Damage.unknown
        for range in TextCutter.pieces(text) {
            damage.append(unspinner.damage(utf8: Array(text[range])), at: range.lowerBound)
        }
        return damage
    }

    /// Edits over malformed bytes are not made: what stood there could not be told, and so not be brought back.
    private func edits(ofPiece piece: [UInt8]) -> (edits: [Edit], damage: Damage) {
        let (_, edits, damage) = unspinner.explain(utf8: piece)
        func isWellFormed(_ edit: Edit) -> Bool { edit.original.utf8.elementsEqual(piece[edit.range]) }
        return (edits.allSatisfy(isWellFormed) ? edits : edits.filter(isWellFormed), damage)
    }
}

extension Damage {
    /// What is known of no text at all.
    static var unknown: Damage { Damage(probability: 0, profile: nil, regions: []) }

    /// Adds what is known of the next piece of a text, which begins at byte `offset`.
    mutating func append(_ next: Damage, at offset: Int) {
        if next.profile != nil, profile == nil || next.probability > probability { profile = next.profile }
        probability = 1 - (1 - probability) * (1 - next.probability)
        regions += next.regions.map {
            Region(range: $0.range.shifted(by: offset), probability: $0.probability, profile: $0.profile)
        }
        suspicions += next.suspicions.map { suspicion in
            var shifted = suspicion
            shifted.range = suspicion.range.shifted(by: offset)
            return shifted
        }
    }
}

extension Edit {
    func shifted(by distance: Int) -> Edit {
        var edit = self
        edit.range = range.shifted(by: distance)
        return edit
    }
}
