import Foundation
import Testing
import Unspin
import UnspinCore
import UnspinTestSupport

/// One ``Unspinner`` under the load of 64 threads, which must give what one thread gives.
///
/// `make test-load MINUTES=60` keeps it up for so long, over larger texts as well, and watches the memory.
@Suite struct LoadTests {
    private static let threads = 64
    /// nil for the short form.
    private static let minutes = getenv("UNSPIN_LOAD_MINUTES").flatMap { Double(String(cString: $0)) }

    @Test(.enabled(if: minutes == nil)) func manyThreadsShareAnUnspinner() throws {
        let load = try Load(LoadCorpus.small())
        let wrong = load.run(threads: Self.threads) { $0 < 3 }
        #expect(wrong == [])
        #expect(load.documents == Self.threads * 3)
    }

    @Test(.enabled(if: minutes != nil)) func memoryStaysFlat() throws {
        let seconds = try #require(Self.minutes) * 60
        let load = try Load(LoadCorpus.small() + LoadCorpus.large())
        let start = Date()
        let isOver: @Sendable () -> Bool = { Date().timeIntervalSince(start) > seconds }
        let samples = LockedValue<[Int]>([])
        let interval = max(0.1, seconds / 600)
        let watch = Thread {
            while !isOver() {
                Thread.sleep(forTimeInterval: interval)
                samples.withLock { $0.append(residentBytes()) }
            }
        }
        watch.start()
        let wrong = load.run(threads: Self.threads) { _ in !isOver() }
        #expect(wrong == [])

        let resident = samples.withLock { $0 }
        let (first, second) = (resident.prefix(resident.count / 2).max()!, resident.suffix(resident.count / 2).max()!)
        let tenths = (0..<10).map { tenth in resident[resident.count * tenth / 10..<resident.count * (tenth + 1) / 10].max()! >> 20 }
        print(
            """
            load: \(Self.threads) threads, \(Int(Date().timeIntervalSince(start))) s, \(load.documents) documents, \(load.bytes >> 20) MB, \
            \(wrong.count) wrong
            load: resident MB at most, in each tenth of the time: \(tenths)
            """)
        #expect(second <= first + first / 20 + 16 << 20, "the second half needed more memory than the first: \(tenths) MB")
    }
}

/// Texts of all kinds.
private enum LoadCorpus {
    /// Spun, human, mixed, disguised and malformed, up to some kilobytes.
    static func small() throws -> [[UInt8]] {
        var texts = try Documents.all().map(\.bytes)
        texts.append(Array(try Documents.traps().joined(separator: [10])))
        for step in StepFixtures.steps {
            texts.append(Array(try StepFixtures.damaged().filter { $0.step == step.name }.map(\.damaged).joined(separator: "\n").utf8))
        }
        texts.append(Array("We train an irregular backwoods classifier and a profound neural organization on enormous information.".utf8))
        var random = SeededGenerator(seed: 1)
        for _ in 0..<4 { texts.append((0..<2000).map { _ in UInt8.random(in: 0...255, using: &random) }) }
        return texts
    }

    /// A megabyte of human text, of one word, and of marks; 200 kB of spun text.
    static func large() throws -> [[UInt8]] {
        func text(_ form: String, _ bytes: Int) throws -> [UInt8] {
            let all = Array(try Documents.spunNames().map { try Documents.article($0, form) }.joined(separator: [10, 10]))
            return Array(Array(repeating: all, count: bytes / all.count + 1).joined().prefix(bytes))
        }
        return [try text("clean", 1 << 20), try text("spun", 200_000), Array(repeating: 0x61, count: 1 << 20), Array(repeating: 0x2D, count: 1 << 20)]
    }
}

/// Threads that repair the same texts, each beginning elsewhere, and compare with what one thread made of them.
private final class Load: Sendable {
    private let unspinner: Unspinner
    private let texts: [[UInt8]]
    private let expected: [(bytes: [UInt8], edits: [Edit])]
    private let counts = LockedValue((documents: 0, bytes: 0))
    private let wrong = LockedValue<Set<Int>>([])

    init(_ texts: [[UInt8]]) throws {
        unspinner = try Unspinner()
        self.texts = texts
        let alone = try Unspinner()
        expected = texts.map { text in
            let (bytes, edits, _) = alone.explain(utf8: text)
            return (bytes, edits)
        }
        try #require(expected.contains { !$0.edits.isEmpty } && expected.contains { $0.edits.isEmpty })
    }

    var documents: Int { counts.withLock { $0.documents } }
    var bytes: Int { counts.withLock { $0.bytes } }

    /// The numbers of the texts of which a thread made something else. A thread goes on while `goesOn` says so of the documents it has done.
    func run(threads: Int, while goesOn: @escaping @Sendable (Int) -> Bool) -> Set<Int> {
        let group = DispatchGroup()
        for thread in 0..<threads {
            group.enter()
            Thread.detachNewThread {
                var done = 0
                while goesOn(done) {
                    self.repair((thread * self.texts.count / threads + done) % self.texts.count)
                    done += 1
                }
                group.leave()
            }
        }
        group.wait()
        return wrong.withLock { $0 }
    }

    private func repair(_ index: Int) {
        let (bytes, edits, _) = unspinner.explain(utf8: texts[index])
        if bytes != expected[index].bytes || edits != expected[index].edits { wrong.withLock { _ = $0.insert(index) } }
        counts.withLock { ($0.documents, $0.bytes) = ($0.documents + 1, $0.bytes + texts[index].count) }
    }
}

/// Bytes of memory that the process holds now.
private func residentBytes() -> Int {
    guard let status = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
    return (Int(status.split(separator: " ")[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
}
