import Testing
import UnspinFuzzing
import UnspinTestSupport

/// The inputs that fuzzing has kept: what must hold of any input holds of each of them.
@Suite struct CorpusTests {
    private static let folder = FixtureFolder.packageRoot() + "/Tests/UnspinFuzzing/Corpora"

    /// A target, and one of its inputs.
    struct Input: Sendable, CustomTestStringConvertible {
        var target: FuzzTarget
        var name: String
        var testDescription: String { "\(target.name)/\(name)" }
    }

    static func inputs() throws -> [Input] {
        try FuzzTarget.all.flatMap { target in
            try FixtureFolder.names(at: "\(folder)/\(target.name)").map { Input(target: target, name: $0) }
        }
    }

    @Test func everyTargetHasInputs() throws {
        for target in FuzzTarget.all {
            #expect(try Self.inputs().count { $0.target.name == target.name } >= 5, "\(target.name)")
        }
    }

    @Test(arguments: try inputs())
    func whatMustHoldHolds(_ input: Input) throws {
        let bytes = try FixtureFolder.read("\(Self.folder)/\(input.target.name)/\(input.name)")
        #expect(bytes.count <= input.target.longest)
        #expect(input.target.violations(bytes) == [])
    }
}
