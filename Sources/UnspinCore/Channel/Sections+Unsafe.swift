/// A file of sections: magic, version (UInt32), section count (UInt32), then for each section its offset and size (UInt64 each), then the
/// sections, each at a multiple of 64 bytes. Little-endian.
enum Sections {
    private static let headerBytes = 16
    private static let entryBytes = 16

    /// Where the sections lie, each within `bytes`.
    ///
    /// - Parameters:
    ///   - count: how many there have to be; nil for any number.
    ///   - part: what one of them is called in errors, and `whole` what the file is.
    static func read(
        _ bytes: UnsafeRawBufferPointer, magic: [UInt8], version: UInt32, count: Int? = nil, part: String = "section", of whole: String
    ) throws(ModelError) -> [Range<Int>] {
        let least = headerBytes + (count ?? 0) * entryBytes
        guard bytes.count >= least else { throw .truncated(expected: least, found: bytes.count) }
        guard bytes.prefix(8).elementsEqual(magic) else { throw .notAModel }
        let foundVersion = bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self)
        guard foundVersion == version else { throw .version(expected: version, found: foundVersion) }
        let found = Int(bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
        guard count == nil || found == count else { throw .corrupt("section count") }
        let end = headerBytes + found * entryBytes
        guard bytes.count >= end else { throw .truncated(expected: end, found: bytes.count) }
        var ranges: [Range<Int>] = []
        for index in 0..<found {
            let entry = headerBytes + index * entryBytes
            let offset = bytes.loadUnaligned(fromByteOffset: entry, as: UInt64.self)
            let size = bytes.loadUnaligned(fromByteOffset: entry + 8, as: UInt64.self)
            guard offset % 64 == 0, offset <= UInt64(bytes.count), size <= UInt64(bytes.count) - offset else {
                throw .corrupt("\(part) \(index) of \(whole)")
            }
            ranges.append(Int(offset)..<Int(offset + size))
        }
        return ranges
    }

    /// A file of these sections.
    static func joined(magic: [UInt8], version: UInt32, _ sections: [[UInt8]]) -> [UInt8] {
        var offset = (magic.count + 8 + sections.count * entryBytes + 63) & ~63
        var bytes = magic
        bytes.append(little: version)
        bytes.append(little: UInt32(sections.count))
        for section in sections {
            bytes.append(little: UInt64(offset))
            bytes.append(little: UInt64(section.count))
            offset = (offset + section.count + 63) & ~63
        }
        for section in sections {
            while bytes.count % 64 != 0 { bytes.append(0) }
            bytes += section
        }
        while bytes.count % 64 != 0 { bytes.append(0) }
        return bytes
    }
}
