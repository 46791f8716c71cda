import Testing
import UnspinCore

@Suite struct LockedValueTests {
    @Test func oneThreadAtATimeTouchesTheValue() async {
        let numbers = LockedValue<[Int]>([])
        await withTaskGroup { group in
            for task in 0..<8 {
                group.addTask { for number in 0..<1000 { numbers.withLock { $0.append(task * 1000 + number) } } }
            }
        }
        #expect(numbers.withLock { $0.sorted() } == Array(0..<8000))
    }

    @Test func theResultIsTheBodys() {
        let text = LockedValue("a")
        #expect(text.withLock { text -> Int in
            text += "b"
            return text.utf8.count
        } == 2)
        #expect(text.withLock { $0 } == "ab")
    }
}
