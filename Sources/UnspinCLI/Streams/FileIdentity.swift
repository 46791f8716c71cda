/// What tells one state of a file from another.
struct FileIdentity: Equatable {
    var inode: UInt64
    var bytes: Int
    /// Nanoseconds since 1970.
    var changed: Int

    init?(descriptor: Int32) {
        var information = stat()
        guard fstat(descriptor, &information) == 0 else { return nil }
        self.init(information)
    }

    init?(path: String) {
        var information = stat()
        guard stat(path, &information) == 0 else { return nil }
        self.init(information)
    }

    init(inode: UInt64, bytes: Int, changed: Int) {
        self.inode = inode
        self.bytes = bytes
        self.changed = changed
    }

    private init(_ information: stat) {
        #if canImport(Darwin)
        let time = information.st_mtimespec
        #else
        let time = information.st_mtim
        #endif
        self.init(
            inode: UInt64(information.st_ino), bytes: Int(information.st_size),
            changed: Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec))
    }
}
