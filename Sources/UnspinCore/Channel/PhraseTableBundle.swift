/// Several compiled profiles in one file of ``Sections``, whose magic is `UNSPINTS`.
public enum PhraseTableBundle {
    static let magic = Array("UNSPINTS".utf8)
    static let version: UInt32 = 1

    /// - Parameter signs: the words that show the families after the first.
    public static func compile(
        _ sources: [PhraseTableSource], terms: [TermTableSource] = [], signs: Set<String> = []
    ) -> [UInt8] {
        var profiles = sources.map(PhraseTableCompiler.compile) + terms.map(TermTableCompiler.compile)
        if !signs.isEmpty { profiles.append(FamilySigns.compile(signs)) }
        return Sections.joined(magic: magic, version: version, profiles)
    }

    /// What a bundle holds, in its order.
    public struct Contents: Sendable {
        public var tables: [PhraseTable] = []
        public var terms: [TermTable] = []
        public var signs = FamilySigns()

        public init() {}
    }

    /// Opens a bundle, which must stay in place.
    public static func open(_ bytes: UnsafeRawBufferPointer) throws(ModelError) -> Contents {
        var contents = Contents()
        for profile in try profiles(bytes) {
            if profile.prefix(8).elementsEqual(TermTableStorage.magic) {
                contents.terms.append(try TermTable(bytes: profile))
            } else if profile.prefix(8).elementsEqual(FamilySigns.magic) {
                contents.signs = try FamilySigns(bytes: profile)
            } else {
                contents.tables.append(try PhraseTable(bytes: profile))
            }
        }
        return contents
    }

    private static func profiles(_ bytes: UnsafeRawBufferPointer) throws(ModelError) -> [UnsafeRawBufferPointer] {
        try Sections.read(bytes, magic: magic, version: version, part: "profile", of: "the phrase tables").map {
            UnsafeRawBufferPointer(rebasing: bytes[$0])
        }
    }
}
