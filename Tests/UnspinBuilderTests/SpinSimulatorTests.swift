import Testing
import UnspinBuilder
import UnspinCore

struct SpinSimulatorTests {
    private static let rows = """
        # profile: small
        navy\tmilitary\t5
        army\tmilitary\t5
        help\tsupport\t4
        navy help\tmilitary support\t3
        guess\twild\t0.1
        final\tlast\t1
        last\t=\t1

        """

    private static func simulator() throws -> SpinSimulator {
        SpinSimulator(try PhraseTableSource(parsing: Array(rows.utf8)))
    }

    private static func spin(_ text: String, seed: UInt64 = 1) throws -> String {
        var simulator = try simulator()
        let document = simulator.spin(Array(text.utf8), seed: seed)
        #expect(document.human == Array(text.utf8))
        return String(decoding: document.spun, as: UTF8.self)
    }

    @Test func longerHeadsGoFirst() throws {
        #expect(try Self.spin("Military support is support.") == "Navy help is help.")
    }

    @Test func whatIsJoinedOrShoutedStays() throws {
        #expect(try Self.spin("self-support SUPPORT support-led Support") == "self-support SUPPORT support-led Help")
    }

    /// "wild" was only guessed, "last" was left standing half of the time.
    @Test func doubtfulHeadsStay() throws { #expect(try Self.spin("the last wild one") == "the last wild one") }

    @Test func oneHeadBecomesOneVariantInADocument() throws {
        var seen: Set<String> = []
        for seed in 0..<40 {
            let spun = try Self.spin("a military man, a military plan, a military end", seed: UInt64(seed))
            #expect(["a navy man, a navy plan, a navy end", "a army man, a army plan, a army end"].contains(spun))
            #expect(try Self.spin("a military man, a military plan, a military end", seed: UInt64(seed)) == spun)
            seen.insert(spun)
        }
        #expect(seen.count == 2)
    }
}
