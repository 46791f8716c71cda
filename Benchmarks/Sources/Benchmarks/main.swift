import Unspin

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

// Benchmarks [TEXT…]                 measures, prints the report and keeps it in Benchmarks/runs; own texts in place of ours, unkept
// Benchmarks --peak clean|spun BYTES prints the most memory that repairing one document takes, in bytes
// Benchmarks --adversarial           asserts that texts which are built to take long do not
do {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.first == "--peak", arguments.count == 3, let count = Int(arguments[2]) {
        let document = try Corpus(arguments[1] == "spun" ? .spun : .clean, bytes: count).bytes
        keep(try Unspinner().explain(utf8: document).edits.count)
        print(Int(Measurement.peakBytes()))
        exit(0)
    }
    if arguments == ["--adversarial"] { exit(try Adversarial().isHarmless() ? 0 : 1) }
    var report = try Report()
    try report.measureTexts(arguments)
    try report.measurePeers(arguments)
    if arguments.isEmpty {
        try report.measureProcess()
        try await report.measureGrowth()
    }
    print(report.contents, terminator: "")
    if arguments.isEmpty {
        let name = report.contents.dropFirst(2).prefix { $0 != "\n" }.lowercased()
        let slug = name.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: "-")
        let folder = "Benchmarks/runs/\(slug)"
        _ = Files.line(of: "mkdir -p '\(Files.root)/\(folder)'")
        try Files.write(report.contents, to: Files.root + "/\(folder)/README.md")
        for plot in report.plots { try Files.write(plot.svg, to: Files.root + "/\(folder)/\(plot.name).svg") }
        print("\nwritten to \(folder)")
    }
} catch {
    let message = Array("benchmarks: \(error)\n".utf8)
    _ = write(2, message, message.count)
    exit(1)
}
