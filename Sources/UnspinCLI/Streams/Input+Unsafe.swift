/// Bytes from a descriptor or from memory.
public final class Input {
    /// The path, or `-` for standard input.
    public let name: String
    /// A read never waits for somebody to write.
    let isReady: Bool
    private let descriptor: Int32?
    private let closes: Bool
    private var memory: ArraySlice<UInt8>
    private let bytesExpected: Int

    private init(name: String, descriptor: Int32, closes: Bool) {
        self.name = name
        self.descriptor = descriptor
        self.closes = closes
        memory = []
        var information = stat()
        isReady = fstat(descriptor, &information) == 0 && information.st_mode & S_IFMT == S_IFREG
        bytesExpected = isReady ? Int(information.st_size) : 0
    }

    /// Bytes that are there already.
    public init(memory: [UInt8], name: String = "-") {
        self.name = name
        descriptor = nil
        closes = false
        isReady = true
        self.memory = memory[...]
        bytesExpected = memory.count
    }

    static func standard() -> Input { Input(name: "-", descriptor: STDIN_FILENO, closes: false) }

    static func open(path: String) throws(InputFailure) -> Input {
        let descriptor = openDescriptor(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw InputFailure(name: path, code: errno) }
        return Input(name: path, descriptor: descriptor, closes: true)
    }

    deinit { if let descriptor, closes { close(descriptor) } }

    /// Fills `buffer` from `start` on and returns how many bytes came; 0 at the end.
    func read(into buffer: inout [UInt8], from start: Int) throws(InputFailure) -> Int {
        guard let descriptor else {
            let count = min(memory.count, buffer.count - start)
            buffer.replaceSubrange(start..<start + count, with: memory.prefix(count))
            memory = memory.dropFirst(count)
            return count
        }
        while true {
            // In bounds: at most the bytes from `start` to the end of the buffer are written.
            let count = buffer.withUnsafeMutableBytes { bytes in
                readDescriptor(descriptor, bytes.baseAddress! + start, bytes.count - start)
            }
            if count >= 0 { return count }
            if errno != EINTR { throw InputFailure(name: name, code: errno) }
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
