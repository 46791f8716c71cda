import CUnspinMemory

/// Processes blocks, one at a time. Each thread has its own.
protocol BlockWorker: AnyObject {
    func process(_ block: Block)
}

/// Threads that process blocks. The thread that waits for a block helps, so that there are as many at work as were asked for.
///
/// Threads start when there is work for them: one block alone costs none.
final class WorkerPool: @unchecked Sendable {
    // Touched only with `mutex` held, but for the constants.
    private var pending: [Block] = []
    private var done: Set<ObjectIdentifier> = []
    private var isStopping = false
    private var threads: [pthread_t] = []

    private let limit: Int
    private let makeWorker: @Sendable () -> any BlockWorker
    private let own: any BlockWorker
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let hasWork = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private let hasOutcome = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    /// - Parameter threads: how many work at once, with the caller's; at least 1.
    init(threads: Int, _ makeWorker: @escaping @Sendable () -> any BlockWorker) {
        // glibc keeps eight heaps a processor, and large blocks in them. What one thread asks for and another frees lets each of them
        // grow to what all together need.
        unspin_memory_bound(1 << 20, Int32(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
        limit = threads - 1
        self.makeWorker = makeWorker
        own = makeWorker()
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(hasWork, nil)
        pthread_cond_init(hasOutcome, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        pthread_cond_destroy(hasWork)
        pthread_cond_destroy(hasOutcome)
        mutex.deallocate()
        hasWork.deallocate()
        hasOutcome.deallocate()
    }

    func submit(_ block: Block) {
        pthread_mutex_lock(mutex)
        pending.append(block)
        // The first is for the caller.
        if threads.count < limit, pending.count > 1 { start() }
        pthread_cond_signal(hasWork)
        pthread_mutex_unlock(mutex)
    }

    /// Returns when the block was processed.
    func finish(_ block: Block) {
        pthread_mutex_lock(mutex)
        while done.remove(ObjectIdentifier(block)) == nil {
            if pending.isEmpty {
                pthread_cond_wait(hasOutcome, mutex)
            } else {
                process(pending.removeFirst(), own)
            }
        }
        pthread_mutex_unlock(mutex)
    }

    /// Ends the threads; what they have not begun is not done.
    func stop() {
        pthread_mutex_lock(mutex)
        isStopping = true
        pending.removeAll()
        let threads = self.threads
        pthread_cond_broadcast(hasWork)
        pthread_mutex_unlock(mutex)
        for thread in threads { pthread_join(thread, nil) }
    }

    /// Called with `mutex` held, which is free in between.
    private func process(_ block: Block, _ worker: any BlockWorker) {
        pthread_mutex_unlock(mutex)
        worker.process(block)
        pthread_mutex_lock(mutex)
        done.insert(ObjectIdentifier(block))
        pthread_cond_broadcast(hasOutcome)
    }

    private func work() {
        let worker = makeWorker()
        pthread_mutex_lock(mutex)
        while !isStopping {
            if pending.isEmpty {
                pthread_cond_wait(hasWork, mutex)
            } else {
                process(pending.removeFirst(), worker)
            }
        }
        pthread_mutex_unlock(mutex)
    }

    private func start() {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        // Deep JSON needs it, and some systems give threads far less.
        pthread_attr_setstacksize(&attributes, 8 << 20)
        // Signals go to the thread that reads.
        var (all, before) = (sigset_t(), sigset_t())
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        let box = Unmanaged.passRetained(self)
        #if canImport(Darwin)
        var thread: pthread_t?
        #else
        var thread = pthread_t()
        #endif
        let status = pthread_create(&thread, &attributes, { argument in
            // The reference that was retained for this thread.
            #if canImport(Darwin)
            Unmanaged<WorkerPool>.fromOpaque(argument).takeRetainedValue().work()
            #else
            Unmanaged<WorkerPool>.fromOpaque(argument!).takeRetainedValue().work()
            #endif
            return nil
        }, box.toOpaque())
        if status != 0 { return box.release() }
        #if canImport(Darwin)
        threads.append(thread!)
        #else
        threads.append(thread)
        #endif
    }
}
