/// Several compiled profiles in one file of ``Sections``, whose magic is `UNSPINTS`. It also holds the counts that the phrase tables were
/// compiled from, which are read only where somebody adds to them.
public enum PhraseTableBundle {
    static let magic = Array("UNSPINTS".utf8)
    static let version: UInt32 = 2
    private static let sourceMagic = Array("UNSPINSR".utf8)

    /// - Parameter signs: the words that show the families after the first.
    public static func compile(
        _ sources: [PhraseTableSource], terms: [TermTableSource] = [], signs: Set<String> = []
    ) -> [UInt8] {
        var profiles = sources.map(PhraseTableCompiler.compile) + terms.map(TermTableCompiler.compile) + sources.map(section)
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
            } else if !isSource(profile) {
                contents.tables.append(try PhraseTable(bytes: profile))
            }
        }
        return contents
    }

    /// What a phrase table of a bundle was compiled from; nil where the bundle has no such profile.
    public static func source(of name: String, _ bytes: UnsafeRawBufferPointer) throws(ModelError) -> PhraseTableSource? {
        for profile in try profiles(bytes) where isSource(profile) {
            let sections = try Sections.read(
                profile, magic: sourceMagic, version: version, count: 2, part: "section", of: "the counts of a phrase table")
            var source: PhraseTableSource
            do {
                source = try PhraseTableSource(parsing: Array(profile[sections[0]]))
            } catch {
                throw .corrupt("the counts of a phrase table, \(error)")
            }
            guard source.directives["profile"] == name else { continue }
            source.protected = Set(String(decoding: profile[sections[1]], as: UTF8.self).split(separator: "\n").map(String.init))
            return source
        }
        return nil
    }

    private static func section(of source: PhraseTableSource) -> [UInt8] {
        Sections.joined(
            magic: sourceMagic, version: version, [source.text(), Array(source.protected.sorted().joined(separator: "\n").utf8)])
    }

    private static func isSource(_ profile: UnsafeRawBufferPointer) -> Bool { profile.prefix(8).elementsEqual(sourceMagic) }

    private static func profiles(_ bytes: UnsafeRawBufferPointer) throws(ModelError) -> [UnsafeRawBufferPointer] {
        try Sections.read(bytes, magic: magic, version: version, part: "profile", of: "the phrase tables").map {
            UnsafeRawBufferPointer(rebasing: bytes[$0])
        }
    }
}
