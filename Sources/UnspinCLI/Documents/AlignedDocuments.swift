import UnspinBuilder

/// Spun texts and what they were made from, to learn from.
package struct AlignedDocuments {
    /// A spun text and all of its original, in order.
    struct Pair {
        var spun: [UInt8]
        var clean: [UInt8]
        /// Where the two differ; nil where that has to be found out.
        var substitutions: [AlignedDocument.Substitution]?
    }

    private(set) var pairs: [Pair] = []
    /// ``ExitCode/inputFailed`` where something could not be used, which was reported.
    private(set) var status = ExitCode.done

    /// The documents of a file of JSON lines, and whether all lines could be used; each that could not is reported.
    package static func read(_ path: String, _ console: Console) -> ([AlignedDocument], ExitCode) {
        var documents = AlignedDocuments()
        documents.readLines(path, console)
        return (documents.aligned(console), documents.status)
    }

    /// Each line has the field "spun" and the field "edits" or "clean".
    mutating func readLines(_ path: String, _ console: Console) {
        var found: [Pair] = []
        status = AlignedLine.read(path, console) { line in
            switch line.reference {
            case .texts(let texts):
                guard let clean = texts.first else { return "“clean” is empty; it needs the original" }
                found.append(Pair(spun: line.spun, clean: clean))
            case .edits(let edits):
                var substitutions: [AlignedDocument.Substitution] = []
                if let problem = Self.substitutions(edits, line.spun, &substitutions) { return problem }
                let document = AlignedDocument(spun: line.spun, substitutions: substitutions)
                found.append(Pair(spun: line.spun, clean: document.human, substitutions: substitutions))
            }
            return nil
        }
        pairs += found
    }

    private static func substitutions(
        _ edits: [JSONParser.Edit], _ spun: [UInt8], _ substitutions: inout [AlignedDocument.Substitution]
    ) -> String? {
        let offsets = CharacterOffsets(spun)
        for edit in edits {
            guard let range = offsets.byteRange(edit.range) else {
                return "an edit lies outside of “spun”; its places count characters"
            }
            if let last = substitutions.last, last.range.upperBound > range.lowerBound {
                return "the edits overlap or are out of order; sort them by their places"
            }
            substitutions.append(.init(range: range, original: edit.original))
        }
        return nil
    }

    /// Texts of two folders that have the same names, or two texts.
    mutating func readFolders(spun: String, clean: String, _ console: Console) throws(Failure) {
        let tree = try InputTree([spun], format: .text)
        for file in tree.files {
            let path = FolderListing.isFolder(clean) ? "\(clean)/\(file.name)" : clean
            do {
                let original = try InputFile(path: path, name: file.name, format: .text).open(console).readAll()
                pairs.append(Pair(spun: try file.open(console).readAll(), clean: original))
            } catch {
                console.report("\(error)")
                status = .inputFailed
            }
        }
    }

    /// Every tenth pair on one side, the others on the other.
    func split() -> (learned: AlignedDocuments, heldOut: [Pair]) {
        var learned = self
        learned.pairs = pairs.enumerated().filter { $0.offset % 10 != 9 }.map(\.element)
        return (learned, pairs.enumerated().filter { $0.offset % 10 == 9 }.map(\.element))
    }

    /// The pairs with all that differs in them. Pairs of texts that have little in common are reported and left out.
    func aligned(_ console: Console?) -> [AlignedDocument] {
        var documents: [AlignedDocument] = []
        var texts = ParallelTexts()
        var strangers = 0
        for pair in pairs {
            if let substitutions = pair.substitutions {
                documents.append(AlignedDocument(spun: pair.spun, substitutions: substitutions))
            } else if texts.add(spun: pair.spun, clean: pair.clean) < ParallelTexts.leastLikeness {
                strangers += 1
            }
        }
        if strangers > 0 {
            console?.report("\(Quantity.count(strangers, "pair")) left out: the two texts have too little in common to be versions of each other")
        }
        return documents + texts.documents()
    }
}
