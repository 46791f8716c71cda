#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A part of Unspin that reads what strangers wrote, and what must hold of any bytes that it is given.
///
/// `make fuzz` looks for inputs of which it does not hold; the corpora of ``all`` are tried by every run of the tests.
public struct FuzzTarget: Sendable {
    public let name: String
    /// Bytes of an input at most.
    public let longest: Int
    /// Seconds of processor time that an input may take, and that each of its bytes may take beyond.
    private let seconds: Double
    private let secondsPerByte: Double
    private let check: @Sendable ([UInt8]) -> [String]

    init(
        _ name: String, longest: Int = 4096, seconds: Double = 2, secondsPerByte: Double = 1e-3, check: @escaping @Sendable ([UInt8]) -> [String]
    ) {
        (self.name, self.longest, self.check) = (name, longest, check)
        (self.seconds, self.secondsPerByte) = (seconds, secondsPerByte)
    }

    public static let all: [FuzzTarget] = [repair, spintax, lines, packed, revert, table, terms, check, learn, evaluate, models, interface]

    /// What does not hold of an input; it traps where memory would be touched that is not ours.
    public func violations(_ input: [UInt8]) -> [String] {
        let start = Self.processorTime
        var violations = check(input)
        let taken = Self.processorTime - start
        if taken > seconds + secondsPerByte * Double(input.count) { violations.append("took \(taken) s for \(input.count) bytes") }
        return violations
    }

    /// Of this thread, in seconds.
    private static var processorTime: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

extension [UInt8] {
    /// The first byte, which chooses among ways to go, and the others.
    var chosen: (choice: Int, rest: [UInt8]) { (Int(first ?? 0), Array(dropFirst())) }

    /// What stands before the first record separator, and what stands behind it.
    var halves: ([UInt8], [UInt8]) {
        let separator = firstIndex(of: 0x1e) ?? endIndex
        return (Array(self[..<separator]), Array(self[Swift.min(separator + 1, endIndex)...]))
    }
}
