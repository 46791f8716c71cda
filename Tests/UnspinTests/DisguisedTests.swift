import Testing
import UnspinTestSupport

@testable import Unspin

/// Spun articles under disguises: the phrases come back as if nothing had hidden them.
@Suite struct DisguisedTests {
    private static let checks = Result { try RepairChecks() }

    enum Disguise: CaseIterable {
        case invisible, lookalikes, mojibake

        /// The text under this disguise, which leaves some words alone.
        func laid(over text: String) -> String {
            var letters = 0
            var result = String.UnicodeScalarView()
            for scalar in text.unicodeScalars {
                letters = scalar.properties.isAlphabetic ? letters + 1 : 0
                switch self {
                case .invisible:
                    result.append(scalar)
                    // After the second letter, where a third may follow.
                    if letters == 2 { result.append("\u{200b}") }
                case .lookalikes:
                    let index = "aeopcyx".unicodeScalars.firstIndex(of: scalar)
                    let foreign = Array("аеорсух".unicodeScalars)
                    let place = index.map { "aeopcyx".unicodeScalars.distance(from: "aeopcyx".unicodeScalars.startIndex, to: $0) }
                    result.append(letters == 2 && place != nil ? foreign[place!] : scalar)
                case .mojibake:
                    guard scalar.value >= 0x80 else {
                        result.append(scalar)
                        continue
                    }
                    // Latin-1 reads each byte as its own character.
                    for byte in String(scalar).utf8 { result.append(Unicode.Scalar(byte)) }
                }
            }
            return String(result)
        }
    }

    @Test(arguments: Disguise.allCases, try Documents.spunNames())
    func phrasesAreRestoredUnderIt(_ disguise: Disguise, _ name: String) throws {
        let plain = String(decoding: try Documents.article(name, "spun"), as: UTF8.self)
            .replacing("'", with: "’").replacing(" \"", with: " “").replacing("\"", with: "”")
        let disguised = disguise.laid(over: plain)
        let unspinner = try Self.checks.get().unspinner
        let bytes = Array(disguised.utf8)
        #expect(disguised != plain)
        let (output, edits, _) = unspinner.explain(utf8: bytes)
        #expect(sharedWords(output, Array(unspinner.repair(plain).utf8)) > 0.99)
        #expect(edits.reverted(from: output) == bytes)
        #expect(edits.contains { $0.step.hasSuffix("+phrases") || disguise == .mojibake })
        #expect(try Self.checks.get().violations(bytes) == [])
    }
}
