import UnspinCore
import UnspinTestSupport

/// Small valid models and tables, to be damaged.
enum SmallModels {
    enum Kind: CaseIterable {
        case language2, language3, language4, context, table, terms, bundle

        var bytes: [UInt8] {
            switch self {
            case .language2: languages[0]
            case .language3: languages[1]
            case .language4: languages[2]
            case .context: compiledContext
            case .table: compiledTable
            case .terms: compiledTerms
            case .bundle: compiledBundle
            }
        }

        /// Makes the checksum of a header right again; nil where the kind has none.
        var seal: ((inout [UInt8]) -> Void)? {
            switch self {
            case .language2, .language3, .language4: sealLanguageModel
            case .context, .table, .terms, .bundle: nil
            }
        }
    }

    static func language(order: Int) -> LanguageModel { opened[order - 2] }

    static let table = try! PhraseTable(compiled: compiledTable)

    private static let languages = (2...4).map {
        try! FixtureFolder.read(FixtureFolder.packageRoot() + "/Tests/UnspinCoreTests/Fixtures/language-model-\($0).bin")
    }
    private static let memories = languages.map { AlignedBytes($0) }
    private static let opened = memories.map { try! LanguageModel(bytes: $0.bytes) }

    private static let source = try! PhraseTableSource(
        parsing: Array(
            """
            # profile: a
            # spun-words: 1000
            # human-words: 1000
            navy\tmilitary\t9
            navy\tfleet\t1
            go to\tvisit\t9
            tons of of\thundreds of\t4
            troopers\tsoldiers\t4
            trying to find\tsearching for\t5
            within the\tin the\t5
            individuals\tpeople\t5
            9\tnine\t5
            gone lacking\tgone missing\t3
            had gone lacking\twas missing\t3
            the\t=\t8
            tons of\t~\t9/1
            visit\t~\t1/9

            """.utf8))
    private static let termSource: TermTableSource = {
        var source = TermTableSource(name: "b")
        let swaps = "irregular\trandom\t9\nwoodland\tforest\t9\nprofound\tdeep\t4\nneural organization\tneural network\t5\ncounterfeit\tartificial\t4\n"
        try! source.add(.swaps, parsing: Array(swaps.utf8))
        try! source.add(.terms, parsing: Array("random forest\t90\ndeep neural network\t90\nartificial neural network\t50\n".utf8))
        try! source.add(.natural, parsing: Array("# words: 1000000\nirregular\t9\nprofound\t20\nwoodland\t5\n".utf8))
        try! source.add(.varied, parsing: Array("forest\twoodland\t3\n".utf8))
        return source
    }()
    private static let compiledTable = PhraseTableCompiler.compile(source)
    private static let compiledTerms = TermTableCompiler.compile(termSource)
    private static let compiledBundle = PhraseTableBundle.compile([source, source], terms: [termSource], signs: ["amid"])

    /// A network of sixteen numbers by sixteen, random ones, that knows the words of ``SampleText``.
    private static let compiledContext: [UInt8] = {
        let known = tokens(of: String(decoding: SampleText.bytes, as: UTF8.self))
        let words = Set(known.map(ContextModel.key(of:))).sorted()
        let heads = source.substitutions.keys.flatMap { [$0.head, $0.variant] }
        let phrases = Set(heads.map { ContextModel.key(ofPhrase: PhraseTableCompiler.hash(of: $0)!) }).sorted()
        var random = SeededGenerator(seed: 1)
        // The shape, the keys, then all numbers in the order of the parameters.
        var bytes = [16, 16, 2, 3, words.count, phrases.count].flatMap { littleEndian(UInt32($0)) } + (words + phrases).flatMap(littleEndian)
        let numbers = 2 * (words.count + 2) * 16 + 64 + 512 + 128 + (phrases.count + 2) * 17
        for _ in 0..<numbers { bytes += littleEndian(Float.random(in: -1...1, using: &random).bitPattern) }
        let parameters = try! ContextModelParameters(parsing: bytes)
        return try! ContextModelCompiler.compile(parameters)
    }()

    private static func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        stride(from: 0, to: Number.bitWidth, by: 8).map { UInt8(truncatingIfNeeded: number >> Number($0)) }
    }

    private static func sealLanguageModel(_ bytes: inout [UInt8]) {
        guard bytes.count >= LanguageModelFormat.headerBytes else { return }
        var words = [UInt64](repeating: 0, count: LanguageModelFormat.headerBytes / 8)
        for word in words.indices {
            for byte in 0..<8 { words[word] |= UInt64(bytes[word * 8 + byte]) << UInt64(8 * byte) }
        }
        words[6] = 0
        bytes.replaceSubrange(48..<56, with: littleEndian(LanguageModelFormat.checksum(words)))
    }
}
