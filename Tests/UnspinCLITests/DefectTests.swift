import Testing
import UnspinTestSupport

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Status 70, with the built binary: what is nobody's fault but ours, or our copy's.
@Suite struct DefectTests {
    @Test(arguments: [
        ("language.bin", 0, "this is no Unspin model"), ("language.bin", 100, "the model is damaged"), ("context.bin", 8, "the model has format"),
        ("tables.bin", 0, "this is no Unspin model"),
    ])
    func aDamagedCommandSaysSo(_ file: String, _ offset: Int, _ finding: String) throws {
        try WorkFolder.with { folder in
            try DamagedCommand.write(to: folder["unspin"], file: file, offset: offset)
            try folder.write(WorkFolder.spun, to: "a.txt")
            let commands = [["fix", folder["a.txt"], "-o", folder["out.txt"]], ["detect", folder["a.txt"]]] + (file == "tables.bin" ? [["tables", "list"]] : [])
            for arguments in commands {
                let run = try Process.run(arguments, program: folder["unspin"])
                #expect(run.status == 70 && run.output.isEmpty, "\(arguments): \(run.status) \(run.messages)")
                #expect(run.messages.hasPrefix("unspin: this copy of unspin is damaged: its built-in model or tables cannot be used (\(finding)"), "\(run.messages)")
                #expect(run.messages.hasSuffix("); install it again, and report it if that does not help\n"), "\(run.messages)")
            }
            #expect(!folder.exists("out.txt"))
            #expect(try Process.run(["--version"], program: folder["unspin"]).status == 0)
        }
    }

    /// The signal is what a trap of the command's own would be answered with. It comes while the command waits for input.
    private func killed(by signal: String, _ environment: String, in folder: WorkFolder) throws -> Process.Outcome {
        let script = "cd \"$0\"; mkfifo f.txt; \(environment) \"$1\" fix f.txt -o out.txt & exec 3> f.txt; kill -\(signal) $!; wait $!"
        return try Process.run(["-c", script, folder.path, Process.unspin], program: "/bin/sh")
    }

    @Test(arguments: ["ILL", "TRAP", "ABRT", "BUS", "FPE", "SEGV"])
    func aTrapIsTold(_ signal: String) throws {
        try WorkFolder.with { folder in
            let run = try killed(by: signal, "env -u SWIFT_BACKTRACE", in: folder)
            #expect(run.status == 70, "\(run.status) \(run.messages)")
            #expect(run.messages.hasPrefix("unspin: stopped by a defect of its own"), "\(run.messages)")
            #expect(run.messages.contains("report what it shows with the command and its input"))
            #expect(!folder.exists("out.txt"))
        }
    }

    @Test func whoAsksForSwiftsReportHasTheSignal() throws {
        try WorkFolder.with { folder in
            let run = try killed(by: "ILL", "env SWIFT_BACKTRACE=enable=no", in: folder)
            #expect(run.status == 128 + SIGILL)
        }
    }

    /// Want of memory is no defect.
    @Test(.enabled(if: (try? Process.run(["clang", "--version"], program: "/usr/bin/env").status) == 0), arguments: [".gz", ".zst"])
    func wantOfMemoryForPackingIsToldAsWhatItIs(_ ending: String) throws {
        try WorkFolder.with { folder in
            let source = Fixtures.folder + "/preload/no_memory.c"
            _ = try WorkFolder.filter(["clang", "-shared", "-fPIC", "-o", folder["no_memory.so"], source], [])
            try folder.write(WorkFolder.spun, to: "a.txt")
            try folder.write(WorkFolder.spun, to: "b.txt" + ending)
            func fix(_ arguments: String...) throws -> Process.Outcome {
                try Process.run(["LD_PRELOAD=" + folder["no_memory.so"], Process.unspin, "fix"] + arguments, program: "/usr/bin/env")
            }
            let packing = try fix(folder["a.txt"], "-o", folder["c.txt" + ending])
            #expect(packing.status == 74)
            #expect(
                packing.messages == "unspin: \(folder["c.txt" + ending]): cannot be written: Cannot allocate memory; "
                    + "give it more memory, or less to do at once (--threads 1)\n")
            #expect(try folder.files().filter { $0.contains("c.txt") } == [])
            let unpacking = try fix(folder["b.txt" + ending])
            #expect(unpacking.status == 2)
            #expect(unpacking.messages.contains("b.txt\(ending): cannot be read: Cannot allocate memory; give it more memory"), "\(unpacking.messages)")
        }
    }
}
