import UnspinCLI

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

Defect.tell()
exit(Tool.run(Array(CommandLine.arguments.dropFirst()), .standard()).rawValue)
