import UnspinFuzzing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

// What libFuzzer, which brings `main` with it, calls.

// Set once, before the first input, on the same thread.
private nonisolated(unsafe) var target: FuzzTarget?

/// Takes the first argument for the name of the target, and puts an option of libFuzzer in its place.
@c(LLVMFuzzerInitialize)
public func initialize(
    _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>
) -> CInt {
    // In bounds: there are `count` arguments.
    let name = count.pointee > 1 ? arguments.pointee[1].map { String(cString: $0) } : nil
    guard let found = FuzzTarget.all.first(where: { $0.name == name }) else {
        print("usage: fuzz TARGET [options of libFuzzer] [corpora and inputs]")
        print("targets: \(FuzzTarget.all.map(\.name).joined(separator: " "))")
        exit(64)
    }
    target = found
    // Nobody frees it: libFuzzer reads its arguments until the end.
    arguments.pointee[1] = strdup("-max_len=\(found.longest)")
    return 0
}

/// Ends the process where something does not hold of the input.
@c(LLVMFuzzerTestOneInput)
public func tryInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // In bounds: libFuzzer hands over `count` bytes.
    let violations = target?.violations(Array(UnsafeBufferPointer(start: bytes, count: count))) ?? []
    guard violations.isEmpty else { fatalError(violations.joined(separator: "\n")) }
    return 0
}
