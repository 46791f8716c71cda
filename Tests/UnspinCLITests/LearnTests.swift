import Testing
import UnspinTestSupport

/// `unspin learn` and the use of what it learned, with the built binary. The spinner is made up.
@Suite struct LearnTests {
    private static let table = [
        ("minister", "secretary of affairs"), ("said", "voiced"), ("plan", "blueprint"), ("new school", "contemporary academy"), ("people", "folks"),
        ("in the", "within the"), ("money", "funds"), ("help", "succour"), ("old bridge", "aged span"), ("soon", "shortly"),
    ]
    private static let subjects = ["The minister", "A teacher", "My neighbour", "The mayor", "One of the people"]
    private static let verbs = ["said that", "wrote that", "told us that", "heard that"]
    private static let ends = [
        "the plan for the new school was good", "there was no money for the old bridge", "help would come soon", "people live in the valley",
        "money and help are on the way", "the old bridge will fall", "the new school opens soon", "nobody has seen the plan", "they met in spring",
    ]

    private static func sentence(_ number: Int) -> String {
        "\(subjects[number % subjects.count]) \(verbs[number / 3 % verbs.count]) \(ends[number / 2 % ends.count])."
    }

    private static func clean(_ document: Int) -> String {
        (0..<3).map { paragraph in (0..<4).map { sentence(document * 7 + paragraph * 5 + $0) }.joined(separator: " ") }
            .joined(separator: "\n\n") + "\n"
    }

    private static func spin(_ text: String) -> String {
        table.reduce(text) { text, pair in
            text.replacing(" " + pair.0, with: " " + pair.1)
        }
    }

    private func learn(_ arguments: [String]) throws -> Process.Outcome {
        let run = try Process.run(["learn"] + arguments)
        #expect(run.status == 0, "\(run.messages)")
        return run
    }

