/// Several compiled profiles in one file: magic `UNSPINTS`, version, count, then offset and size of each.
public enum PhraseTableBundle {
    static let magic = Array("UNSPINTS".utf8)
    static let version: UInt32 = 1

    public static func compile(_ sources: [PhraseTableSource], terms: [TermTableSource] = []) -> [UInt8] {
        magic.joined(
            version: version, sections: sources.map(PhraseTableCompiler.compile) + terms.map(TermTableCompiler.compile))
    }

    /// Opens every phrase table of a bundle, which must stay in place.
    public static func open(_ bytes: UnsafeRawBufferPointer) throws(ModelError) -> [PhraseTable] {
        var tables: [PhraseTable] = []
        for profile in try profiles(bytes) where !isTerms(profile) { tables.append(try PhraseTable(bytes: profile)) }
        return tables
    }

    /// Opens every table of broken terms of a bundle, which must stay in place.
    public static func openTerms(_ bytes: UnsafeRawBufferPointer) throws(ModelError) -> [TermTable] {
        var tables: [TermTable] = []
        for profile in try profiles(bytes) where isTerms(profile) { tables.append(try TermTable(bytes: profile)) }
        return tables
    }

    private static func isTerms(_ profile: UnsafeRawBufferPointer) -> Bool { profile.prefix(8).elementsEqual(TermTableStorage.magic) }

    private static func profiles(_ bytes: UnsafeRawBufferPointer) throws(ModelError) -> [UnsafeRawBufferPointer] {
        guard bytes.count >= 16 else { throw .truncated(expected: 16, found: bytes.count) }
        guard bytes.prefix(8).elementsEqual(magic) else { throw .notAModel }
        let found = bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self)
        guard found == version else { throw .version(expected: version, found: found) }
        let count = Int(bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
        guard 16 + count * 16 <= bytes.count else { throw .truncated(expected: 16 + count * 16, found: bytes.count) }
        var profiles: [UnsafeRawBufferPointer] = []
        for index in 0..<count {
            let offset = bytes.loadUnaligned(fromByteOffset: 16 + index * 16, as: UInt64.self)
            let size = bytes.loadUnaligned(fromByteOffset: 24 + index * 16, as: UInt64.self)
            guard offset % 64 == 0, offset <= UInt64(bytes.count), size <= UInt64(bytes.count) - offset else {
                throw .corrupt("profile \(index) of the phrase tables")
            }
            profiles.append(UnsafeRawBufferPointer(rebasing: bytes[Int(offset)..<Int(offset + size)]))
        }
        return profiles
    }
}
