import Unspin

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Something that is timed, once its answer was checked.
struct Benchmark {
    var name: String
    /// Says what is wrong with the answer; nil where it is right.
    var check: () -> String?
    var run: () -> Void

    /// Reads each byte once, in a plain loop: what a byte-wise pass costs. Nothing that looks at single bytes can be faster.
    static func scan(_ corpus: Corpus) -> Benchmark {
        let bytes = corpus.bytes
        return Benchmark(name: "byte scan") {
            let spaces = bytes.count { $0 == 32 }
            return count(of: 32, in: bytes.span) == spaces ? nil : "counts \(count(of: 32, in: bytes.span)) spaces, not \(spaces)"
        } run: {
            keep(count(of: 32, in: bytes.span))
        }
    }

    /// Copies the bytes: the speed of memory, or of a cache where the text is small.
    static func copy(_ corpus: Corpus) -> Benchmark {
        let bytes = corpus.bytes
        let target = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 64)
        return Benchmark(name: "memcpy") {
            bytes.withUnsafeBytes { target.copyMemory(from: $0) }
            return target.elementsEqual(bytes) ? nil : "copies wrongly"
        } run: {
            bytes.withUnsafeBytes { target.copyMemory(from: $0) }
            keep(Int(target[0]))
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
        Benchmark(name: "damage") {
            let spun = corpus.documents.count { unspinner.damage(utf8: $0).probability > 0.5 }
            return isRight(spun, corpus) ? nil : "takes \(spun) of \(corpus.documents.count) documents for spun"
        } run: {
            for document in corpus.documents { keep(unspinner.damage(utf8: document).regions.count) }
        }
    }

    /// The whole pipeline with its explanations: what `unspin fix` does.
    static func repair(_ corpus: Corpus, _ unspinner: Unspinner) -> Benchmark {
        Benchmark(name: "explain") {
            var changed = 0
            for document in corpus.documents {
                let (output, edits, _) = unspinner.explain(utf8: document)
                if edits.applied(to: document) != output { return "the edits do not rebuild the output" }
                changed += output == document ? 0 : 1
                // A spun article has an edit for every 30 bytes or so.
                if corpus.kind?.isSpun == true, edits.count < document.count / 100 { return "makes \(edits.count) edits" }
            }
            return isRight(changed, corpus) ? nil : "changes \(changed) of \(corpus.documents.count) documents"
        } run: {
            for document in corpus.documents { keep(unspinner.explain(utf8: document).edits.count) }
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

    /// Whether so many documents are spun as should be; a user's own text may be either.
    private static func isRight(_ spun: Int, _ corpus: Corpus) -> Bool {
        guard let kind = corpus.kind else { return true }
        if kind.isClean { return spun == 0 }
        if kind.isSpun { return spun == corpus.documents.count }
        return spun == (corpus.documents.count + 49) / 100
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
