import CUnspinAllocations
import Testing
import Unspin
import UnspinTestSupport

/// Most documents are clean, and what is done to all of them must not ask for memory.
@Suite struct AllocationTests {
    private static func text(_ count: Int) throws -> [UInt8] {
        let all = try Documents.spunNames().flatMap { try Documents.article($0, "clean") }
        var text: [UInt8] = []
        while text.count < count { text += all.prefix(count - text.count) }
        return text
    }

    private static func allocations(_ work: () -> Void) -> UInt64 {
        // Scratch grows to its size first.
        for _ in 0..<3 { work() }
        let before = unspin_allocations()
        work()
        return unspin_allocations() - before
    }

    @Test(.enabled(if: unspin_counts_allocations())) func allocationsAreCounted() {
        #expect(Self.allocations { _ = Array(repeating: UInt8.random(in: 0...9), count: 100).count } > 0)
    }

    @Test(.enabled(if: isOptimized), arguments: [100, 5_000, 200_000])
    func aCleanDocumentAsksForAConstantFew(_ bytes: Int) throws {
        let unspinner = try Unspinner()
        let ascii = try Self.text(bytes)
        let curly = ascii.flatMap { $0 == UInt8(ascii: "'") ? Array("’".utf8) : [$0] }
        for text in [ascii, curly] {
            #expect(Self.allocations { _ = unspinner.damage(utf8: text).probability } <= 4)
            #expect(Self.allocations { _ = unspinner.explain(utf8: text).edits.count } <= 4)
        }
    }

    @Test(.enabled(if: isOptimized), arguments: [100, 5_000, 200_000])
    func aCleanDocumentInAScratchAsksForNoMemory(_ bytes: Int) throws {
        let unspinner = try Unspinner()
        var scratch = Scratch()
        let ascii = try Self.text(bytes)
        let texts = ["'", "’", "é", " – "].map { mark in ascii.flatMap { $0 == UInt8(ascii: "'") ? Array(mark.utf8) : [$0] } }
        for (index, text) in (texts + [Array(ascii.prefix(bytes / 2))]).enumerated() {
            #expect(Self.allocations { _ = unspinner.repair(text.span.bytes, using: &scratch) } == 0, "text \(index)")
            #expect(Self.allocations { _ = unspinner.damage(in: text.span.bytes, using: &scratch).probability } == 0, "text \(index)")
        }
    }
}
