/// How much memory a run may take, so that it ends in good order where there is little.
struct MemoryBudget {
    /// What the command takes with its libraries and its model.
    private static let command = 256 << 20
    /// What a thread takes for a piece of a text that is spun throughout, of 1 MB, and for the blocks that wait.
    private static let thread = 128 << 20
    /// Bytes for each byte of a line: the line, its outcome, and what the parser notes of it.
    private static let line = 16
    /// Bytes of blocks, read and not yet written, from which on no more is read.
    private static let mostUnderway = 64 << 20

    static let shared = MemoryBudget(
        bytes: min(ownLimit, machine, container("memory.max"), container("memory/memory.limit_in_bytes")))

    /// Bytes for threads, and as many for long lines.
    private let half: Int

    /// - Parameter bytes: of the whole process.
    init(bytes: Int) { half = max(0, bytes - Self.command) / 2 }

    /// As many threads as there is memory for, of those that are wanted.
    func threads(_ wanted: Int) -> Int { max(1, min(wanted, half / Self.thread)) }

    /// Bytes of blocks that may be underway at once.
    var underway: Int { min(Self.mostUnderway, half / (2 * Self.line)) }

    /// Bytes of the longest line that is read as a document.
    var longestLine: Int { max(4 << 20, half / Self.line - underway) }

    /// `ulimit -v`.
    private static var ownLimit: Int {
        var limits = rlimit()
        #if canImport(Glibc)
        let resource = __rlimit_resource_t(RLIMIT_AS.rawValue)
        #else
        let resource = RLIMIT_AS
        #endif
        guard getrlimit(resource, &limits) == 0 else { return .max }
        return Int(exactly: limits.rlim_cur) ?? .max
    }

    private static var machine: Int {
        let (pages, bytes) = (sysconf(Int32(_SC_PHYS_PAGES)), sysconf(Int32(_SC_PAGESIZE)))
        return pages > 0 && bytes > 0 ? pages * bytes : .max
    }

    /// What a container may take, where there is one.
    private static func container(_ file: String) -> Int {
        guard let bytes = try? Input.open(path: "/sys/fs/cgroup/" + file).readAll() else { return .max }
        return Int(String(decoding: bytes, as: UTF8.self).prefix { $0.isNumber }) ?? .max
    }
}
