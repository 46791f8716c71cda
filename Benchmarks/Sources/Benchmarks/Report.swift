import Unspin

/// What `make bench` prints and keeps.
struct Report {
    private var text: String
    private(set) var plots: [(name: String, svg: String)] = []
    private let unspinner: Unspinner
    private let words: [String: String]
    private let own = Measurement.self

    init() throws {
        unspinner = try Unspinner()
        words = try Self.singleWords()
        let machine = Files.line(of: "sed -n 's/^model name[^:]*: //p' /proc/cpuinfo || sysctl -n machdep.cpu.brand_string")
        let commit = Files.line(of: "git -C '\(Files.root)' describe --always --dirty")
        text = """
            # \(Files.line(of: "date +%Y-%m-%d")), \(machine)

            - toolchain: \(Files.line(of: "swift --version"))
            - commit: \(commit.isEmpty ? "unknown" : commit)
            - machine: \(machine), \(Files.line(of: "getconf _NPROCESSORS_ONLN")) processors, \(Files.line(of: "uname -sr"))
            - load when the run began: \(Files.line(of: "cut -d' ' -f1-3 /proc/loadavg"))

            Medians of CPU time of one thread, all that stand in one table in turns. Every answer was checked before it was timed.

            """
    }

    /// The text, whose first line names the run.
    var contents: String { text }

    /// The single words of the learned table, each with the head that is seen most.
    private static func singleWords() throws -> [String: String] {
        var best: [String: (head: String, count: Double)] = [:]
        for (variant, head, count) in try substitutions("learned") where !variant.contains(" ") && count > best[variant]?.count ?? 0 {
            best[variant] = (head, count)
        }
        return best.mapValues(\.head)
    }

    /// The rows of a table of profile a.
    static func substitutions(_ file: String) throws -> [(variant: String, head: String, count: Double)] {
        String(decoding: try Files.read(Files.root + "/Dictionaries/a/\(file).tsv"), as: UTF8.self).split(separator: "\n").compactMap { line in
            let columns = line.split(separator: "\t").map(String.init)
            guard columns.count == 3, columns[1] != "=", columns[1] != "~", let count = Double(columns[2]) else { return nil }
            return (columns[0], columns[1], count)
        }
    }

    /// Variants of the profile, at most `most`: what the phrase finders look for.
    private static func variants(_ most: Int) throws -> [String] {
        var variants: Set<String> = []
        for file in ["learned", "completed", "attested"] {
            for row in try substitutions(file) where row.variant.utf8.count > 2 { variants.insert(row.variant) }
        }
        return Array(variants.sorted().prefix(most))
    }

    private mutating func add(_ title: String, _ rows: [String]) { text += "\n## \(title)\n\n\(rows.joined(separator: "\n"))\n" }

    /// Every corpus in a small and a large size, or the user's own texts.
    mutating func measureTexts(_ paths: [String]) throws {
        var rows = [
            "| text | benchmark | MB/s | ÷ byte scan | ÷ split + dictionary | blocks allocated a document |", "|---|---|---|---|---|---|",
        ]
        let corpora = try paths.isEmpty
            ? Corpus.Kind.allCases.flatMap { kind in try [20_000, 1_000_000].map { try Corpus(kind, bytes: $0) } } : paths.map(Corpus.init(path:))
        for corpus in corpora {
            let benchmarks: [Benchmark] = [
                .scan(corpus), .copy(corpus), .naive(corpus, words), .detect(corpus, unspinner), .repair(corpus, unspinner),
            ]
            let speeds = try own.seconds(benchmarks, on: corpus.name).map { Double(corpus.count) / 1e6 / $0 }
            for (benchmark, speed) in zip(benchmarks, speeds) {
                let blocks = Double(own.allocations(benchmark.run)) / Double(corpus.documents.count)
                rows.append(
                    "| \(corpus.name) | \(benchmark.name) | \(own.figure(speed)) | \(own.decimal(speed / speeds[0], 4)) | "
                        + "\(own.figure(speed / speeds[2])) | \(own.decimal(blocks, blocks < 10 ? 1 : 0)) |")
            }
        }
        add("Texts", rows)
    }

