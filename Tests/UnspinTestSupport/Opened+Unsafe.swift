#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

import CUnspin
import Unspin
import UnspinC

/// An `unspin *`, freed when nobody holds it any more.
public final class Opened: @unchecked Sendable {  // may be used by any number of threads, as the header says
    /// What `unspin_open` wrote.
    public struct Failure: Error {
        public var message: String
    }

    private let unspinner: OpaquePointer

    public init(_ options: [String] = [], errorBytes: Int = 512) throws {
        let words = options.map { UnsafePointer(strdup($0)) } + [nil]
        defer { for word in words { free(UnsafeMutableRawPointer(mutating: word)) } }
        // What lies behind the bytes that it may use must stay.
        var message = [CChar](repeating: 7, count: errorBytes + 1)
        guard let unspinner = unspin_open(words, &message, errorBytes) else {
            precondition(message[errorBytes] == 7)
            message[errorBytes] = 0
            if errorBytes == 0 { throw Failure(message: "") }
            throw Failure(message: String(decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
        }
        self.unspinner = unspinner
    }

    deinit { unspin_close(unspinner) }

    /// What a result holds, copied.
    public struct Result {
        public var bytes: [UInt8]
        public var edits: [Edit]
        public var spun: Double
        public var profile: String?

        public var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    public func repair(_ input: [UInt8]) -> Result {
        let result = input.withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { unspin_repair(unspinner, $0.baseAddress, $0.count) }
        }
        defer { unspin_free(result) }
        var (count, editCount) = (0, 0)
        let text = UnsafeBufferPointer(start: unspin_text(result, &count), count: count + 1)
        precondition(text[count] == 0)
        let edits = UnsafeBufferPointer(start: unspin_edits(result, &editCount), count: editCount)
        return Result(
            bytes: text.prefix(count).map(UInt8.init(bitPattern:)),
            edits: edits.map { edit in
                precondition(strlen(edit.replacement) == edit.replacement_bytes)
                return Edit(
                    range: edit.start..<edit.end, original: String(decoding: input[edit.start..<edit.end], as: UTF8.self),
                    replacement: String(cString: edit.replacement), step: String(cString: edit.step),
                    rule: String(cString: edit.rule), confidence: edit.confidence, reason: String(cString: edit.reason))
            },
            spun: unspin_spun(result), profile: unspin_profile(result).map { String(cString: $0) })
    }
}
