import UnspinBuilder

/// Reads aligned documents from JSON lines with the fields "spun" and "edits".
package enum AlignedDocuments {
    /// The documents of a file and ``ExitCode/inputFailed`` where a line is none; each such line is reported.
    package static func read(_ path: String, _ console: Console) -> ([AlignedDocument], ExitCode) {
        var documents: [AlignedDocument] = []
        let status = AlignedLine.read(path, console) { line in
            guard case .edits(let edits) = line.reference else {
                return "the line has “clean” but no “edits”; learning from whole texts is not built yet, so add the edits"
            }
            let offsets = CharacterOffsets(line.spun)
            var substitutions: [AlignedDocument.Substitution] = []
            for edit in edits {
                guard let range = offsets.byteRange(edit.range) else {
                    return "an edit lies outside of “spun”; its places count characters"
                }
                if let last = substitutions.last, last.range.upperBound > range.lowerBound {
                    return "the edits overlap or are out of order; sort them by their places"
                }
                substitutions.append(.init(range: range, original: edit.original))
            }
            documents.append(AlignedDocument(spun: line.spun, substitutions: substitutions))
            return nil
        }
        return (documents, status)
    }
}
