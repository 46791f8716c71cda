import CUnspinReport

/// The style sheet and the script of the report, which the binary holds, and what the page's policy knows them by.
enum ReportAssets {
    /// SHA-256 in base 64, as a Content-Security-Policy wants it. A test says what they should be.
    static let styleHash = "PETnYngr4G+NnnBVV3grs4yUhrhmmtGbJ87mqmgcCN0="
    static let scriptHash = "g0PVXIaM7pSIXYk01xj2zSYd8qgBuh4/8DFoo/QyyYc="

    static var style: [UInt8] { bytes(unspin_report_style, unspin_report_style_bytes) }
    static var script: [UInt8] { bytes(unspin_report_script, unspin_report_script_bytes) }

    // In bounds: the C target states the sizes of its own constants, which live as long as the process.
    private static func bytes(_ start: UnsafePointer<UInt8>, _ count: Int) -> [UInt8] {
        Array(UnsafeBufferPointer(start: start, count: count))
    }
}
