/// A buffered sink of bytes: a descriptor, or memory. What goes to a descriptor may be packed on the way.
public final class Output {
    private static let limit = 1 << 20

    let name: String
    private let descriptor: Int32?
    private let compressor: Compressor?
    private var buffer: [UInt8] = []

    init(descriptor: Int32, name: String, compression: Compression? = nil) {
        self.descriptor = descriptor
        self.name = name
        compressor = compression.map { Compressor($0, name: name) }
    }

    /// Keeps all that is written in ``contents``.
    public init() {
        descriptor = nil
        name = "memory"
        compressor = nil
    }

    static func standard(_ descriptor: Int32, name: String) -> Output { Output(descriptor: descriptor, name: name) }

    /// What is written is packed, as one stream.
    var isPacked: Bool { compressor != nil }

    /// What was written and has gone nowhere else.
    public var contents: [UInt8] { buffer }

    func write(_ bytes: [UInt8]) throws(Failure) {
        if bytes.count >= Self.limit, descriptor != nil {
            // Not worth a copy.
            try flush()
            return try send(bytes)
        }
        try write(bytes, 0..<bytes.count)
    }

    func write(_ bytes: [UInt8], _ range: Range<Int>) throws(Failure) {
        buffer.append(contentsOf: bytes[range])
        if buffer.count >= Self.limit { try flush() }
    }

    func write(_ text: String) throws(Failure) {
        buffer.append(contentsOf: text.utf8)
        if buffer.count >= Self.limit { try flush() }
    }

    /// Hands everything on. Does nothing where the bytes stay in memory.
    func flush() throws(Failure) {
        guard descriptor != nil, !buffer.isEmpty else { return }
        let bytes = buffer
        // So that nobody tries again where it fails.
        buffer = []
        try send(bytes)
        buffer = consume bytes
        buffer.removeAll(keepingCapacity: true)
    }

    /// Hands everything on, with what ends a packed stream; nothing may be written afterwards.
    func finish() throws(Failure) {
        try flush()
        try compressor?.write([], ends: true) { bytes, range throws(Failure) in try sendPacked(bytes, range) }
    }

    private func send(_ bytes: [UInt8]) throws(Failure) {
        guard let compressor else { return try sendPacked(bytes, 0..<bytes.count) }
        try compressor.write(bytes) { packed, range throws(Failure) in try sendPacked(packed, range) }
    }

    private func sendPacked(_ bytes: [UInt8], _ range: Range<Int>) throws(Failure) {
        guard let descriptor else { return }
        var written = range.lowerBound
        while written < range.upperBound {
            // In bounds: `written` never passes the end of the range.
            let count = bytes.withUnsafeBytes { bytes in
                writeDescriptor(descriptor, bytes.baseAddress! + written, range.upperBound - written)
            }
            if count < 0, errno != EINTR { throw .output(name: name, code: errno) }
            written += max(0, count)
            // Whoever should read the rest may never do so.
            if written < range.upperBound, let signal = Interruption.signal { throw .interrupted(signal) }
        }
    }
}

private func writeDescriptor(_ descriptor: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int {
    write(descriptor, start, count)
}
