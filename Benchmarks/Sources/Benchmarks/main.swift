import Unspin

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The single words of the learned table, each with the head that is seen most.
func singleWords() throws -> [String: String] {
    var best: [String: (head: String, count: Double)] = [:]
    for line in String(decoding: try Files.read(Files.root + "/Dictionaries/a/learned.tsv"), as: UTF8.self).split(separator: "\n") {
        let columns = line.split(separator: "\t").map(String.init)
        guard columns.count == 3, !columns[0].contains(" "), columns[1] != "=", columns[1] != "~", let count = Double(columns[2]),
            count > best[columns[0]]?.count ?? 0
        else { continue }
        best[columns[0]] = (columns[1], count)
    }
    return best.mapValues(\.head)
}

/// Seconds of the best of several runs: at least three, and half a second in all.
func seconds(_ run: () -> Void) -> Double {
    let clock = ContinuousClock()
    var best = Duration.seconds(1_000_000)
    var total = Duration.zero
    var runs = 0
    while runs < 3 || (total < .milliseconds(500) && runs < 10_000) {
        let time = clock.measure(run)
        best = min(best, time)
        total += time
        runs += 1
    }
    return Double(best.components.seconds) + Double(best.components.attoseconds) * 1e-18
}

func decimal(_ value: Double, _ places: Int) -> String {
    var factor = 1.0
    for _ in 0..<places { factor *= 10 }
    let rounded = Int((value * factor).rounded())
    if places == 0 { return String(rounded) }
    let fraction = String(rounded % Int(factor))
    return "\(rounded / Int(factor))." + String(repeating: "0", count: places - fraction.count) + fraction
}

/// Three digits or so.
func figure(_ value: Double) -> String { decimal(value, value >= 100 ? 0 : value >= 10 ? 1 : 2) }

func timed(_ benchmark: Benchmark, on corpus: String) throws -> Double {
    if let wrong = benchmark.check() { throw Files.Failure(description: "\(benchmark.name), \(corpus): \(wrong)") }
    return seconds(benchmark.run)
}

func report() throws -> String {
    let unspinner = try Unspinner()
    let words = try singleWords()
    var rows = ["| text | benchmark | MB/s | ÷ byte scan | ÷ split + dictionary |", "|---|---|---|---|---|"]
    for kind in Corpus.Kind.allCases {
        for bytes in [20_000, 1_000_000] {
            let corpus = try Corpus(kind, bytes: bytes)
            let benchmarks = [
                Benchmark.scan(corpus), .naive(corpus, words), .detect(corpus, unspinner), .repair(corpus, unspinner),
            ]
            let speeds = try benchmarks.map { Double(corpus.bytes.count) / 1e6 / (try timed($0, on: corpus.name)) }
            for (benchmark, speed) in zip(benchmarks, speeds) {
                rows.append(
                    "| \(corpus.name) | \(benchmark.name) | \(figure(speed)) | \(decimal(speed / speeds[0], 4)) | \(figure(speed / speeds[1])) |")
            }
        }
    }
    let opening = try timed(.load(), on: "")
    var usage = rusage()
    #if canImport(Glibc)
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let peak = Double(usage.ru_maxrss) * 1024
    #else
    getrusage(RUSAGE_SELF, &usage)
    let peak = Double(usage.ru_maxrss)
    #endif
    let machine = Files.line(of: "sed -n 's/^model name[^:]*: //p' /proc/cpuinfo || sysctl -n machdep.cpu.brand_string")
    let commit = Files.line(of: "git -C '\(Files.root)' describe --always --dirty")
    return """
        # \(Files.line(of: "date +%Y-%m-%d")), \(machine)

        - toolchain: \(Files.line(of: "swift --version"))
        - commit: \(commit.isEmpty ? "unknown" : commit)
        - machine: \(machine), \(Files.line(of: "getconf _NPROCESSORS_ONLN")) processors, \(Files.line(of: "uname -sr"))
        - opening the model and the tables: \(figure(opening * 1000)) ms
        - peak memory of this run: \(figure(peak / 1e6)) MB

        One thread, best of at least three runs. Every answer was checked before it was timed.


        """ + rows.joined(separator: "\n") + "\n"
}

do {
    let text = try report()
    print(text, terminator: "")
    let name = text.dropFirst(2).prefix { $0 != "\n" }.lowercased()
    let slug = name.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: "-")
    let path = "Benchmarks/runs/\(slug).md"
    try Files.write(text, to: Files.root + "/" + path)
    print("\nwritten to \(path)")
} catch {
    let message = Array("benchmarks: \(error)\n".utf8)
    _ = write(2, message, message.count)
    exit(1)
}
