import UnspinCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The commands of the builder that make and ask language models.
public enum LanguageModelFiles {
    /// Compiles the ARPA file at `arpa` into `out`, which appears only when it is whole; then opens it as a check.
    public static func compile(arpa: String, out: String) throws -> [LanguageModelCompiler.Report] {
        let model = try LanguageModelARPA(read(arpa))
        var compiler = LanguageModelCompiler()
        let image = try compiler.compile(model)
        try write(image, to: out)
        let opened = try LanguageModel.open(path: out)
        guard opened.checksumIsRight() else { throw ModelError.corrupt("checksum") }
        return compiler.reports
    }

    /// Scores lines of tokens as they stand (`the cat sat .`): for each the log with `<s>` and `</s>`.
    public static func score(model: LanguageModel, lines: [UInt8], each: (String) -> Void) -> (logs: Double, tokens: Int, unknown: Int) {
        var (sum, tokens, unknown) = (0.0, 0, 0)
        for line in lines.split(separator: 10, omittingEmptySubsequences: false) {
            if line.isEmpty { continue }
            var state = model.start
            var output = ""
            let words = line.split(separator: 32).map { model.id(of: WordHash.of(folded: $0)) }
            for word in words + [model.end] {
                let (log, next) = model.score(word, from: state)
                state = next
                sum += Double(log)
                tokens += 1
                if word == 0 { unknown += 1 }
                output += output.isEmpty ? "\(log)" : " \(log)"
            }
            each(output)
        }
        return (sum, tokens, unknown)
    }

    /// Queries in a second and opening time, on one thread, with `lines` of tokens asked `rounds` times.
    public static func benchmark(path: String, lines: [UInt8], rounds: Int) throws -> String {
        let clock = ContinuousClock()
        var model = try LanguageModel.open(path: path)
        let opening = try clock.measure { model = try LanguageModel.open(path: path) }
        let sentences = lines.split(separator: 10).map { line in
            line.split(separator: 32).map { model.id(of: WordHash.of(folded: $0)) }
        }
        let queries = sentences.reduce(0) { $0 + $1.count + 1 }
        var sum: Float = 0
        let first = clock.measure {
            for sentence in sentences { sum += model.score(sentence + [model.end], from: model.start).0 }
        }
        let time = clock.measure {
            for _ in 0..<rounds {
                for sentence in sentences {
                    var state = model.start
                    for word in sentence {
                        let (log, next) = model.score(word, from: state)
                        sum += log
                        state = next
                    }
                    sum += model.score(model.end, from: state).0
                }
            }
        }
        let checksum = clock.measure { _ = model.checksumIsRight() }
        return """
            opening \(opening), \(queries) queries, first pass \(first), then \(time / rounds) a pass: \
            \(Double(queries * rounds) / (time / .seconds(1))) queries/s, checksum \(checksum), sum \(sum)
            """
    }

    /// All bytes of a file; `-` is standard input.
    public static func read(_ path: String) throws(LanguageModelError) -> [UInt8] {
        let descriptor = path == "-" ? 0 : open(path, O_RDONLY)
        guard descriptor >= 0 else { throw .cannotRead(path: path, errno: errno) }
        defer { if descriptor != 0 { close(descriptor) } }
        var bytes: [UInt8] = []
        var status = stat()
        if fstat(descriptor, &status) == 0 { bytes.reserveCapacity(Int(status.st_size)) }
        let chunk = 1 << 20
        while true {
            var got = 0
            let more = [UInt8](unsafeUninitializedCapacity: chunk) { buffer, count in
                // In bounds: reads at most `chunk` bytes into as many.
                got = unistd_read(descriptor, buffer.baseAddress!, chunk)
                count = max(0, got)
            }
            guard got >= 0 else { throw .cannotRead(path: path, errno: errno) }
            if got == 0 { return bytes }
            bytes += more
        }
    }

    /// Writes to another name, then renames: nobody sees a part of it.
    public static func write(_ bytes: [UInt8], to path: String) throws(LanguageModelError) {
        let part = path + ".part"
        let descriptor = open(part, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard descriptor >= 0 else { throw .cannotWrite(path: part, errno: errno) }
        var done = 0
        while done < bytes.count {
            // In bounds: `done` is below the count.
            let wrote = bytes.withUnsafeBytes { unistd_write(descriptor, $0.baseAddress! + done, bytes.count - done) }
            guard wrote > 0 else {
                close(descriptor)
                throw .cannotWrite(path: part, errno: errno)
            }
            done += wrote
        }
        guard close(descriptor) == 0, rename(part, path) == 0 else { throw .cannotWrite(path: path, errno: errno) }
    }
}

// The enum's own `read` and `write` hide the system's.
private func unistd_read(_ descriptor: Int32, _ to: UnsafeMutableRawPointer, _ count: Int) -> Int { read(descriptor, to, count) }
private func unistd_write(_ descriptor: Int32, _ from: UnsafeRawPointer, _ count: Int) -> Int { write(descriptor, from, count) }
