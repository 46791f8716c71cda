import CUnspinAllocations

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// How things are timed: medians of the process's own CPU time, so that what else runs on the machine disturbs little.
enum Measurement {
    static func cpuSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    static func wallSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    /// Seconds of each benchmark: medians over rounds in which all take turns, until each has had five and a second in all.
    static func seconds(_ benchmarks: [Benchmark], on name: String) throws -> [Double] {
        for benchmark in benchmarks {
            if let wrong = benchmark.check() { throw Files.Failure(description: "\(benchmark.name), \(name): \(wrong)") }
        }
        var times = benchmarks.map { _ in [Double]() }
        var total = 0.0
        while times[0].count < 5 || (total < Double(benchmarks.count) && times[0].count < 1000) {
            for (index, benchmark) in benchmarks.enumerated() {
                // Short ones are repeated, since the clock is coarse.
                var runs = 0
                let start = cpuSeconds()
                repeat {
                    benchmark.run()
                    runs += 1
                } while cpuSeconds() - start < 0.002
                let time = cpuSeconds() - start
                times[index].append(time / Double(runs))
                total += time
            }
        }
        return times.map(median)
    }

    /// Seconds of one piece of work: the median of three runs, or of fewer where they are long.
    static func seconds(_ work: () -> Void) -> Double {
        var times: [Double] = []
        while times.count < 3, times.reduce(0, +) < 5 {
            var runs = 0
            let start = cpuSeconds()
            repeat {
                work()
                runs += 1
            } while cpuSeconds() - start < 0.002
            times.append((cpuSeconds() - start) / Double(runs))
        }
        return median(times)
    }

    /// Blocks of memory that `work` asks for once its scratch has grown.
    static func allocations(_ work: () -> Void) -> UInt64 {
        for _ in 0..<2 { work() }
        let before = unspin_allocations()
        work()
        return unspin_allocations() - before
    }

    /// The most memory that this process has held, in bytes.
    static func peakBytes() -> Double {
        var usage = rusage()
        #if canImport(Glibc)
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Double(usage.ru_maxrss) * 1024
        #else
        getrusage(RUSAGE_SELF, &usage)
        return Double(usage.ru_maxrss)
        #endif
    }

    static func decimal(_ value: Double, _ places: Int) -> String {
        var factor = 1.0
        for _ in 0..<places { factor *= 10 }
        let rounded = Int((value * factor).rounded())
        if places == 0 { return String(rounded) }
        let fraction = String(rounded % Int(factor))
        return "\(rounded / Int(factor))." + String(repeating: "0", count: places - fraction.count) + fraction
    }

    /// Three digits or so.
    static func figure(_ value: Double) -> String { decimal(value, value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 4) }
}
