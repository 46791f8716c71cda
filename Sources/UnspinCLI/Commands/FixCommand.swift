import Unspin

/// `unspin fix`: writes the repaired text.
enum FixCommand {
    /// The field that `--explain` adds.
    static let explanation = "unspin"

    static func run(_ arguments: Arguments, _ console: Console) throws(Failure) -> ExitCode {
        if arguments.value(.into) == explanation, arguments.has(.explain) {
            throw .usage("--explain writes the field “\(explanation)”, so give --into another name")
        }
        let tree = try InputTree(arguments)
        try NamedFiles.check(arguments, tree)
        let unspinner = try RepairOptions.unspinner(arguments, console)
        return arguments.has(.check)
            ? try check(tree, unspinner, arguments, console) : try write(tree, unspinner, arguments, console)
    }

    private static func options(_ arguments: Arguments, _ report: ReportCollector?) -> FixVisitor.Options {
        FixVisitor.Options(
            into: arguments.value(.into).map(FieldPath.init), explains: arguments.has(.explain),
            keepsEdits: arguments.has(.edits), unit: OffsetUnit(arguments), scribe: report?.scribe)
    }

    private static func write(
        _ tree: InputTree, _ unspinner: Unspinner, _ arguments: Arguments, _ console: Console
    ) throws(Failure) -> ExitCode {
        let destination = try Destination(arguments, tree)
        let report = ReportCollector(arguments)
        var options = options(arguments, report)
        options.destination = destination
        let edits = try EditsTarget(arguments, tree)
        var run = try FixRun(tree, destination, arguments)
        var sink = ReportingSink(
            FixSink(destination, edits, copiesUnchanged: options.into == nil && !options.explains, run.journal, console), report)
        return try run.perform(&sink, arguments, console) { [options] in
            DocumentWorker(field: FieldPath(arguments), FixVisitor(unspinner, options))
        }
    }

    private static func check(
        _ tree: InputTree, _ unspinner: Unspinner, _ arguments: Arguments, _ console: Console
    ) throws(Failure) -> ExitCode {
        for (id, name) in [(Flag.ID.output, "-o"), (.inPlace, "--in-place"), (.edits, "--edits"), (.resume, "--resume")]
        where arguments.has(id) {
            throw .usage("--check writes nothing, so leave out \(name)")
        }
        let report = ReportCollector(arguments)
        let options = options(arguments, report)
        var run = FixRun(tree)
        var sink = ReportingSink(CheckSink(isQuiet: arguments.has(.quiet), console), report)
        let status = try run.perform(&sink, arguments, console) {
            DocumentWorker(field: FieldPath(arguments), CheckVisitor(FixVisitor(unspinner, options)))
        }
        return status == .done && sink.base.found > 0 ? .found : status
    }
}
