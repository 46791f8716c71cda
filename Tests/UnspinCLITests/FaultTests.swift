import Testing
import UnspinTestSupport

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What goes wrong around the command: the user is told, and nothing is lost. With the built binary.
@Suite struct FaultTests {
    /// A row of `faults.tsv`.
    struct Fault: CustomTestStringConvertible {
        enum Left: String { case nothing, all, some, resumed }

        var name: String
        var script: String
        var status: Int32
        var message: String?
        var left: Left

        var testDescription: String { name }

        static func all() throws -> [Fault] {
            try Fixtures.rows("faults.tsv").map { row in
                try #require(row.count == 5, "\(row)")
                return Fault(
                    name: row[0], script: row[1], status: try #require(Int32(row[2])), message: row[3] == "-" ? nil : row[3],
                    left: try #require(Left(rawValue: row[4])))
            }
        }

        /// A sanitizer needs terabytes of addresses, and files of its own.
        var allowsSanitizer: Bool { !script.contains("ulimit -f") && !script.contains("ulimit -v") }
    }

    private static let inputs = ["a.txt", "b.jsonl", "c.txt.gz", "d.jsonl.zst", "z.txt"]

    /// What the rows of the table may use.
    private static let prelude = """
        cd "$0" || exit 99
        unspin() { "$UNSPIN" "$@"; }
        fix() { "$UNSPIN" fix $REPAIR "$@"; }
        begin() { exec "$UNSPIN" fix $REPAIR "$@"; }
        bare() { shift; $BARE "$UNSPIN" fix $REPAIR "$@"; }
        damage() { mkdir p; cp "$1" p; size=$(wc -c < "$1"); printf '\\125\\252' | dd of=p/"${1##*/}" bs=1 seek=$((size - $2)) conv=notrunc status=none; }

        """

    private static func shell(_ script: String, in folder: WorkFolder, input: [UInt8] = []) throws -> Process.Outcome {
        // Root without its right to read and write everything.
        let bare = getuid() == 0 ? "setpriv --bounding-set=-dac_override,-dac_read_search" : ""
        let variables = [
            "UNSPIN=" + Process.unspin, "REPAIR=" + WorkFolder.repairing.joined(separator: " "), "BARE=" + bare,
            // A crash is to be seen at once.
            "SWIFT_BACKTRACE=enable=no",
        ]
        return try Process.run(
            variables + ["timeout", "120", "sh", "-c", prelude + script, folder.path], program: "/usr/bin/env", input: input)
    }

    /// The inputs and what comes of them, made once, as a tar archive.
    private static let made = Result { try WorkFolder.with { try makeInputs($0) } }

    private static func makeInputs(_ folder: WorkFolder) throws -> [UInt8] {
        let line = #"{"text": "\#(WorkFolder.spun)"}"# + "\n"
        let text = WorkFolder.spun + " It is late.\n\n"
        try folder.write(text, to: "in/a.txt")
        try folder.write(line + line, to: "in/b.jsonl")
        try folder.write(text, to: "in/c.txt.gz")
        try folder.write(line, to: "in/d.jsonl.zst")
        try folder.write(String(repeating: text, count: 400), to: "in/z.txt")
        let whole = try shell("fix in -o whole --edits edits --quiet && cp -r whole kept && tar cf - in whole edits kept", in: folder)
        try #require(whole.status == 0, "\(whole.messages)")
        return whole.output
    }

    @Test(arguments: try Fault.all().filter { !Process.isSanitized || $0.allowsSanitizer })
    func nothingIsLost(_ fault: Fault) throws {
        try WorkFolder.with { folder in
            let unpacked = try Self.shell("tar xf -", in: folder, input: Self.made.get())
            try #require(unpacked.status == 0, "\(unpacked.messages)")
            let before = try folder.contents("in")
            let whole = try folder.contents("whole")
            let run = try Self.shell(fault.script, in: folder)
            _ = try Self.shell("chmod -R u+rwX in out 2>/dev/null", in: folder)
            #expect(run.status == fault.status, "\(run.messages)")
            if let message = fault.message {
                #expect(run.messages.contains(message), "\(run.messages)")
            } else {
                #expect(run.messages == "")
            }
            for (name, contents) in try folder.contents("in") where !name.contains(".unspin-resume") {
                let isRight = contents == before[name] || (fault.script.contains("--in-place") && contents == whole[name])
                #expect(isRight, "in/\(name) is another")
            }
            #expect(try folder.files("in").filter { $0 != ".unspin-resume" } == Self.inputs)
            try checkOutputs(fault.left, folder, whole)
            if fault.left == .resumed {
                let resumed = try Self.shell("fix in -o out --resume --quiet", in: folder)
                #expect(resumed.status == 0 && resumed.messages == "", "\(resumed.messages)")
                try checkOutputs(.all, folder, whole)
            }
            try count(fault, folder)
        }
    }

    private func checkOutputs(_ left: Fault.Left, _ folder: WorkFolder, _ whole: [String: String]) throws {
        let outputs = folder.exists("out") ? try folder.contents("out") : [:]
        switch left {
        case .nothing: #expect(outputs.keys.sorted() == [])
        case .all: #expect(outputs.keys.sorted() == whole.keys.sorted())
        case .some: #expect(!outputs.isEmpty && outputs.count < whole.count)
        case .resumed: #expect(outputs.keys.contains(".unspin-resume") || outputs.isEmpty)
        }
        for (name, contents) in outputs where name != ".unspin-resume" { #expect(contents == whole[name], "out/\(name) is not whole") }
    }

    /// `UNSPIN_FAULTS=FILE`: a line for each fault, and the bytes that were looked at.
    private func count(_ fault: Fault, _ folder: WorkFolder) throws {
        guard let path = getenv("UNSPIN_FAULTS"), let file = fopen(path, "ab") else { return }
        defer { fclose(file) }
        let bytes = try (folder.contents("in").values + (folder.exists("out") ? Array(folder.contents("out").values) : []))
            .reduce(0) { $0 + $1.utf8.count }
        fputs("\(fault.name)\t\(bytes)\n", file)
    }

    /// Without rows, the test above would only be skipped.
    @Test func allFaultsAreThere() throws { #expect(try Fault.all().count == 78) }
}
