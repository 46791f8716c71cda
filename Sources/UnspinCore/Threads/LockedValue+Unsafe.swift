#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A value that one thread at a time may touch.
///
/// `Synchronization.Mutex` would do, but on Linux a thread that has to wait gets it within a library that no sanitizer sees, and the thread
/// sanitizer takes what both threads do with the value for a race. It knows this lock.
package final class LockedValue<Value: Sendable>: @unchecked Sendable {
    // Touched only with `mutex` held.
    private var value: Value
    // One place, from `init` to `deinit`: a lock must not move.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

    package init(_ value: Value) {
        self.value = value
        let status = pthread_mutex_init(mutex, nil)
        precondition(status == 0, "no memory for a lock")
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    /// Waits until no other thread touches the value. Must not be called within `body`.
    package func withLock<Result>(_ body: (inout Value) -> Result) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return body(&value)
    }
}
