import Testing
import UnspinTestSupport

/// What the built command does to the system around it: no network, and no files but those that were named.
@Suite struct TrustTests {
    /// Containers may forbid it, and a sanitizer opens files of its own.
    private static let canTrace = !Process.isSanitized && (try? Process.run(["strace", "-o", "/dev/null", "true"], program: "/usr/bin/env").status) == 0

    @Test func nothingOfTheNetworkIsLinked() throws {
        let symbols = try WorkFolder.filter(["nm", "-D", "--undefined-only", Process.unspin], [])
        let names = String(decoding: symbols, as: UTF8.self).split(separator: "\n").map { $0.split(separator: " ").last!.prefix { $0 != "@" } }
        #expect(names.contains("rename"))
        // `socketpair` is how a judge is talked to.
        let forbidden: Set<Substring> = ["socket", "connect", "bind", "listen", "accept", "accept4", "getaddrinfo", "gethostbyname", "sendto"]
        #expect(names.filter { forbidden.contains($0) } == [])
    }

    /// A system call of a run: its name, and its arguments as strace shows them.
    private struct Call {
        var name: Substring
        var arguments: Substring

        var paths: [String] {
            arguments.split(separator: "\"", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
        }
    }

    /// - Parameter options: those of strace, which say what it traces.
    private func trace(_ arguments: [String], _ options: [String] = ["-e", "trace=%file,%network"], in folder: WorkFolder) throws -> [Call] {
        let run = try Process.run(
            ["-C", folder.path, "strace", "-f", "-s", "4096"] + options + ["-o", folder["calls"], Process.unspin] + arguments,
            program: "/usr/bin/env")
        #expect(run.status == 0, "\(run.messages)")
        return try folder.read("calls").split(separator: "\n").compactMap { line in
            // “1234  openat(…) = 3”, and “exited with 0” and the like.
            guard let open = line.firstIndex(of: "("), !line.contains(" = -1 E"), !line.contains("resumed>") else { return nil }
            return Call(name: line[..<open].split(separator: " ").last ?? "", arguments: line[line.index(after: open)...])
        }
    }

    @Test(.enabled(if: canTrace)) func onlyNamedFilesAreWritten() throws {
        try WorkFolder.with { folder in
            let line = #"{"text": "\#(WorkFolder.spun)"}"# + "\n"
            try folder.write(WorkFolder.spun, to: "in/a.txt")
            try folder.write(line, to: "in/deep/b.jsonl.gz")
            try folder.write(line, to: "c.jsonl")
            try folder.write("", to: "calls")
            let calls = try trace(
                ["fix", "in", "c.jsonl", "-o", "out", "--edits", "edits", "--summary", "s.json", "--report", "r.html"] + WorkFolder.repairing,
                in: folder)
            #expect(calls.contains { $0.name == "execve" })
            #expect(calls.filter { ["socket", "connect", "bind", "sendto", "sendmsg"].contains($0.name) }.map(\.arguments) == [])

            let named = ["a.txt", "deep/b.jsonl.gz", "c.jsonl"].flatMap { ["out/\($0)", "edits/\($0).edits.jsonl"] } + ["s.json", "r.html"]
            #expect(try folder.files("out").count == 3)
            var temporaries: Set<String> = []
            for call in calls {
                switch call.name {
                case "open", "openat", "creat", "openat2":
                    let writes = ["O_WRONLY", "O_RDWR", "O_CREAT"].contains { call.arguments.contains($0) } || call.name == "creat"
                    guard writes, let path = call.paths.first else { continue }
                    if path == "out/.unspin-resume" {
                        #expect(call.arguments.contains("O_NOFOLLOW"))
                        continue
                    }
                    // What a file is called until it is complete: nobody can guess it, and what is there is not opened.
                    #expect(call.arguments.contains("O_EXCL"), "\(call.arguments)")
                    #expect(temporaries.insert(path).inserted)
                case "rename", "renameat", "renameat2":
                    let paths = call.paths
                    #expect(temporaries.remove(paths[0]) != nil, "\(call.arguments)")
                    #expect(named.contains(paths[1]), "\(call.arguments)")
                    let (folder, file) = Self.parts(paths[1])
                    let mark = "\(folder).\(file).unspin-"
                    #expect(paths[0].hasPrefix(mark) && paths[0].count > mark.count + 8, "\(paths[0])")
                case "mkdir", "mkdirat": #expect(["out", "out/deep", "edits", "edits/deep"].contains(call.paths[0]), "\(call.arguments)")
                case "unlink", "unlinkat": #expect(call.paths == ["out/.unspin-resume"])
                case "symlink", "symlinkat", "link", "linkat", "rmdir", "truncate", "mknod", "mknodat", "chmod", "chown", "utimensat":
                    Issue.record("\(call.name) \(call.arguments)")
                default: break
                }
            }
            #expect(temporaries.isEmpty)
        }
    }

    /// A pulled plug takes no file away that was there already when the run ended, nor its name.
    @Test(.enabled(if: canTrace)) func namesAreOnTheDisk() throws {
        try WorkFolder.with { folder in
            for name in ["a.txt", "deep/b.txt", "deep/c.txt"] { try folder.write(WorkFolder.spun, to: "in/" + name) }
            try folder.write("", to: "calls")
            let calls = try trace(
                ["fix", "in", "-o", "out", "--edits", "edits", "--summary", "s.json"] + WorkFolder.repairing,
                ["-y", "-e", "trace=rename,renameat,renameat2,mkdir,mkdirat,unlink,unlinkat,fsync"], in: folder)
            var waiting: Set<String> = []
            var synced = 0
            for call in calls {
                switch call.name {
                case "fsync":
                    // “7</tmp/…/out>) = 0”
                    let path = call.arguments.split(separator: "<")[1].split(separator: ">")[0]
                    if waiting.remove(String(path)) != nil { synced += 1 }
                case "unlink", "unlinkat": #expect(waiting.isEmpty, "the journal goes before the names are on the disk")
                default:
                    let path = folder[try #require(call.paths.last)]
                    waiting.insert(String(path[..<path.lastIndex(of: "/")!]))
                }
            }
            #expect(waiting.isEmpty)
            // The folder itself, twice; out, out/deep, edits, edits/deep, once for all that is in them.
            #expect(synced == 6)
        }
    }

    @Test(.enabled(if: canTrace), arguments: ["detect", "explain"])
    func readersWriteNoFiles(_ command: String) throws {
        try WorkFolder.with { folder in
            try folder.write(WorkFolder.spun, to: "a.txt")
            try folder.write("", to: "calls")
            for call in try trace([command, "a.txt"] + WorkFolder.repairing, in: folder) where call.name.hasPrefix("open") {
                #expect(call.arguments.contains("O_RDONLY"), "\(call.arguments)")
            }
        }
    }

    private static func parts(_ path: String) -> (folder: Substring, file: Substring) {
        guard let slash = path.lastIndex(of: "/") else { return ("", path[...]) }
        return (path[...slash], path[path.index(after: slash)...])
    }
}
