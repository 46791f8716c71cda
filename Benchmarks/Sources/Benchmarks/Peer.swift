/// A program of others that is timed on the same text in the same run, where it is installed.
struct Peer {
    var name: String
    /// What it does beside what we do.
    var remark: String
    /// Prints the seconds of CPU time that a pass takes, what it found, and the bytes it read where they are not the whole text.
    private var command: String

    private static let folder = Files.root + "/Benchmarks/Peers"
    private static let built = Files.root + "/Benchmarks/.build/peers"

    /// Megabytes a second; nil where the peer is missing or fails.
    func speed(on text: String, bytes: Int) -> Double? {
        let answer = Files.line(of: command.replacing("TEXT", with: "'\(text)'")).split(separator: " ").map(String.init)
        guard answer.count >= 2, let seconds = Double(answer[0]), let found = Int(answer[1]), seconds > 0, found > 0 else { return nil }
        return Double(answer.count > 2 ? Int(answer[2]) ?? bytes : bytes) / 1e6 / seconds
    }

    /// ICU's word iterator and the phrase finders, built here where their libraries are.
    static func all(phrases: String, count: Int) -> [Peer] {
        _ = Files.line(of: "mkdir -p '\(built)'")
        var peers: [Peer] = []
        if build("icu-words", "icu-uc") {
            peers.append(Peer(name: "ICU words", remark: "finds word boundaries, nothing else", command: "'\(built)/icu-words' TEXT"))
        }
        if build("vectorscan", "libhs") {
            peers.append(
                Peer(name: "vectorscan", remark: "finds \(count) phrases, caseless", command: "'\(built)/vectorscan' TEXT '\(phrases)'"))
        }
        let python = "python3 '\(folder)/python-peers'"
        peers += [
            Peer(name: "ahocorasick_rs", remark: "finds \(count) phrases, exact", command: "\(python) ahocorasick_rs TEXT '\(phrases)'"),
            Peer(name: "flashtext2", remark: "replaces \(count) phrases", command: "\(python) flashtext2 TEXT '\(phrases)'"),
        ]
        return peers
    }

    /// What reads text with a language model.
    static func models(_ arpa: String?) -> [Peer] {
        let python = "python3 '\(folder)/python-peers'"
        var peers = [Peer(name: "SmolLM2-135M", remark: "reads 200 words once, by llama.cpp", command: "\(python) smollm2 TEXT")]
        if let arpa {
            peers.insert(Peer(name: "KenLM", remark: "scores the text once with the same model", command: "\(python) kenlm TEXT '\(arpa)'"), at: 0)
        }
        return peers
    }

    private static func build(_ name: String, _ package: String) -> Bool {
        Files.line(
            of: "cc -O3 '\(folder)/\(name).c' -o '\(built)/\(name)' $(pkg-config --cflags --libs \(package)) && echo built") == "built"
    }
}
