import CUnspinJSON

/// A field of an object, by its place in the bytes of the object.
struct JSONField {
    let raw: unspin_json_field

    /// Half-open byte range of the value as it is written, with its quotes.
    var range: Range<Int> { Int(raw.start)..<Int(raw.end) }
    var isString: Bool { raw.kind == unspin_json_string.rawValue }
}
