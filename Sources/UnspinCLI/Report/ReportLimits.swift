/// How much of its documents a report shows, so that memory and the page stay small. Counts are of everything.
enum ReportLimits {
    /// Documents with findings, the first ones of the run.
    static let documents = 500
    /// Findings of one document, the first ones.
    static let findings = 200
    /// Bytes of the page from which on no further document is begun.
    static let bytes = 8 << 20
    /// Bytes of text without findings from which on its middle is left out.
    static let stretch = 600
    /// Bytes that are kept beside a finding then.
    static let context = 240
    /// Characters of a phrase or a reason.
    static let phrase = 300
}
