import UnspinBuilder
import UnspinCLI
import UnspinCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

let usage = """
    usage: UnspinBuilderTool language-model ARPA OUT    compile KenLM's ARPA file
           UnspinBuilderTool score MODEL < TOKENS       natural logs of each line's tokens and of its end
           UnspinBuilderTool benchmark MODEL < TOKENS   opening time, queries in a second
           UnspinBuilderTool tables FOLDER OUT          compile the phrase tables of Dictionaries/
           UnspinBuilderTool steps-page FOLDER OUT      write the page of all steps and profiles, for the tables that this build holds
           UnspinBuilderTool natural-terms FOLDER TEXT…
                                                        count what people wrote of the sequences that FOLDER/b takes for broken terms
           UnspinBuilderTool check MODEL                read the whole model and its checksum
           UnspinBuilderTool context-examples FOLDER MODEL TEXT OUT
                                                        spin a text that MODEL has not seen, a paragraph a line, and write
                                                        what the context model learns from; FOLDER is Dictionaries/
           UnspinBuilderTool context PARAMETERS OUT     compile the trained context model
           UnspinBuilderTool weights PAIRS MODEL CONTEXT TABLE…
                                                        tune the decoder on every tenth of the aligned documents, which neither
                                                        model has seen; the tables are learned from the rest, and from TABLE…
    """

func fail(_ message: String, status: Int32) -> Never {
    let text = Array("unspin-builder: \(message)\n".utf8)
    _ = write(2, text, text.count)
    exit(status)
}

func tuneWeights(pairs: String, model: String, context: String, tables: [String]) throws {
    let (documents, status) = AlignedDocuments.read(pairs, .standard())
    guard status == .done else { fail("\(pairs) cannot be used", status: 70) }
    var known = PhraseTableSource()
    for path in tables { known.merge(try PhraseTableSource(parsing: LanguageModelFiles.read(path)).weighted()) }
    let numbered = documents.enumerated()
    var source = TableLearner.learn(documents: numbered.filter { $0.offset % 10 != 0 }.map(\.element), also: known)
    source.merge(known)
    let tuner = WeightTuner(
        documents: numbered.filter { $0.offset % 10 == 0 }.map(\.element),
        table: try PhraseTable(compiled: PhraseTableCompiler.compile(source)), model: try LanguageModel.open(path: model),
        context: try ContextModel(compiled: LanguageModelFiles.read(context)))
    let weights = tuner.tune(from: .trained) { print($0) }
    let score = tuner.score(weights)
    print("precision \(score.precision) recall \(score.recall)\n\(weights)")
}

let arguments = Array(CommandLine.arguments.dropFirst())
do {
    switch (arguments.first, arguments.count) {
    case ("language-model", 3):
        for report in try LanguageModelFiles.compile(arpa: arguments[1], out: arguments[2]) { print(report) }
    case ("score", 2):
        let model = try LanguageModel.open(path: arguments[1])
        let result = LanguageModelFiles.score(model: model, lines: try LanguageModelFiles.read("-")) { print($0) }
        let perplexity = exp(-result.logs / Double(max(1, result.tokens)))
        print("total \(result.logs) tokens \(result.tokens) unknown \(result.unknown) perplexity \(perplexity)")
    case ("benchmark", 2):
        print(try LanguageModelFiles.benchmark(path: arguments[1], lines: try LanguageModelFiles.read("-"), rounds: 20))
    case ("tables", 4):
        let bytes = try Dictionaries(reading: arguments[1]).compiled(model: LanguageModel.open(path: arguments[2]))
        try LanguageModelFiles.write(bytes, to: arguments[3])
        print("\(bytes.count) bytes")
    case ("steps-page", 3):
        try LanguageModelFiles.write(Array(try StepsPage.text(dictionaries: arguments[1]).utf8), to: arguments[2])
    case ("natural-terms", 3...):
        for row in try NaturalTerms.rows(dictionaries: arguments[1], texts: Array(arguments[2...])) { print(row) }
    case ("check", 2):
        let model = try LanguageModel.open(path: arguments[1])
        guard model.checksumIsRight() else { throw ModelError.corrupt("checksum") }
        print("order \(model.order), \((1...model.order).map { model.count(order: $0) }) n-grams, \(model.bytes) bytes: right")
    case ("context-examples", 5):
        let bytes = try ContextExampleFiles.make(dictionaries: arguments[1], model: arguments[2], text: arguments[3])
        try LanguageModelFiles.write(bytes, to: arguments[4])
        print("\(bytes.count / ContextExamples.recordBytes) examples")
    case ("context", 3):
        let bytes = try ContextModelCompiler.compile(ContextModelParameters(parsing: LanguageModelFiles.read(arguments[1])))
        try LanguageModelFiles.write(bytes, to: arguments[2])
        print("\(bytes.count) bytes")
    case ("weights", 4...):
        try tuneWeights(pairs: arguments[1], model: arguments[2], context: arguments[3], tables: Array(arguments[4...]))
    default:
        fail(usage, status: 64)
    }
} catch {
    fail("\(error)", status: 70)
}
