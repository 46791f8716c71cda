/// A buffered sink of bytes: a descriptor, or memory.
public final class Output {
    private static let limit = 1 << 20

    let name: String
    private let descriptor: Int32?
    private var buffer: [UInt8] = []

    init(descriptor: Int32, name: String) {
        self.descriptor = descriptor
        self.name = name
    }

    /// Keeps all that is written in ``contents``.
    public init() {
        descriptor = nil
        name = "memory"
    }

    static func standard(_ descriptor: Int32, name: String) -> Output { Output(descriptor: descriptor, name: name) }

    /// What was written and has gone nowhere else.
    public var contents: [UInt8] { buffer }

    func write(_ bytes: [UInt8]) throws(Failure) { try write(bytes, 0..<bytes.count) }

    func write(_ bytes: [UInt8], _ range: Range<Int>) throws(Failure) {
        buffer.append(contentsOf: bytes[range])
        if buffer.count >= Self.limit { try flush() }
    }

    func write(_ text: String) throws(Failure) {
        buffer.append(contentsOf: text.utf8)
        if buffer.count >= Self.limit { try flush() }
    }

    /// Hands everything to the system. Does nothing where the bytes stay in memory.
    func flush() throws(Failure) {
        guard let descriptor else { return }
        var written = 0
        while written < buffer.count {
            // In bounds: `written` never passes the end of the buffer.
            let count = buffer.withUnsafeBytes { bytes in
                writeDescriptor(descriptor, bytes.baseAddress! + written, bytes.count - written)
            }
            if count >= 0 {
                written += count
            } else if errno != EINTR {
                let code = errno
                // So that nobody tries again.
                buffer.removeAll()
                throw .output(name: name, code: code)
            }
        }
        buffer.removeAll(keepingCapacity: true)
    }
}

private func writeDescriptor(_ descriptor: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int {
    write(descriptor, start, count)
}
