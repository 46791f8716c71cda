/// Bytes that a zero byte ends, at an address that stays for as long as this object lives.
final class CString: @unchecked Sendable {  // nobody writes once it is made
    let start: UnsafePointer<CChar>

    init(_ bytes: some Collection<UInt8>) {
        // In bounds: one place for each byte, and one for the zero byte.
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count + 1)
        var end = copy
        for byte in bytes {
            end.initialize(to: CChar(bitPattern: byte))
            end += 1
        }
        end.initialize(to: 0)
        start = UnsafePointer(copy)
    }

    deinit { start.deallocate() }
}
