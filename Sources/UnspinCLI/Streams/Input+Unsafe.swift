/// Bytes from a descriptor or from memory, unpacked where they are packed.
public final class Input {
    /// The path, or `-` for standard input.
    public let name: String
    /// Bytes that were read, packed as they are.
    private(set) var bytesRead = 0
    private let isRegular: Bool
    private let descriptor: Int32?
    private let closes: Bool
    private var memory: ArraySlice<UInt8>
    private let bytesExpected: Int
    private let decompressor: Decompressor?

    private init(name: String, descriptor: Int32, closes: Bool, compression: Compression?) {
        self.name = name
        self.descriptor = descriptor
        self.closes = closes
        memory = []
        var information = stat()
        isRegular = fstat(descriptor, &information) == 0 && information.st_mode & S_IFMT == S_IFREG
        bytesExpected = isRegular ? Int(information.st_size) : 0
        decompressor = compression.map(Decompressor.init)
    }

    /// Bytes that are there already.
    public init(memory: [UInt8], name: String = "-") {
        self.name = name
        descriptor = nil
        closes = false
        isRegular = true
        self.memory = memory[...]
        bytesExpected = memory.count
        decompressor = nil
    }

    static func standard() -> Input { Input(name: "-", descriptor: STDIN_FILENO, closes: false, compression: nil) }

    static func open(path: String, compression: Compression? = nil) throws(InputFailure) -> Input {
        let descriptor = openDescriptor(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw InputFailure(name: path, reason: .system(errno)) }
        return Input(name: path, descriptor: descriptor, closes: true, compression: compression)
    }

    deinit { if let descriptor, closes { close(descriptor) } }

    /// A read would have to wait for somebody to write.
    var wouldWait: Bool {
        guard let descriptor, !isRegular else { return false }
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&request, 1, 0) == 0
    }

    /// Fills `buffer` from `start` on and returns how many bytes came; 0 at the end.
    func read(into buffer: inout [UInt8], from start: Int) throws(InputFailure) -> Int {
        do throws(InputFailure.Reason) {
            guard let decompressor else { return try readPacked(into: &buffer, from: start) }
            return try decompressor.read(into: &buffer, from: start) { packed throws(InputFailure.Reason) in
                try readPacked(into: &packed, from: 0)
            }
        } catch {
            throw InputFailure(name: name, reason: error)
        }
    }

    /// Passes over so many bytes, unpacked. A file that is not packed is not read for it.
    func skip(_ bytes: Int) throws(InputFailure) {
        if let descriptor, isRegular, decompressor == nil {
            guard lseek(descriptor, off_t(bytes), SEEK_SET) == off_t(bytes) else { throw InputFailure(name: name, reason: .system(errno)) }
            bytesRead = bytes
            return
        }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var rest = bytes
        while rest > 0 {
            if rest < buffer.count { buffer.removeLast(buffer.count - rest) }
            let count = try read(into: &buffer, from: 0)
            if count == 0 { throw InputFailure(name: name, reason: .truncated) }
            rest -= count
        }
    }

    private func readPacked(into buffer: inout [UInt8], from start: Int) throws(InputFailure.Reason) -> Int {
        guard let descriptor else {
            let count = min(memory.count, buffer.count - start)
            buffer.replaceSubrange(start..<start + count, with: memory.prefix(count))
            memory = memory.dropFirst(count)
            bytesRead += count
            return count
        }
        while true {
            // In bounds: at most the bytes from `start` to the end of the buffer are written.
            let count = buffer.withUnsafeMutableBytes { bytes in
                readDescriptor(descriptor, bytes.baseAddress! + start, bytes.count - start)
            }
            if count >= 0 {
                bytesRead += count
                return count
            }
            if errno != EINTR || Interruption.signal != nil { throw .system(errno) }
        }
    }

    /// Everything that is left.
    func readAll() throws(InputFailure) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: max(1 << 16, bytesExpected + 1))
        var filled = 0
        while true {
            if filled == buffer.count { buffer.append(contentsOf: repeatElement(0, count: buffer.count)) }
            let count = try read(into: &buffer, from: filled)
            if count == 0 { break }
            filled += count
        }
        buffer.removeLast(buffer.count - filled)
        return buffer
    }
}

private func openDescriptor(_ path: String, _ flags: Int32) -> Int32 { open(path, flags) }

private func readDescriptor(_ descriptor: Int32, _ start: UnsafeMutableRawPointer, _ count: Int) -> Int {
    read(descriptor, start, count)
}
