import Testing
import UnspinTestSupport

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A copy of the built command with one byte of its built-in model changed, as a bad disk or a broken download changes it.
enum DamagedCommand {
    /// - Parameters:
    ///   - file: the part of the model, as it is called in the sources.
    ///   - offset: the byte of it, from its beginning.
    static func write(to path: String, file: String, offset: Int) throws {
        var command = try FixtureFolder.read(Process.unspin)
        let beginning = Array(try FixtureFolder.read(FixtureFolder.packageRoot() + "/Sources/CUnspinModel/" + file).prefix(4096))
        let start = command.withUnsafeBytes { command in
            beginning.withUnsafeBytes { beginning in
                // The model lies at a multiple of 64. In bounds: the last place that is compared leaves room for all of the beginning.
                stride(from: 0, through: command.count - beginning.count, by: 64).first {
                    memcmp(command.baseAddress! + $0, beginning.baseAddress!, beginning.count) == 0
                }
            }
        }
        command[try #require(start, "the command does not hold \(file)") + offset] ^= 0xFF
        // Written by a process that has ended: while any child of ours may hold the file open, it cannot be run.
        _ = try WorkFolder.filter(["sh", "-c", "cat > \"$0\" && chmod 755 \"$0\"", path], command)
    }
}
