import Testing

@testable import UnspinCore

@Suite struct ArticleTests {
    static let an = """
        apple hour honest honour honor heir immediate excellent egg ocean other umbrella uncle understanding unimportant uninterested
        unidentified utter utmost usher onerous Italian American old eight 
        """.split { $0 == " " || $0 == "\n" }.map(String.init)
    static let a = """
        banana house horse year university union unit united unique useful user usual utensil European one once one-time ewe
        uranium unanimous Ukrainian military week
        """.split { $0 == " " || $0 == "\n" }.map(String.init)
    static let neither = ["", "8", "MP", "UN", "FBI", "10th", "$5", "“", "Émile"]

    @Test func allWordsAreThere() {
        #expect(Self.an.count == 25)
        #expect(Self.a.count == 23)
        #expect(Self.neither.count == 9)
    }

    @Test(arguments: ["MRI", "FBI", "SUV", "8", "80", "11", "18", "11,000", "1800", "X", "F.B.I", "hour", "SOS", "EU"])
    func soundTakesAn(_ word: String) { #expect(Article.takesAn(sound: word) == true) }
    @Test(arguments: ["UK", "UN", "U", "U.S", "1", "10", "100", "118,000", "one-off", "university", "PhD", "CD"])
    func soundTakesA(_ word: String) { #expect(Article.takesAn(sound: word) == false) }
    @Test(arguments: ["", "NATO", "SEC", "$5"]) func soundDoesNotTell(_ word: String) { #expect(Article.takesAn(sound: word) == nil) }

    @Test(arguments: an) func takesAn(_ word: String) { #expect(Article.takesAn(Array(word.utf8).span) == true) }
    @Test(arguments: a) func takesA(_ word: String) { #expect(Article.takesAn(Array(word.utf8).span) == false) }
    @Test(arguments: neither) func lettersDoNotTell(_ word: String) { #expect(Article.takesAn(Array(word.utf8).span) == nil) }
}
