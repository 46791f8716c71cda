#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file in memory, read-only, for as long as this object lives.
///
/// Changing the file while it is mapped changes what is read; builders therefore write to another name and rename.
final class MappedFile: @unchecked Sendable {  // memory that nobody writes
    let bytes: UnsafeRawBufferPointer

    init(path: String) throws(ModelError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotOpen(path: path, errno: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .cannotOpen(path: path, errno: errno) }
        guard status.st_size > 0 else { throw .truncated(expected: LanguageModelFormat.headerBytes, found: 0) }
        // In bounds: exactly the bytes of the file; unmapped in `deinit` only.
        guard let base = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED else {
            throw .cannotOpen(path: path, errno: errno)
        }
        bytes = UnsafeRawBufferPointer(start: base, count: Int(status.st_size))
    }

    deinit {
        munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    }
}
