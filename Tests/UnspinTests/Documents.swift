import Foundation
import Testing
import UnspinTestSupport

/// The fixture texts of this target.
enum Documents {
    static let folder = FixtureFolder()

    /// The articles that have a spun form.
    static func spunNames() throws -> [String] { try names(ending: ".spun.txt") }

    static func cleanNames() throws -> [String] { try names(ending: ".clean.txt") }

    private static func names(ending suffix: String) throws -> [String] {
        try folder.names(in: "articles").filter { $0.hasSuffix(suffix) }.map { String($0.dropLast(suffix.count)) }
    }

    static func article(_ name: String, _ form: String) throws -> [UInt8] { try folder.bytes("articles/\(name).\(form).txt") }

    /// Human sentences that hold what spinners write.
    static func traps() throws -> [[UInt8]] { try folder.lines("traps.txt").map { Array($0.utf8) } }

    /// A document that is spun in places.
    struct Partly: Decodable, CustomTestStringConvertible {
        /// Half-open range in Unicode scalars of the spun text.
        struct Place: Decodable {
            var range: Range<Int>

            init(from decoder: any Decoder) throws {
                var row = try decoder.unkeyedContainer()
                let start = try row.decode(Int.self)
                range = start..<(try row.decode(Int.self))
            }
        }

        var id: String
        var spun: String
        var clean: String
        var edits: [Place]
        var testDescription: String { id }

        /// The places in bytes.
        var places: [Range<Int>] {
            let scalars = Array(spun.unicodeScalars)
            var offsets = [0]
            for scalar in scalars { offsets.append(offsets.last! + String(scalar).utf8.count) }
            return edits.map { offsets[$0.range.lowerBound]..<offsets[$0.range.upperBound] }
        }
    }

    static func partly() throws -> [Partly] {
        try folder.lines("partly/partly.jsonl").map { try JSONDecoder().decode(Partly.self, from: Data($0.utf8)) }
    }

    /// Every fixture text, with what it is called.
    static func all() throws -> [(name: String, bytes: [UInt8])] {
        var all = try spunNames().map { ($0 + ".spun", try article($0, "spun")) }
        all += try cleanNames().map { ($0 + ".clean", try article($0, "clean")) }
        all += try partly().map { ("partly " + $0.id, Array($0.spun.utf8)) }
        all += try ["demo.spun.txt", "demo.clean.txt"].map { ($0, try folder.bytes($0)) }
        return all
    }
}

/// The share of words that two texts have in common: 1 - word edit distance / words of the reference.
func sharedWords(_ text: [UInt8], _ reference: [UInt8]) -> Double {
    func words(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] { bytes.split { $0 == 32 || $0 == 10 } }
    let (found, wanted) = (words(text), words(reference))
    var row = Array(0...wanted.count)
    for (index, word) in found.enumerated() {
        var diagonal = row[0]
        row[0] = index + 1
        for column in wanted.indices {
            let next = min(diagonal + (word == wanted[column] ? 0 : 1), row[column] + 1, row[column + 1] + 1)
            diagonal = row[column + 1]
            row[column + 1] = next
        }
    }
    return 1 - Double(row.last!) / Double(wanted.count)
}
