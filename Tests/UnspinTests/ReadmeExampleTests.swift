import Testing
import Unspin
import UnspinTestSupport

/// The README's Swift, as it stands there.
@Suite struct ReadmeExampleTests {
    @Test func aTextIsRepairedAndExplained() throws {
        let text = try FixtureFolder().text("demo.spun.txt")
        var printed: [String] = []
        func print(_ items: Any...) { printed.append(items.map { "\($0)" }.joined(separator: " ")) }

        let unspinner = try Unspinner()
        let clean = unspinner.repair(text)

        let repair = unspinner.explain(text)
        for edit in repair.edits {
            print(edit.range, edit.original, "->", edit.replacement, edit.confidence, edit.reason)
        }
        let damage = unspinner.damage(in: text)

        #expect(clean == repair.text)
        #expect(printed.count == repair.edits.count)
        #expect(damage.probability > 0.99)
        #expect(damage.profile == "a")
        #expect(!damage.regions.isEmpty)
    }

    @Test func aSentenceIsKnownToBeSpun() throws {
        var configuration = Configuration()
        configuration.assumption = .spun
        let certain = try Unspinner(configuration)

        #expect(certain.repair("She paid a go to to Mali.") == "She paid a visit to Mali.")
    }

    @Test func textsAreReadInAScratch() throws {
        let unspinner = try Unspinner()
        let texts = [try FixtureFolder().text("demo.spun.txt"), try FixtureFolder().text("demo.clean.txt")]
        var written: [[UInt8]] = []

        var scratch = Scratch()
        for text in texts where unspinner.repair(text.utf8.span.bytes, using: &scratch) {
            scratch.withBytes { repaired in written.append((0..<repaired.count).map { repaired[$0] }) }
        }

        #expect(written == [Array(unspinner.repair(texts[0]).utf8)])
    }

    /// What is tried here is what the README says: each of its lines stands above, without its remark.
    @Test func theReadmeSaysTheSame() throws {
        let readme = String(decoding: try FixtureFolder.read(FixtureFolder.packageRoot() + "/README.md"), as: UTF8.self)
        let file = String(decoding: try FixtureFolder.read(#filePath), as: UTF8.self)
        let own = Set(file.split(separator: "\n").map { $0.drop { $0 == " " } })
        var isSwift = false
        var compared = 0
        for line in readme.split(separator: "\n") {
            if line.hasPrefix("```") {
                isSwift = line == "```swift"
                continue
            }
            let code = line.replacing(/\/\/.*/, with: "").drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
            let words = Substring(String(code))
            // A block of the manifest, and the place that the reader fills in.
            if !isSwift || words.isEmpty || words.hasPrefix("dependencies:") || words.hasPrefix("targets:") || words.contains("…") { continue }
            #expect(own.contains(words), "\(line)")
            compared += 1
        }
        #expect(compared >= 12)
    }
}
