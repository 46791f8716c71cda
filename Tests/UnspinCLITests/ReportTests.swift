import Testing
import Unspin
import UnspinTestSupport
@testable import UnspinCLI

/// The page of `--report`. What a browser makes of it is tried by Tests/Scripts/test-report.
@Suite struct ReportTests {
    @Test(arguments: [
        ("<script>&\"'", "&lt;script&gt;&amp;&quot;&#39;"),
        ("<!-- ]]> &lt;", "&lt;!-- ]]&gt; &amp;lt;"),
        ("a\u{2028}b\tc\n", "a\u{2028}b\tc\n"),
        ("\u{0}\u{1B}\u{202E}", ["0000", "001B", "202E"].map { "<span class=\"code-point\">U+\($0)</span>" }.joined()),
        ("pay\u{200B}ment 👩‍🚀", "pay\u{200B}ment 👩‍🚀"),
    ])
    func textIsEscaped(_ text: String, _ html: String) {
        var writer = HTMLWriter()
        writer.text(text)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == html)
    }

    @Test func whatNobodySeesIsShownInPhrases() {
        var writer = HTMLWriter()
        writer.text("pay\u{200B}ment\u{AD}\u{2028}", showsAll: true)
        let names = String(decoding: writer.bytes, as: UTF8.self).split(separator: "U+").dropFirst().map { $0.prefix { $0 != "<" } }
        #expect(names == ["200B", "00AD", "2028"])
    }

    @Test func attributesAreEscaped() {
        var writer = HTMLWriter()
        writer.open("p", ["data-step": "\" onfocus='x' \u{0}<>", "data-profile": ""])
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "<p data-step=\"&quot; onfocus=&#39;x&#39; \u{FFFD}&lt;&gt;\" data-profile=\"\">")
    }

    @Test(arguments: ["report.css", "report.js"])
    func thePolicyKnowsTheAssets(_ name: String) throws {
        let (asset, hash) = name == "report.css"
            ? (ReportAssets.style, ReportAssets.styleHash) : (ReportAssets.script, ReportAssets.scriptHash)
        let file = FixtureFolder.packageRoot() + "/Sources/CUnspinReport/" + name
        let isNewest = try FixtureFolder.read(file) == asset
        #expect(isNewest, "the build holds an older \(name)")
        let sum = try WorkFolder.filter(["sha256sum"], asset).prefix(64)
        var bits: [UInt8] = []
        for digit in sum {
            let value = UInt8(String(decoding: [digit], as: UTF8.self), radix: 16)!
            bits += (0..<4).map { value >> (3 - $0) & 1 }
        }
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        let text = stride(from: 0, to: bits.count, by: 6).map { at in
            digits[(0..<6).reduce(0) { $0 * 2 + (at + $1 < bits.count ? Int(bits[at + $1]) : 0) }]
        }
        #expect(hash == String(text) + "=", "ReportAssets: this is the hash of \(name) now")
        // Nothing in it ends the element that it stands in.
        let content = String(decoding: asset, as: UTF8.self)
        for end in ["</", "<!--"] {
            let isThere = content.contains(end)
            #expect(!isThere, "\(end)")
        }
    }

    @Test func suspicionsUnderEditsAreLeftOut() {
        let edits = [10..<14, 20..<24].map {
            Edit(range: $0, original: "a", replacement: "b", step: "phrases", rule: "r", confidence: 1, reason: "")
        }
        let suspicions = [0..<5, 3..<6, 12..<16, 18..<20, 24..<30].map {
            Suspicion(range: $0, original: "a", proposal: "b", step: "terms", confidence: 0.5, reason: "")
        }
        #expect(Finding.all(edits, suspicions).map(\.range) == [0..<5, 10..<14, 18..<20, 20..<24, 24..<30])
    }

    @Test func rareSubstitutionsAreForgottenBeforeFrequentOnes() {
        func counts(_ originals: [String]) -> SubstitutionCounts {
            var counts = SubstitutionCounts()
            for original in originals {
                counts.add(Finding(Edit(
                    range: 0..<1, original: original, replacement: "x", step: "phrases", rule: "", confidence: 1, reason: "")))
            }
            return counts
        }
        var all = counts([])
        for block in 0..<20 { all += counts((0..<2000).map { "rare \(block) \($0)" } + ["Often", "often", "often"]) }
        #expect(all.counts.count <= 1 << 14)
        #expect(all.top(1).map(\.key.original) == ["often"])
        #expect(all.top(1).map(\.value) == [60])
        #expect(all.mostForgotten >= 1)
    }

    @Test func whatWasDoneBeforeAnInterruptionIsTold() throws {
        let collector = try #require(ReportCollector(Arguments(command: .fix, values: [.report: ["r.html"]])))
        func page(resumed: Int) -> String {
            let summary = RunSummary(counts: Counts(), files: 5, skipped: 0, resumed: resumed)
            return String(decoding: ReportPage(collector, summary).bytes, as: UTF8.self)
        }
        let (fresh, resumed) = (page(resumed: 0).contains("interruption"), page(resumed: 3).contains("3 files had been done before an"))
        #expect(!fresh)
        #expect(resumed)
    }

    // MARK: The built command

    private func page(_ folder: WorkFolder, _ arguments: String..., command: String = "fix", status: Int32 = 0) throws -> String {
        let run = try Process.run([command] + WorkFolder.repairing + arguments + ["--report", folder["r.html"]])
        #expect(run.status == status, "\(run.messages)")
        return try folder.read("r.html")
    }

    private func count(_ word: String, _ page: String) -> Int { page.split(separator: word, omittingEmptySubsequences: false).count - 1 }

    private func jsonl(_ texts: [String]) -> String { texts.map { "{\"text\": \"\($0)\"}\n" }.joined() }

    @Test func aPageShowsTheRun() throws {
        try WorkFolder.with { folder in
            try folder.write(WorkFolder.spun + "\nNothing here.\n\nHe paid a go to to Chad.\n", to: "in/a.txt")
            try folder.write(jsonl([WorkFolder.clean, WorkFolder.spun]), to: "in/b.jsonl")
            let page = try page(folder, folder["in"], "-o", folder["out"])
            for part in [
                "<dt>documents</dt><dd>3</dd>", "<dt>repaired</dt><dd>2</dd>", "<dt>changes</dt><dd>3</dd>",
                "Made by Unspin \(Unspinner.version).", "All 2 documents", "in/a.txt</h3>", "in/b.jsonl, line 2</h3>",
                "<del>go to</del><ins>visit</ins>", "Spinner profile test writes “go to” for “visit”.",
                "<label><input type=\"checkbox\" name=\"profile\" value=\"test\" checked=\"\">test</label>",
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; style-src &#39;sha256-\(ReportAssets.styleHash)&#39;; "
                    + "script-src &#39;sha256-\(ReportAssets.scriptHash)&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;\">",
            ] {
                let isThere = page.contains(part)
                #expect(isThere, "\(part)")
            }
            #expect(count("<article", page) == 2)
            #expect(count("data-kind=\"change\"", page) == 3)
            let isNarrow = !page.contains("Nothing here.")
            #expect(isNarrow)
            // Looking is enough: the same page comes of a run that writes nothing else.
            for others in [
                try self.page(folder, folder["in"], "--check", status: 1), try self.page(folder, folder["in"], command: "explain"),
                try self.page(folder, folder["in"], "--threads", "1", command: "explain"),
            ] {
                let isSame = others == page
                #expect(isSame)
            }
        }
    }

    @Test func nothingOfTheInputIsMarkup() throws {
        try WorkFolder.with { folder in
            let attack = "</script><script>x()</script><img src=y onerror=z><!--\"'"
            let name = "in/" + attack.replacing("/", with: "_") + ".txt"
            try folder.write("She \(attack) paid a go to \(attack) to Mali.", to: name)
            let table = try Fixtures.text("table.tsv").replacing("# profile: test", with: "# profile: <script>p()</script>")
            try folder.write(table, to: "attack.tsv")
            let run = try Process.run([
                "explain", folder["in"], "--assume", "spun", "--only-tables", "--tables", folder["attack.tsv"], "--report", folder["r.html"],
            ])
            #expect(run.status == 0, "\(run.messages)")
            let page = try folder.read("r.html")
            #expect(count("<article", page) == 1)
            for (tag, times) in [("<script", 1), ("</script", 1), ("<img", 0), ("<!--", 0), ("</style", 1)] {
                #expect(count(tag, page) == times, "\(tag)")
            }
            #expect(page.contains("&lt;_script&gt;&lt;script&gt;x()"), "the file's name")
            #expect(page.contains("Spinner profile &lt;script&gt;p()&lt;/script&gt; writes"), "the table's name")
        }
    }

    @Test func onlyTheFirstDocumentsAreShown() throws {
        try WorkFolder.with { folder in
            try folder.write(jsonl((0..<900).map { $0 % 3 == 0 ? WorkFolder.clean : WorkFolder.spun }), to: "a.jsonl")
            let page = try page(folder, folder["a.jsonl"], "--check", status: 1)
            #expect(page.contains("The first 500 of 600 documents"))
            #expect(page.contains("the other 100 are counted"))
            #expect(count("<article", page) == ReportLimits.documents)
            #expect(page.contains("<dt>changes</dt><dd>600</dd>"))
            #expect(page.contains("<ins>visit</ins></th>"))
        }
    }

    @Test(arguments: ["a.txt", "a.jsonl"])
    func onlyTheFirstChangesOfADocumentAreShown(_ name: String) throws {
        try WorkFolder.with { folder in
            let text = String(repeating: WorkFolder.spun + " ", count: 250)
            try folder.write(name == "a.txt" ? text : jsonl([text]), to: name)
            let page = try page(folder, folder[name], "--check", status: 1)
            #expect(count("data-kind=\"change\"", page) == ReportLimits.findings)
            #expect(page.contains("The first 200 are shown, 50 more are not."))
        }
    }

    @Test func theMiddleOfLongLinesIsLeftOut() throws {
        try WorkFolder.with { folder in
            let filling = String(repeating: "müßige Wörter ", count: 30_000)
            try folder.write("Before \(filling) a go to \(filling) a navy \(filling) behind.", to: "a.txt")
            let page = try page(folder, folder["a.txt"], "--check", status: 1)
            let passage = try #require(page.split(separator: "<p class=\"passage\"").last)
            #expect(passage.utf8.count < 60_000)
            #expect(count(" … ", String(passage)) == 3)
            #expect(!passage.contains("\u{FFFD}"))
        }
    }

    @Test func aTextOfManyPiecesIsOneDocument() throws {
        try WorkFolder.with { folder in
            let human = String(repeating: "The wind is cold today.\n\n", count: 60_000)
            try folder.write(WorkFolder.spun + "\n\n" + human + WorkFolder.spun + "\n\n" + human + WorkFolder.spun, to: "a.txt")
            let page = try page(folder, folder["a.txt"], "--check", status: 1)
            #expect(count("<article", page) == 1)
            #expect(count("data-kind=\"change\"", page) == 3)
            let ids = page.matches(of: /id="([^"]*)"/).map(\.output.1)
            #expect(Set(ids).count == ids.count)
        }
    }

    @Test func aPageThatCannotBeWrittenIsTold() throws {
        let run = try Process.run(
            ["explain"] + WorkFolder.repairing + ["--report", "/dev/full"], input: Array(WorkFolder.spun.utf8))
        #expect(run.status == 74)
        #expect(run.messages.contains("/dev/full: cannot be written"))
        try WorkFolder.with { folder in
            _ = try Process.run(["fix", "--report", folder["none/r.html"]] + WorkFolder.repairing, input: Array(WorkFolder.spun.utf8))
            #expect(try folder.files() == [])
        }
    }

    @Test func standardInputHasAName() throws {
        try WorkFolder.with { folder in
            _ = try Process.run(["fix", "--report", folder["r.html"]] + WorkFolder.repairing, input: Array(WorkFolder.spun.utf8))
            #expect(try folder.read("r.html").contains("standard input</h3>"))
        }
    }
}
