import Testing

@testable import Unspin

@Suite struct JudgeAnswerTests {
    private func scores(_ line: String) -> [Double]? { JudgeAnswer.scores(in: Array(line.utf8).span) }

    @Test(arguments: [
        (#"{"scores": [-1.5, -2e1, 3]}"#, [-1.5, -20, 3]),
        (#"{"scores":[]}"#, []),
        ("\t{ \"scores\" : [ 0 ] } \r", [0]),
        (#"{"id": 7, "scores": [-1], "why": {"a": [true, null, "]}\""], "b": {}}}"#, [-1]),
        (#"{"a\"": "\\", "scores": [-1]}"#, [-1]),
    ])
    func isRead(_ line: String, _ expected: [Double]) { #expect(scores(line) == expected) }

    @Test(arguments: [
        "", "loading…", "{}", "[]", "-1", #"{"scores": -1}"#, #"{"scores": [-1}"#, #"{"scores": [-1]"#, #"{"scores": [-1,]}"#,
        #"{"scores": [-1]} {"#, #"{"scores": ["-1"]}"#, #"{"scores": [NaN]}"#, #"{"scores": [-Infinity]}"#, #"{"scores": [-1e999]}"#,
        #"{"scores": [null]}"#, #"{"scores": [[-1]]}"#, #"{"scores": [-1], "scores": [-2]}"#, #"{"score": [-1]}"#, #"{"a": "#,
        #"{"scores": [.5]}"#, #"{"scores": [+1]}"#, #"{"scores": [1-]}"#, #"{"scores": [-1],}"#, "{\"scores\": [\u{0}]}",
    ])
    func isRefused(_ line: String) { #expect(scores(line) == nil) }

    @Test func deepNestingIsRefused() {
        let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        #expect(scores(#"{"a": "# + deep + #", "scores": [-1]}"#) == nil)
    }
}
