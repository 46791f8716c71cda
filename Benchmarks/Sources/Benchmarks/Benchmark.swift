import Unspin

/// Something that is timed, once its answer was checked.
struct Benchmark {
    var name: String
    /// Says what is wrong with the answer; nil where it is right.
    var check: () -> String?
    var run: () -> Void

    /// Reads each byte once: the lower bound. Stands for memory speed; nothing useful can be as fast.
    static func scan(_ corpus: Corpus) -> Benchmark {
        let bytes = corpus.bytes
        return Benchmark(name: "byte scan") {
            let spaces = bytes.count { $0 == 32 }
            return count(of: 32, in: bytes.span) == spaces ? nil : "counts \(count(of: 32, in: bytes.span)) spaces, not \(spaces)"
        } run: {
            keep(count(of: 32, in: bytes.span))
        }
    }

    /// Cuts at spaces and looks each word up in a dictionary of the profile's single words: what one would write first. Misleads:
    /// it restores no phrases and ruins clean text, so it does less.
    static func naive(_ corpus: Corpus, _ words: [String: String]) -> Benchmark {
        let text = String(decoding: corpus.bytes, as: UTF8.self)
        return Benchmark(name: "split + dictionary") {
            let result = replaced("he mentioned it", words)
            return result == "he said it" ? nil : "writes “\(result)”"
        } run: {
            keep(replaced(text, words).utf8.count)
        }
    }

    /// Finds spun regions without repairing them.
    static func detect(_ corpus: Corpus, _ unspinner: Unspinner) -> Benchmark {
        let bytes = corpus.bytes
        return Benchmark(name: "damage") {
            let probability = unspinner.damage(utf8: bytes).probability
            let isSpun = corpus.kind == .spun || corpus.kind == .line
            return (probability > 0.5) == isSpun ? nil : "says \(probability)"
        } run: {
            keep(unspinner.damage(utf8: bytes).regions.count)
        }
    }

    /// The whole pipeline with its explanations: what `unspin fix` does.
    static func repair(_ corpus: Corpus, _ unspinner: Unspinner) -> Benchmark {
        let bytes = corpus.bytes
        return Benchmark(name: "explain") {
            let (output, edits, _) = unspinner.explain(utf8: bytes)
            switch corpus.kind {
            case .clean, .accented: return output == bytes ? nil : "changes clean text: \(edits.count) edits"
            case .spun, .line:
                if edits.applied(to: bytes) != output { return "the edits do not rebuild the output" }
                // A spun article has an edit for every 30 bytes or so.
                return edits.count > bytes.count / 100 ? nil : "makes \(edits.count) edits"
            }
        } run: {
            keep(unspinner.explain(utf8: bytes).edits.count)
        }
    }

    /// Opens the built-in model and tables. Misleads: the pages are in memory already; the first start after boot reads them.
    static func load() -> Benchmark {
        Benchmark(name: "open the model") {
            guard let unspinner = try? Unspinner() else { return "cannot be opened" }
            return unspinner.profiles.isEmpty ? "knows no profile" : nil
        } run: {
            keep((try? Unspinner())?.profiles.count ?? 0)
        }
    }

    private static func count(of byte: UInt8, in bytes: Span<UInt8>) -> Int {
        var count = 0
        for index in 0..<bytes.count { count &+= bytes[index] == byte ? 1 : 0 }
        return count
    }

    private static func replaced(_ text: String, _ words: [String: String]) -> String {
        text.split(separator: " ", omittingEmptySubsequences: false).map { words[String($0)] ?? String($0) }.joined(separator: " ")
    }
}

/// Hides a result from the optimiser, which would drop work that nobody looks at.
@inline(never)
func keep(_ value: Int) { sink = value }

nonisolated(unsafe) private(set) var sink = 0
