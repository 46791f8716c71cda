import UnspinCore

@testable import UnspinBuilder

/// A compiled model in memory that lives as long as it does.
final class ModelInMemory {
    let memory: UnsafeMutableRawBufferPointer
    let model: LanguageModel

    init(_ image: [UInt8]) throws {
        // Owned here and freed after `model` is gone; 64 bytes is the alignment the format asks for.
        memory = .allocate(byteCount: image.count, alignment: 64)
        memory.copyBytes(from: image)
        do {
            model = try LanguageModel(bytes: UnsafeRawBufferPointer(memory))
        } catch {
            memory.deallocate()
            throw error
        }
    }

    deinit { memory.deallocate() }
}

/// Scores as the ARPA format defines them, from dictionaries, with all the words before: the plain engine.
struct ReferenceModel {
    var order: Int
    var logs: [[String]: Float] = [:]
    var backoffs: [[String]: Float] = [:]

    init(_ arpa: LanguageModelARPA) {
        order = arpa.order
        for n in 1...order {
            let grams = arpa.grams[n - 1]
            for gram in 0..<grams.count {
                let words = grams.words[gram * n..<gram * n + n].map { arpa.words[Int($0)] }
                logs[words] = grams.logs[gram]
                backoffs[words] = grams.backoffs[gram]
            }
        }
    }

    func score(_ word: String, after history: [String]) -> Float {
        guard logs[[word]] != nil else { return score("<unk>", after: history) }
        var context = Array(history.suffix(order - 1).map { logs[[$0]] == nil ? "<unk>" : $0 })
        var sum: Float = 0
        while true {
            if let log = logs[context + [word]] { return sum + log }
            sum += backoffs[context] ?? 0
            context.removeFirst()
        }
    }
}

func fixture(_ name: String) throws -> [UInt8] {
    let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    return try LanguageModelFiles.read(folder + "/Fixtures/" + name)
}

func words(_ line: Substring) -> [String] { line.split(separator: " ").map(String.init) }