    private func check(_ folder: WorkFolder, _ run: Process.Outcome) throws {
        #expect(run.messages.contains("learned from 40 documents"))
        #expect(run.messages.contains("“folks” for “people”"))
        #expect(run.messages.contains("a tenth held out (4 documents"))
        let table = try folder.read("mine.tsv")
        for pair in Self.table { #expect(table.contains("\n\(pair.1)\t\(pair.0)\t"), "\(pair): \(table)") }
        // Nobody has seen this document.
        let clean = Self.clean(100)
        try folder.write(Self.spin(clean), to: "new.txt")
        let repaired = try Process.run(["fix", "--tables", folder["mine.tsv"], folder["new.txt"]])
        #expect(repaired.text == clean, "\(table)")
        try folder.write(clean, to: "human.txt")
        #expect(try Process.run(["fix", "--tables", folder["mine.tsv"], folder["human.txt"]]).text == clean)
    }

    @Test func aSpinnerIsLearnedFromPairsOfTexts() throws {
        try WorkFolder.with { folder in
            let lines = (0..<40).map { number in
                let (spun, clean) = (Self.spin(Self.clean(number)), Self.clean(number))
                return #"{"spun": "\#(spun.replacing("\n", with: "\\n"))", "clean": "\#(clean.replacing("\n", with: "\\n"))"}"#
            }
            try folder.write(lines.joined(separator: "\n"), to: "pairs.jsonl")
            try check(folder, try learn([folder["pairs.jsonl"], "-o", folder["mine.tsv"], "--profile", "mine"]))
        }
    }

    @Test func aSpinnerIsLearnedFromTwoFolders() throws {
        try WorkFolder.with { folder in
            for number in 0..<40 {
                try folder.write(Self.spin(Self.clean(number)), to: "spun/\(number % 3)/\(number).txt" + (number % 2 == 0 ? ".gz" : ""))
                try folder.write(Self.clean(number), to: "clean/\(number % 3)/\(number).txt" + (number % 2 == 0 ? ".gz" : ""))
            }
            let arguments = [folder["spun"], folder["clean"], "-o", folder["mine.tsv"]]
            try check(folder, try learn(arguments))
            try folder.write("No counterpart.", to: "spun/x.txt")
            let run = try Process.run(["learn"] + arguments)
            #expect(run.status == 2)
            #expect(run.messages.contains("clean/x.txt: there is no such file"))
        }
    }

    /// Tables that are written by hand hold no evidence; the language model stands in for it.
    @Test func aTableWithoutEvidenceIsUsed() throws {
        try WorkFolder.with { folder in
            let rows = Self.table.map { "\($0.1)\t\($0.0)\t5\n" }.sorted().joined()
            try folder.write("# profile: mine\n" + rows, to: "mine.tsv")
            let clean = Self.clean(100)
            try folder.write(Self.spin(clean), to: "spun.txt")
            try folder.write(clean, to: "human.txt")
            #expect(try Process.run(["fix", "--tables", folder["mine.tsv"], folder["spun.txt"]]).text == clean, "\(rows)")
            #expect(try Process.run(["fix", "--tables", folder["mine.tsv"], folder["human.txt"]]).text == clean)
        }
    }

    @Test func tablesOfOneProfileAreOne() throws {
        try WorkFolder.with { folder in
            try folder.write("# profile: mine\ngo to\tvisit\t1000\n", to: "tables/1.tsv")
            try folder.write("# profile: mine\nnavy\tmilitary\t1000\n", to: "tables/2.tsv")
            try folder.write("She paid a go to to a navy chief.", to: "a.txt")
            let options = ["fix", "--assume", "spun", "--only-tables", folder["a.txt"]]
            let expected = "She paid a visit to a military chief."
            #expect(try Process.run(options + ["--tables", folder["tables"]]).text == expected)
            #expect(try Process.run(options + ["--tables", folder["tables/1.tsv"], "--tables", folder["tables/2.tsv"]]).text == expected)
            #expect(try Process.run(["fix", "--tables", folder["tables/1.tsv"], "--tables", folder["a.txt"], folder["a.txt"]]).status == 64)
        }
    }

    @Test func tablesAddToABuiltInProfile() throws {
        try WorkFolder.with { folder in
            try folder.write("# profile: a\ngrand poobah\tminister\t50\n", to: "a.tsv")
            try folder.write("The overseas grand poobah mentioned that troopers had left.", to: "a.txt")
            let run = try Process.run(["fix", "--assume", "spun", "--tables", folder["a.tsv"], folder["a.txt"]])
            #expect(run.text == "The foreign minister said that soldiers had left.", "\(run.messages)")
            let explained = try Process.run(["explain", "--assume", "spun", "--tables", folder["a.tsv"], folder["a.txt"]]).text
            #expect(explained.contains("Spinner profile a writes “grand poobah” for “minister”."), "\(explained)")
        }
    }

    /// Whoever adds to a rarer family does not make it a common one: a sentence of profile a's stays its own.
    @Test(arguments: ["b", "e"])
    func tablesAddToARarerFamily(_ family: String) throws {
        try WorkFolder.with { folder in
            try folder.write("# profile: \(family)\ngrand poobah\tminister\t50\n", to: "more.tsv")
            let options = ["fix", "--assume", "spun", "--tables", folder["more.tsv"], folder["a.txt"]]
            try folder.write("The grand poobah of the village was kind.", to: "a.txt")
            #expect(try Process.run(options + ["--profile", family]).text.contains("The minister"))
            try folder.write("The overseas minister mentioned on Tuesday that troopers had left, however nobody had seen them within the town.", to: "a.txt")
            #expect(try Process.run(options).text == Process.run(["fix", "--assume", "spun", folder["a.txt"]]).text)
            #expect(try Process.run(["explain"] + options.dropFirst()).text.contains("Spinner profile a writes"))
        }
    }

    @Test func whatCannotBeLearnedFromIsSaid() throws {
        try WorkFolder.with { folder in
            try folder.write(#"{"spun": "one two three four", "clean": "five six seven eight"}"#, to: "p.jsonl")
            let run = try Process.run(["learn", folder["p.jsonl"], "-o", folder["t.tsv"]])
            #expect(run.status == 2)
            #expect(run.messages.contains("1 pair left out: the two texts have too little in common"))
            #expect(!folder.exists("t.tsv"))
            try folder.write("The minister said so.\n", to: "a.txt")
            let same = try Process.run(["learn", folder["a.txt"], folder["a.txt"], "-o", folder["t.tsv"]])
            #expect(same.status == 2 && same.messages.contains("nothing was replaced in what could be compared; no table was written"), "\(same.messages)")
            #expect(!folder.exists("t.tsv"))
            #expect(try Process.run(["learn", folder[""]]).status == 64)
            #expect(try Process.run(["learn"]).status == 64)
        }
    }
}
