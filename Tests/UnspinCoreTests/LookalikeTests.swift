import CUnspinSpoof
import Testing

@testable import UnspinCore

@Suite struct LookalikeTests {
    @Test func theTableIsThere() { #expect(Lookalike.listed.count > 150) }

    /// Exact look-alikes are confusable for the spoof checker, too.
    @Test(arguments: Lookalike.listed.filter { Lookalike($0)!.isExact && !Lookalike($0)!.kind.isStyle })
    func exactOnesAreConfusable(_ scalar: UInt32) {
        let letter = Lookalike(scalar)!.letter
        let isKnown = unspin_spoof_confusable(Int32(scalar), Int32(letter)) == 1
        #expect(isKnown, "\(Unicode.Scalar(scalar)!) for \(Unicode.Scalar(letter)!)")
    }

    @Test func stylesAreComputed() {
        #expect(Lookalike(0xff21)?.letter == 0x41)
        #expect(Lookalike(0xff5a)?.letter == 0x7a)
        #expect(Lookalike(0x1d400)?.letter == 0x41)
        #expect(Lookalike(0x1d41a)?.letter == 0x61)
        #expect(Lookalike(0x1d6a3)?.letter == 0x7a)
        #expect(Lookalike(0x1d6a8) == nil)
    }

    @Test(arguments: "aZ9éßøñ".unicodeScalars.map(\.value)) func latinLettersAreNone(_ scalar: UInt32) { #expect(Lookalike(scalar) == nil) }
}
