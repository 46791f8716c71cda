import Unspin
import UnspinTestSupport

extension FuzzTarget {
    /// Options of the C interface, parted by group separators, a record separator, and the text to repair. The first byte is the size of the place for a
    /// message.
    static let interface = FuzzTarget("interface", secondsPerByte: 2e-3) { input in
        let (size, rest) = input.chosen
        let (options, text) = rest.halves
        let words = options.split(separator: 0x1d).map { String(decoding: $0, as: UTF8.self) }
        do {
            // What lies at a path is not for fuzzing to read.
            let opened = try Opened(words.filter { !$0.hasPrefix("model") }, errorBytes: size)
            let result = opened.repair(text)
            var violations = RepairForm.violations(text, result.bytes, result.edits)
            if !(0...1).contains(result.spun) { violations.append("no probability: \(result.spun)") }
            let again = opened.repair(text)
            if again.bytes != result.bytes || again.edits != result.edits { violations.append("another result the second time") }
            return violations
        } catch let failure as Opened.Failure {
            return failure.message.utf8.count < max(1, size) ? [] : ["the message is too long: \(failure.message)"]
        } catch {
            return ["\(error)"]
        }
    }
}
