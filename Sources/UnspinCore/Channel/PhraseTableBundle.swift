/// Several compiled profiles in one file of ``Sections``, whose magic is `UNSPINTS`.
public enum PhraseTableBundle {
    static let magic = Array("UNSPINTS".utf8)
    static let version: UInt32 = 1

    public static func compile(_ sources: [PhraseTableSource], terms: [TermTableSource] = []) -> [UInt8] {
        Sections.joined(
            magic: magic, version: version, sources.map(PhraseTableCompiler.compile) + terms.map(TermTableCompiler.compile))
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
        try Sections.read(bytes, magic: magic, version: version, part: "profile", of: "the phrase tables").map {
            UnsafeRawBufferPointer(rebasing: bytes[$0])
        }
    }
}
