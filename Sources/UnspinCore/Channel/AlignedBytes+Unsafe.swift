/// Bytes at a fixed place that is a multiple of 64, for tables compiled at run time.
package final class AlignedBytes: @unchecked Sendable {
    // Written once, in `init`; read-only afterwards, so sharing is safe.
    package let bytes: UnsafeRawBufferPointer

    package init(_ source: [UInt8]) {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, source.count), alignment: 64)
        memory.copyBytes(from: source)
        bytes = UnsafeRawBufferPointer(start: memory.baseAddress, count: source.count)
    }

    deinit { bytes.deallocate() }
}
