import Testing
import Unspin
import UnspinTestSupport

/// What a build says of itself.
@Suite struct ReleaseTests {
    private static let folder = FixtureFolder.packageRoot() + "/Sources/CUnspinModel"

    /// A model that was exchanged without `make tables` or its like would be named by the sum of the old one.
    @Test func theSumsAreThoseOfTheModel() throws {
        let sums = try WorkFolder.filter(["-C", Self.folder, "sha256sum", "context.bin", "language.bin", "tables.bin"], [])
        #expect(try FixtureFolder.read(Self.folder + "/SHA256SUMS") == sums, "write them anew: make model-sums")
        let lines = BuiltInFile.all.map { "\($0.sha256)  \($0.name)\n" }.joined()
        #expect(lines == String(decoding: sums, as: UTF8.self), "the build holds older sums")
    }

    @Test func theVersionNamesModelAndTables() throws {
        let lines = try Process.run(["--version"]).text.split(separator: "\n")
        #expect(lines.first == "unspin \(Unspinner.version)")
        #expect(lines.dropFirst().map(String.init) == BuiltInFile.all.map { "\($0.name) \($0.sha256.prefix(12))" })
        #expect(BuiltInFile.all.map(\.name) == ["context.bin", "language.bin", "tables.bin"])
        #expect(BuiltInFile.all.allSatisfy { $0.sha256.count == 64 && $0.sha256.allSatisfy(\.isHexDigit) })
        #expect(try Process.run(["fix", "--version"]).output == Process.run(["--version"]).output)
    }
}
