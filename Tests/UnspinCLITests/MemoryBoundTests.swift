import CUnspinAllocations
import CUnspinMemory
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@Suite struct MemoryBoundTests {
    @Test(.enabled(if: unspin_counts_allocations())) func largeBlocksGoBackToTheSystem() {
        let bytes = 30 << 20
        unspin_memory_bound(1 << 20, 2)
        // Without bound, the C library would from now on keep what it has for blocks of this size.
        free(malloc(bytes + 4096))
        let before = unspin_mapped_bytes()
        let blocks = (0..<8).map { _ in malloc(bytes) }
        // Other tests may take and free some at the same time.
        #expect(unspin_mapped_bytes() > before + 4 * UInt64(bytes))
        for block in blocks { free(block) }
    }
}
