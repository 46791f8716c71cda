/// The name of a field, which may lie in objects within the outermost one: `meta.text`.
struct FieldPath: Sendable {
    /// As the user wrote it.
    let name: String
    private let objects: [String]
    private let last: String

    init(_ name: String) {
        self.name = name
        var parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        last = parts.removeLast()
        objects = parts
    }

    /// The field of the documents.
    init(_ arguments: Arguments) { self.init(arguments.value(.field) ?? "text") }

    /// The field in what the parser has read, which stands in the field's object afterwards.
    ///
    /// A field of the outermost object whose name holds the full stops comes first.
    func find(_ parser: JSONParser) -> JSONField? {
        parser.enter([])
        if let field = parser.find(name) { return field }
        guard !objects.isEmpty, parser.enter(objects) else { return nil }
        return parser.find(last)
    }

    /// What the field is called where it is added to the object that the parser is made to stand in; nil where there is no such
    /// object.
    func nameToAdd(_ parser: JSONParser) -> String? { parser.enter(objects) ? last : nil }
}
