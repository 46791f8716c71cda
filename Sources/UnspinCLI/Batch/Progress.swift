/// The line on a terminal that tells how far a run has come.
final class Progress {
    /// Seconds between two looks of the line.
    private static let interval = 0.1

    private let console: Console
    let isShown: Bool
    private let files: Int
    /// Bytes on the disk; nil where nobody knows.
    private let bytes: Int?
    private let start = Clock.now()
    private var last = 0.0
    /// Bytes on the disk of the inputs before the one at hand.
    private var before = 0
    private var file = -1
    private var bytesOfFile = 0

    init(_ arguments: Arguments, _ inputs: [InputFile], _ console: Console) {
        self.console = console
        isShown = switch arguments.value(.progress) {
        case "always": true
        case "never": false
        default: console.isMessageTerminal && !arguments.has(.quiet)
        }
        files = inputs.count
        bytes = inputs.reduce(Optional(0)) { sum, file in sum.flatMap { sum in file.bytes.map { sum + $0 } } }
    }

    /// A block was done.
    func show(_ counts: Counts, _ block: Block) {
        guard isShown else { return }
        if block.input != file {
            before += bytesOfFile
            file = block.input
        }
        bytesOfFile = max(block.bytesRead, block.isLast ? block.file.bytes ?? 0 : 0)
        let now = Clock.now()
        guard now - last >= Self.interval else { return }
        last = now
        console.showProgress(Self.text(counts, file: file + 1, of: files, read: before + bytesOfFile, of: bytes, seconds: now - start))
    }

    /// Takes the line away.
    func end() { if isShown { console.showProgress("") } }

    /// - Parameters:
    ///   - read: bytes on the disk that were read.
    ///   - bytes: bytes on the disk that there are; nil where nobody knows.
    static func text(_ counts: Counts, file: Int, of files: Int, read: Int, of bytes: Int?, seconds: Double) -> String {
        var parts: [String] = []
        if let bytes, bytes > 0 { parts.append("\(min(100, read * 100 / bytes))%") }
        parts.append(Quantity.count(counts.documents, "document"))
        if files > 1 { parts.append("file \(Quantity.grouped(file)) of \(Quantity.grouped(files))") }
        parts.append("\((Double(counts.bytes) / 1e6 / max(seconds, 1e-3)).rounded(places: 1)) MB/s")
        // At first the speed says little.
        if let bytes, read > 0, seconds > 1 { parts.append("\(Quantity.clock(seconds * Double(max(0, bytes - read)) / Double(read))) left") }
        parts.append("\(Quantity.percent(counts.spun, of: counts.documents)) spun")
        return parts.joined(separator: ", ")
    }
}