    /// What others do with the same text, beside what we do with it.
    mutating func measurePeers(_ paths: [String]) throws {
        let folder = Files.root + "/Benchmarks/.build/peers"
        _ = Files.line(of: "mkdir -p '\(folder)'")
        let phrases = try Self.variants(10_000)
        try Files.write(phrases.joined(separator: "\n") + "\n", to: folder + "/phrases.txt")
        var rows = ["| text | what | MB/s | ours ÷ it | remark |", "|---|---|---|---|---|"]
        let clean = try paths.isEmpty ? [.clean, .curly].map { try Corpus($0, bytes: 10_000_000) } : paths.map(Corpus.init(path:))
        for (number, corpus) in (clean + [try Corpus(.spun, bytes: 1_000_000)]).enumerated() {
            let path = folder + "/text.txt"
            try Files.write(String(decoding: corpus.bytes, as: UTF8.self), to: path)
            let ours = Double(corpus.count) / 1e6 / (try own.seconds([.repair(corpus, unspinner)], on: corpus.name)[0])
            rows.append("| \(corpus.name) | explain | \(own.figure(ours)) | | everything that `unspin fix` does |")
            let arpa = Files.line(of: "find '\(Files.root)/.build' -maxdepth 2 -name model.arpa")
            let peers = number < clean.count ? Peer.all(phrases: folder + "/phrases.txt", count: phrases.count) : Peer.models(arpa.isEmpty ? nil : arpa)
            for peer in peers {
                guard let speed = peer.speed(on: path, bytes: corpus.count) else { continue }
                rows.append(
                    "| \(corpus.name) | \(peer.name) | \(own.figure(speed)) | \(own.figure(ours / speed)) | \(peer.remark) |")
            }
        }
        add("Peers", rows)
    }

    /// Opening, start-up and memory.
    mutating func measureProcess() throws {
        let opening = try own.seconds([.load()], on: "")[0]
        var rows = ["| what | figure |", "|---|---|", "| opening the model and the tables | \(own.figure(opening * 1000)) ms |"]
        let tool = Files.root + "/.build/release/unspin"
        let sentence = "echo 'Lavrov pledged navy help on a go to to Mali.' | '\(tool)' fix"
        if !Files.line(of: sentence).isEmpty {
            let times = (0..<21).map { _ in
                let start = own.wallSeconds()
                _ = Files.line(of: sentence)
                return own.wallSeconds() - start
            }
            let shell = (0..<21).map { _ in
                let start = own.wallSeconds()
                _ = Files.line(of: "echo | cat")
                return own.wallSeconds() - start
            }
            rows.append("| start-up: one sentence, whole process | \(own.figure((own.median(times) - own.median(shell)) * 1000)) ms more than `cat` |")
        }
        for (name, count) in [("clean", 10_000_000), ("spun", 1_000_000)] {
            let bytes = Files.line(of: "'\(CommandLine.arguments[0])' --peak \(name) \(count)")
            if let peak = Double(bytes) { rows.append("| peak memory, \(name), \(Corpus.size(count)) | \(own.figure(peak / 1e6)) MB |") }
        }
        add("The process", rows)
    }

    mutating func measureGrowth() async throws {
        let lengths = try Growth.lengths(unspinner, Self.variants(100_000).filter { !$0.contains(" ") })
        add("Growth: MB/s beside the bytes of one document", lengths.rows + ["", "![time beside length](length.svg)"])
        let tables = try Growth.tables()
        add("Growth: tables", tables.rows + ["", "![speed beside table size](tables.svg)"])
        let threads = try await Growth.threads(unspinner, processors: Int(Files.line(of: "getconf _NPROCESSORS_ONLN")) ?? 1)
        add("Growth: threads", threads.rows + ["", "![speed beside threads](threads.svg)"])
        plots = [("length", lengths.plot.svg()), ("tables", tables.plot.svg()), ("threads", threads.plot.svg())]
    }
}
