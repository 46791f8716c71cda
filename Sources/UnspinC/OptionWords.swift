import Unspin

/// Reads the options of `unspin_open`, which the header lists.
enum OptionWords {
    /// A word that cannot be used.
    struct Problem: Error, CustomStringConvertible {
        var description: String
    }

    static func configuration(_ words: [String]) throws(Problem) -> Configuration {
        var configuration = Configuration()
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            if parts.count == 2 {
                try configuration.set(parts[0], to: parts[1])
            } else if word == "only-tables" {
                configuration.usesBuiltInTables = false
            } else {
                throw Problem(description: "“\(word)” is not of the form NAME=VALUE")
            }
        }
        if !configuration.usesBuiltInTables, configuration.userTables.isEmpty {
            throw Problem(description: "only-tables needs table=TEXT")
        }
        return configuration
    }
}

extension Configuration {
    fileprivate mutating func set(_ name: String, to value: String) throws(OptionWords.Problem) {
        switch name {
        case "assume":
            guard let assumption = Assumption(rawValue: value) else {
                throw OptionWords.Problem(description: "assume is auto, spun or clean, not “\(value)”")
            }
            self.assumption = assumption
        case "profile": profiles = value == "auto" ? [] : value.split(separator: ",").map(String.init)
        case "steps": steps = try Self.steps(value)
        case "skip": skippedSteps = try Self.steps(value)
        case "min-confidence":
            guard let confidence = Double(value), (0...1).contains(confidence) else {
                throw OptionWords.Problem(description: "min-confidence is a number from 0 to 1, not “\(value)”")
            }
            minimumConfidence = confidence
        case "table": userTables.append(Array(value.utf8))
        case "model": modelPath = value
        default: throw OptionWords.Problem(description: "there is no option “\(name)”")
        }
    }

    private static func steps(_ names: String) throws(OptionWords.Problem) -> Set<String> {
        let steps = names.split(separator: ",").map(String.init)
        for step in steps where !knownSteps.contains(step) {
            throw OptionWords.Problem(
                description: "there is no step “\(step)”; there are \(knownSteps.joined(separator: ", "))")
        }
        return Set(steps)
    }
}
