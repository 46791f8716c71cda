import CUnspin
import Unspin

// The functions of `unspin.h`, which documents them. Pointers are as the header demands them of callers; an opaque one holds
// one reference to an object of ours, from the function that makes it to the one that frees it.

/// What an `unspin *` points to.
private final class Opened: Sendable {
    let unspinner: Unspinner

    init(_ unspinner: Unspinner) { self.unspinner = unspinner }
}

private let version = CString(Unspinner.version.utf8)

@c @implementation public func unspin_version() -> UnsafePointer<CChar>? { version.start }

@c @implementation public func unspin_open(
    _ options: UnsafePointer<UnsafePointer<CChar>?>?, _ error: UnsafeMutablePointer<CChar>?, _ errorBytes: Int
) -> OpaquePointer? {
    do {
        let unspinner = try Unspinner(OptionWords.configuration(words(options)))
        return OpaquePointer(Unmanaged.passRetained(Opened(unspinner)).toOpaque())
    } catch let problem {
        write(String(describing: problem), to: error, errorBytes)
        return nil
    }
}

@c @implementation public func unspin_close(_ unspinner: OpaquePointer?) {
    guard let unspinner else { return }
    Unmanaged<Opened>.fromOpaque(UnsafeRawPointer(unspinner)).release()
}

@c @implementation public func unspin_repair(
    _ unspinner: OpaquePointer?, _ text: UnsafePointer<CChar>?, _ bytes: Int
) -> OpaquePointer? {
    let opened = Unmanaged<Opened>.fromOpaque(UnsafeRawPointer(unspinner!)).takeUnretainedValue()
    let input = Array(UnsafeRawBufferPointer(start: text, count: bytes))
    let (output, edits, damage) = opened.unspinner.explain(utf8: input)
    let result = ResultMemory(text: output, edits: edits, damage: damage)
    return OpaquePointer(Unmanaged.passRetained(result).toOpaque())
}

@c @implementation public func unspin_text(
    _ result: OpaquePointer?, _ bytes: UnsafeMutablePointer<Int>?
) -> UnsafePointer<CChar>? {
    let memory = memory(result)
    bytes?.pointee = memory.textBytes
    return memory.text.start
}

@c @implementation public func unspin_edits(
    _ result: OpaquePointer?, _ count: UnsafeMutablePointer<Int>?
) -> UnsafePointer<unspin_edit>? {
    let memory = memory(result)
    count?.pointee = memory.editCount
    return memory.edits
}

@c @implementation public func unspin_spun(_ result: OpaquePointer?) -> Double { memory(result).spun }

@c @implementation public func unspin_profile(_ result: OpaquePointer?) -> UnsafePointer<CChar>? { memory(result).profile?.start }

@c @implementation public func unspin_free(_ result: OpaquePointer?) {
    guard let result else { return }
    Unmanaged<ResultMemory>.fromOpaque(UnsafeRawPointer(result)).release()
}

private func memory(_ result: OpaquePointer?) -> ResultMemory {
    Unmanaged<ResultMemory>.fromOpaque(UnsafeRawPointer(result!)).takeUnretainedValue()
}

/// The strings of an array that a null pointer ends.
private func words(_ array: UnsafePointer<UnsafePointer<CChar>?>?) -> [String] {
    guard var next = array else { return [] }
    var words: [String] = []
    while let word = next.pointee {
        words.append(String(cString: word))
        next += 1
    }
    return words
}

/// Writes what fits of a message, without a broken character at its end, and a zero byte.
private func write(_ message: String, to buffer: UnsafeMutablePointer<CChar>?, _ bytes: Int) {
    guard let buffer, bytes > 0 else { return }
    var end = 0
    // In bounds: a character is written only where it and the zero byte fit.
    for scalar in message.unicodeScalars {
        let encoded = UTF8.encode(scalar)!
        if end + encoded.count + 1 > bytes { break }
        for byte in encoded {
            buffer[end] = CChar(bitPattern: byte)
            end += 1
        }
    }
    buffer[end] = 0
}
