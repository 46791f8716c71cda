/// Writes the compiled form of a ``ContextModel``: see ``ContextModelStorage`` for the layout.
public enum ContextModelCompiler {
    /// - Throws: ``ModelError`` where keys do not rise or a number is none.
    public static func compile(_ parameters: ContextModelParameters) throws(ModelError) -> [UInt8] {
        let shape = parameters.shape
        for keys in [parameters.wordKeys, parameters.phraseKeys] {
            for (key, next) in zip(keys, keys.dropFirst()) where next <= key { throw .corrupt("order of the context model's keys") }
        }
        let layout = ContextModelStorage.Layout(shape)
        let (d, h) = (shape.embedding, shape.hidden)
        var bytes = ContextModelStorage.magic
        bytes.append(little: ContextModelStorage.version)
        for number in [d, h, shape.near, shape.far, shape.words, shape.phrases] { bytes.append(little: UInt32(number)) }
        let (placed, placedStep) = try quantized(parameters.placed)
        var anywhere = parameters.anywhere
        for index in 0..<2 * d { anywhere[index] = 0 }
        let (around, aroundStep) = try quantized(anywhere)
        var phrases = parameters.phrases
        for index in 0..<2 * h { phrases[index] = 0 }
        let (vectors, vectorStep) = try quantized(phrases)

        func section(_ offset: Int) { bytes += repeatElement(0, count: offset - bytes.count) }
        func append(_ numbers: [Float]) throws(ModelError) {
            for number in numbers {
                guard number.isFinite else { throw .corrupt("a number of the context model") }
                bytes.append(little: number.bitPattern)
            }
        }
        func append(keys: [UInt32], first: Int, at offset: Int) {
            section(first)
            var next = 0
            for bucket in 0...ContextModelStorage.buckets {
                while next < keys.count, Int(keys[next] >> 16) < bucket { next += 1 }
                bytes.append(little: UInt16(next))
            }
            section(offset)
            for key in keys { bytes.append(little: key) }
        }
        append(keys: parameters.wordKeys, first: layout.wordBuckets, at: layout.wordKeys)
        append(keys: parameters.phraseKeys, first: layout.phraseBuckets, at: layout.phraseKeys)
        section(layout.placed)
        bytes += placed
        section(layout.anywhere)
        bytes += around
        section(layout.places)
        try append(parameters.places.map { $0 * placedStep })
        section(layout.layers)
        let rows = parameters.nearLayer + parameters.farLayer.map { $0 * aroundStep }
        // Sixteen columns at a time, so that each block of the hidden layer reads its weights in a row.
        for block in stride(from: 0, to: h, by: 16) {
            for row in 0..<2 * d { try append(Array(rows[row * h + block..<row * h + block + 16])) }
        }
        section(layout.bias)
        try append(parameters.bias)
        section(layout.phrases)
        bytes += vectors
        section(layout.phraseBias)
        try append([0, 0] + parameters.phraseBias.dropFirst(2))
        section(layout.step)
        try append([vectorStep])
        return bytes
    }

    /// Signed bytes, and what one of their units is worth.
    private static func quantized(_ numbers: [Float]) throws(ModelError) -> ([UInt8], Float) {
        // A few numbers are far larger than all the others: they are cut, rather than the others made coarse.
        guard numbers.allSatisfy(\.isFinite) else { throw .corrupt("a number of the context model") }
        let sizes = numbers.map(abs).sorted()
        let cut = sizes[sizes.count - 1 - sizes.count / 2_000]
        let step = max(cut, .leastNormalMagnitude) / 127
        return (numbers.map { UInt8(bitPattern: Int8(max(-127, min(127, ($0 / step).rounded())))) }, step)
    }
}
