import Unspin

/// What a run, or a part of it, came upon.
struct Counts: Equatable {
    var documents = 0
    /// Bytes of input, unpacked.
    var bytes = 0
    /// Documents with a region that was probably spun.
    var spun = 0
    /// Documents with a change.
    var repaired = 0
    var changes = 0
    /// Changes by the profile of their document.
    var profiles: [String: Int] = [:]
    var steps: [String: Int] = [:]
    /// Lines and files that could not be processed.
    var failures = 0

    /// Counts a document, of which this may be one piece of several.
    mutating func add(_ edits: [Edit], _ damage: Damage) {
        changes += edits.count
        guard !edits.isEmpty else { return }
        for edit in edits { steps[edit.step, default: 0] += 1 }
        if let profile = damage.profile { profiles[profile, default: 0] += edits.count }
    }

    /// Counts the whole document of a line.
    mutating func add(line edits: [Edit], _ damage: Damage) {
        add(edits, damage)
        spun += damage.regions.isEmpty ? 0 : 1
        repaired += edits.isEmpty ? 0 : 1
    }

    static func += (left: inout Counts, right: Counts) {
        left.documents += right.documents
        left.bytes += right.bytes
        left.spun += right.spun
        left.repaired += right.repaired
        left.changes += right.changes
        left.profiles.merge(right.profiles, uniquingKeysWith: +)
        left.steps.merge(right.steps, uniquingKeysWith: +)
        left.failures += right.failures
    }
}

// The form in which the journal keeps them: words `name=number`.
extension Counts {
    private static let numbers: [(String, WritableKeyPath<Counts, Int> & Sendable)] = [
        ("documents", \.documents), ("bytes", \.bytes), ("spun", \.spun), ("repaired", \.repaired), ("changes", \.changes),
        ("failures", \.failures),
    ]

    var words: String {
        var words = Self.numbers.map { "\($0.0)=\(self[keyPath: $0.1])" }
        words += profiles.sorted { $0.key < $1.key }.map { "profile:\($0.key)=\($0.value)" }
        words += steps.sorted { $0.key < $1.key }.map { "step:\($0.key)=\($0.value)" }
        return words.joined(separator: " ")
    }

    init?(words: some StringProtocol) {
        for word in words.split(separator: " ") {
            guard let equals = word.lastIndex(of: "="), let value = Int(word[word.index(after: equals)...]) else { return nil }
            let name = String(word[..<equals])
            if let number = Self.numbers.first(where: { $0.0 == name }) {
                self[keyPath: number.1] = value
            } else if name.hasPrefix("profile:") {
                profiles[String(name.dropFirst("profile:".count))] = value
            } else if name.hasPrefix("step:") {
                steps[String(name.dropFirst("step:".count))] = value
            }
        }
    }
}
