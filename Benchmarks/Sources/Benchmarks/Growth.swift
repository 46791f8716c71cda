import Synchronization
import Unspin

/// How time and memory grow with the text, the tables and the threads: plots beside the report.
enum Growth {
    /// What a text is made of, over and over.
    enum Shape: String, CaseIterable {
        case clean
        case spun
        /// Every word is a variant of some head.
        case ambiguous = "all words ambiguous"
        case repeated = "one word repeated"
        case unbroken = "no spaces"

        /// The longest text that is tried: decoding takes longer than reading, and keeps a lattice of the document.
        var most: Int { self == .clean || self == .unbroken ? 100_000_000 : 10_000_000 }

        func text(_ count: Int, _ variants: [String]) throws -> [UInt8] {
            var random = Generator(seed: 9)
            switch self {
            case .clean: return Array(try Corpus.sentences(count, &random).prefix(count))
            case .spun: return Array(try Corpus(.spun, bytes: count).bytes.prefix(count))
            case .repeated: return Array(repeatElement(Array("navy ".utf8), count: count / 5).joined())
            case .unbroken: return Array(repeatElement(UInt8(ascii: "e"), count: count))
            case .ambiguous:
                var text: [UInt8] = []
                while text.count < count {
                    text += variants[Int.random(in: 0..<variants.count, using: &random)].utf8
                    // A paragraph is the longest thing that is decoded at once; this is a long one.
                    text.append(Int.random(in: 0..<200, using: &random) == 0 ? 10 : 32)
                }
                return text
            }
        }
    }

    static func lengths(_ unspinner: Unspinner, _ variants: [String]) throws -> (plot: Plot, rows: [String]) {
        var plot = Plot(title: "Time of one document", horizontal: "bytes", vertical: "seconds of CPU time")
        var rows = ["| text | 1 kB | 10 kB | 100 kB | 1 MB | 10 MB | 100 MB |", "|---|---|---|---|---|---|---|"]
        for shape in Shape.allCases {
            var points: [(x: Double, y: Double)] = []
            for power in 3...8 {
                let count = [1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000][power - 3]
                if count > shape.most { break }
                let text = try shape.text(count, variants)
                points.append((Double(text.count), Measurement.seconds { keep(unspinner.explain(utf8: text).edits.count) }))
            }
            let cells = points.map { Measurement.figure($0.x / 1e6 / $0.y) } + Array(repeating: "", count: 6 - points.count)
            rows.append("| \(shape.rawValue) | \(cells.joined(separator: " | ")) |")
            plot.lines.append((shape.rawValue, points))
        }
        return (plot, rows)
    }

    /// The user's own tables, of phrases that are made up, on clean text.
    static func tables() throws -> (plot: Plot, rows: [String]) {
        var plot = Plot(title: "Clean text beside the size of the table", horizontal: "phrases in the table", vertical: "MB/s")
        var rows = ["| phrases | open, ms | clean text, MB/s |", "|---|---|---|"]
        let corpus = try Corpus(.clean, bytes: 1_000_000)
        var points: [(x: Double, y: Double)] = []
        for count in [1_000, 3_000, 10_000, 30_000, 100_000] {
            var random = Generator(seed: UInt64(count))
            let words = Array(Set(String(decoding: corpus.bytes, as: UTF8.self).split { !$0.isLetter }.map { $0.lowercased() })).sorted()
            var table = "# profile: made-up\n# spun-words: 1000000\n# human-words: 1000000\n"
            // Without evidence that a text is human, none is sure to be.
            table += "the\t~\t50/5000\n"
            for number in 0..<count {
                let phrase = (0..<Int.random(in: 2...3, using: &random)).map { _ in words[Int.random(in: 0..<words.count, using: &random)] }
                table += "\(phrase.joined(separator: " ")) x\(number % 7)\thead\(number % 1000)\t3\n"
            }
            var configuration = Configuration()
            configuration.usesBuiltInTables = false
            configuration.userTables = [Array(table.utf8)]
            let start = Measurement.cpuSeconds()
            let unspinner = try Unspinner(configuration)
            let opening = Measurement.cpuSeconds() - start
            let seconds = try Measurement.seconds([.detect(corpus, unspinner)], on: corpus.name)[0]
            let speed = Double(corpus.count) / 1e6 / seconds
            points.append((Double(count), speed))
            rows.append("| \(count) | \(Measurement.figure(opening * 1000)) | \(Measurement.figure(speed)) |")
        }
        plot.lines.append(("clean", points))
        return (plot, rows)
    }

    /// Gives out numbers to threads. Whoever is done takes the next document, since those that take long do not lie evenly.
    private final class Queue: Sendable {
        private let count: Int
        private let given = Atomic(0)

        init(count: Int) { self.count = count }

        func next() -> Int? {
            let number = given.add(1, ordering: .relaxed).oldValue
            return number < count ? number : nil
        }
    }

    /// Threads that share one ``Unspinner``: wall-clock time, so what else runs on the machine shows.
    static func threads(_ unspinner: Unspinner, processors: Int) async throws -> (plot: Plot, rows: [String]) {
        var plot = Plot(title: "Threads", horizontal: "threads", vertical: "times the speed of one")
        var rows = ["| text | threads | times one |", "|---|---|---|"]
        for kind in [Corpus.Kind.crawl, .spun] {
            let corpus = try Corpus(kind, bytes: kind == .spun ? 1_000_000 : 20_000_000)
            var points: [(x: Double, y: Double)] = []
            var one = 0.0
            for threads in 1...max(2, processors) {
                var times: [Double] = []
                for _ in 0..<5 {
                    let start = Measurement.wallSeconds()
                    let queue = Queue(count: corpus.documents.count)
                    await withTaskGroup(of: Void.self) { group in
                        for _ in 0..<threads {
                            group.addTask {
                                while let index = queue.next() {
                                    keep(unspinner.explain(utf8: corpus.documents[index]).edits.count)
                                }
                            }
                        }
                    }
                    times.append(Measurement.wallSeconds() - start)
                }
                // The best of several: whatever disturbs only ever takes longer.
                let time = times.min()!
                if threads == 1 { one = time }
                points.append((Double(threads), one / time))
                rows.append("| \(kind.rawValue) | \(threads) | \(Measurement.figure(one / time)) |")
            }
            plot.lines.append((kind.rawValue, points))
        }
        return (plot, rows)
    }
}
