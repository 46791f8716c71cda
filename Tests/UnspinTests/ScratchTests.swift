import Testing
import Unspin
import UnspinTestSupport

/// One scratch for many texts gives what a text by itself gets.
@Suite struct ScratchTests {
    private static func assuming(_ assumption: Configuration.Assumption) throws -> Unspinner {
        var configuration = Configuration()
        configuration.assumption = assumption
        return try Unspinner(configuration)
    }

    private static func outcome(of scratch: borrowing Scratch) -> [UInt8] {
        scratch.withBytes { bytes in bytes.indices.map { bytes[$0] } }
    }

    @Test(arguments: Configuration.Assumption.allCases)
    func everyTextIsRepairedAsByItself(_ assumption: Configuration.Assumption) throws {
        let unspinner = try Self.assuming(assumption)
        var scratch = Scratch()
        let texts = try Documents.all().map(\.bytes) + [[], Array("caf\u{82}".utf8), [0xFF, 0xC3, 0x28, 0x80], Array("раyment donâ€™t {a|b}".utf8)]
        for text in texts {
            let alone = unspinner.explain(utf8: text)
            let isChanged = unspinner.repair(text.span.bytes, using: &scratch)
            #expect(isChanged == (alone.bytes != text))
            #expect(Self.outcome(of: scratch) == alone.bytes)
            #expect(scratch.edits == alone.edits)
            #expect(scratch.damage == alone.damage)
            let damage = unspinner.damage(in: text.span.bytes, using: &scratch)
            #expect(damage == alone.damage && damage == scratch.damage)
            // Reading changes nothing, though it looks beneath what hides words.
            #expect(Self.outcome(of: scratch) == text)
            #expect(scratch.edits == [])
        }
    }

    @Test func aPartOfALargerBufferIsAText() throws {
        let unspinner = try Self.assuming(.spun)
        let sentence = Array("The overseas minister mentioned that tons of of troopers had left.".utf8)
        let buffer = Array("xx".utf8) + sentence + Array("yy".utf8)
        var scratch = Scratch()
        let span = buffer.span.bytes
        #expect(unspinner.repair(span.extracting(2..<(2 + sentence.count)), using: &scratch))
        #expect(String(decoding: Self.outcome(of: scratch), as: UTF8.self) == "The foreign minister said that hundreds of soldiers had left.")
        #expect(scratch.edits.first?.range == 4..<12)
    }

    @Test func aScratchMayGoFromOneUnspinnerToAnother() throws {
        let text = try Documents.article(#require(Documents.spunNames().first), "spun")
        let (auto, clean) = (try Self.assuming(.auto), try Self.assuming(.clean))
        var scratch = Scratch()
        for _ in 1...2 {
            #expect(auto.repair(text.span.bytes, using: &scratch))
            #expect(!clean.repair(text.span.bytes, using: &scratch))
            #expect(Self.outcome(of: scratch) == text)
        }
    }
}
