import Testing
@testable import UnspinCLI

@Suite struct MemoryBudgetTests {
    private static let MB = 1 << 20
    /// Bytes of memory in MB, how many of 64 threads there are, and between how many MB the longest line lies.
    private static let rows: [(memory: Int, threads: Int, line: ClosedRange<Int>)] = [
        (0, 1, 4...4), (512, 1, 4...8), (4096, 15, 32...64), (16384, 63, 256...512), (1 << 40, 64, 4096...(1 << 40)),
    ]

    @Test(arguments: rows)
    func moreMemoryAllowsMore(_ memory: Int, _ threads: Int, _ line: ClosedRange<Int>) {
        let budget = MemoryBudget(bytes: memory * Self.MB)
        #expect(budget.threads(64) == threads)
        #expect(budget.threads(1) == 1)
        #expect(line.contains(budget.longestLine / Self.MB), "\(budget.longestLine)")
        #expect(budget.underway <= 64 * Self.MB)
    }
}
