extension FuzzTarget {
    /// JSON lines with references, against which repairs are measured; no figures come of lines that cannot be read. Where the first byte is
    /// odd, each miss is listed.
    ///
    /// Texts are aligned as `difflib` does it, in time that grows with the square of their words, or worse where these repeat.
    static let evaluate = FuzzTarget("evaluate", longest: 1024) { input in
        let (choice, lines) = input.chosen
        let run = CommandRun(["evaluate", "-"] + (choice % 2 == 1 ? ["--verbose"] : []) + CommandRun.smallTable, input: lines)
        let figures = String(decoding: run.output, as: UTF8.self)
        let isOneLine = figures.hasPrefix("{") && figures.hasSuffix("}\n") && !figures.dropLast().contains("\n")
        if figures.isEmpty, run.isRefused { return run.violations }
        return run.violations + (isOneLine && !figures.contains("nan") && !figures.contains("inf") ? [] : ["no figures: \(figures)"])
    }
}
