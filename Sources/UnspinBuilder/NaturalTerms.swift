import UnspinCore

/// Counts the words of terms and swaps in human text, and the sequences that people wrote although swaps would make terms of them.
public enum NaturalTerms {
    /// Rarer words are left out, to keep the file small.
    static let leastSequence = 1, leastWord = 5

    /// The rows of `natural.tsv`, in order, with their head.
    ///
    /// - Parameter texts: human text, a paragraph a line.
    public static func rows(dictionaries folder: String, texts: [String]) throws -> [String] {
        guard var source = try Dictionaries(reading: folder).terms.first?.source else {
            throw Dictionaries.ReadError(path: folder, message: "holds no profile of broken terms")
        }
        source.natural = [:]
        let table = try TermTable(compiled: TermTableCompiler.compile(source))
        var counts: [UInt64: (text: String, count: Int)] = [:]
        var words = 0
        var single: [UInt64: (text: String, count: Int)] = [:]
        for phrase in Array(source.swaps.keys) + Array(source.terms.keys) {
            for word in phrase.split(whereSeparator: { $0 == " " || $0 == "-" }) {
                single[WordHash.of(folded: word.utf8)] = (String(word), 0)
            }
        }
        let wanted = Set(single.keys)
        for path in texts {
            let bytes = try LanguageModelFiles.read(path)
            var start = 0
            var tokenizer = Tokenizer()
            var tokens: [Token] = []
            var matcher = TermMatcher()
            var matches: [TermMatcher.Match] = []
            while start < bytes.count {
                // Some paragraphs at a time, so that the tokens of a large text need no room.
                var end = min(bytes.count, start + 1 << 16)
                while end < bytes.count, bytes[end - 1] != UInt8(ascii: "\n") { end += 1 }
                tokens.removeAll(keepingCapacity: true)
                matches.removeAll(keepingCapacity: true)
                tokenizer.tokenize(bytes.span, range: start..<end, into: &tokens)
                for token in tokens where token.kind != .mark {
                    words += 1
                    if (single[token.hash]?.count += 1) == nil {
                        single[token.hash] = (FoldedText.fold(bytes[Int(token.start)..<Int(token.end)]), 1)
                    }
                }
                for index in tokens.indices { matcher.find(tokens.span, at: index, table: table, into: &matches) }
                var seen: Set<Range<Int>> = []
                for match in matches where match.tokens.count > 1 && seen.insert(match.tokens).inserted {
                    let form = match.tokens.reduce(PhraseHash.empty) {
                        tokens[$1].kind == .mark ? $0 : PhraseHash.adding(tokens[$1].hash, to: $0)
                    }
                    if counts[form]?.count != nil {
                        counts[form]!.count += 1
                    } else {
                        let text = match.tokens.filter { tokens[$0].kind != .mark }
                            .map { FoldedText.fold(bytes[Int(tokens[$0].start)..<Int(tokens[$0].end)]) }
                        counts[form] = (text.joined(separator: " "), 1)
                    }
                }
                start = end
            }
        }
        let rows = (counts.values.filter { $0.count >= leastSequence }
            + single.filter { $0.value.count >= (wanted.contains($0.key) ? leastWord : max(leastWord, words / 10_000)) }.values).map { "\($0.text)\t\($0.count)" }
        return [
            "# profile: b", "# origin: counted by Tests/Scripts/count-natural; counts are facts, no text is carried over. Made from arXiv abstracts (CC0), US Senate press releases, digital.gov, 18F, State of the Union and inaugural addresses (US public domain), PEPs (public domain, CC0), OpenStax (CC BY 4.0) and ELTeC novels (public domain, markup CC BY 4.0)",
            "# licence: Apache-2.0", "# words: \(words)",
        ] + rows.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
