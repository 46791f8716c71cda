import Testing

@testable import Unspin

@Suite struct JudgeQuestionTests {
    @Test func isOneLineOfJSON() {
        let question = JudgeQuestion(
            prefix: "He said:\n\t“No”, \"never\" \\ ", candidates: ["a\u{1}b", "c\u{7F}\r"], suffix: " é 😀\u{8}")
        var bytes: [UInt8] = []
        question.write(to: &bytes)
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == #"{"prefix": "He said:\n\t“No”, \"never\" \\ ", "candidates": ["a\u0001b", "c\u007f\r"], "suffix": " é 😀\u0008"}"#
                + "\n")
    }
}
