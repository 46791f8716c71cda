import CUnspinPrefetch

extension HeadOutputs {
    /// Says that an output will be read soon, by its number. In bounds: a hint may lead anywhere.
    @inline(__always)
    func prefetch(_ number: UInt32) { outputs.withUnsafeBufferPointer { unspin_prefetch($0.baseAddress! + Int(number)) } }
}
