import Testing
@testable import UnspinCLI

@Suite struct ConsoleTests {
    @Test(arguments: [
        ("a.txt: is cut off", "a.txt: is cut off"), ("read 2\n  by step: 1", "read 2\n  by step: 1"),
        ("a\nunspin: all is well", "a\\nunspin: all is well"), ("a\u{1B}[2J\r\u{7}\u{9B}b\n", "a\u{FFFD}[2J\u{FFFD}\u{FFFD}\u{FFFD}b\\n"),
        ("é 中 “x”", "é 中 “x”"),
    ])
    func messagesAreHarmless(_ message: String, _ shown: String) { #expect(Console.harmless(message) == shown) }
}
