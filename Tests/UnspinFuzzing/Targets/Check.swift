import UnspinTestSupport

extension FuzzTarget {
    /// The files of a folder of tables, parted by record separators, which `unspin tables check` examines.
    static let check = FuzzTarget("check", longest: 8192) { input in
        let names = ["a/phrases.tsv", "a/tests.tsv", "allowed.tsv", "b/swaps.tsv", "b/terms.tsv", "b/natural.tsv", "b/tests.tsv"]
        let files = zip(names, input.split(separator: 0x1e, omittingEmptySubsequences: false)).filter { !$1.isEmpty }
        do {
            let folder = try TemporaryFolder(files.map { (path: $0, bytes: Array($1)) })
            let run = CommandRun(["tables", "check", folder.path] + CommandRun.onlySmallTable, input: [])
            return run.violations
        } catch {
            return ["\(error)"]
        }
    }
}
