/// Why a compiled model or table cannot be used.
public enum ModelError: Error, Equatable, Sendable {
    /// The file cannot be opened or mapped.
    case cannotOpen(path: String, errno: Int32)
    /// Fewer bytes than the header promises: a download or a copy that broke off.
    case truncated(expected: Int, found: Int)
    /// The magic is missing: another kind of file, or one that was never finished.
    case notAModel
    /// Compiled by another version of Unspin.
    case version(expected: UInt32, found: UInt32)
    /// Numbers are not stored the way this machine stores them.
    case foreign
    /// The bytes contradict themselves; the text says where.
    case corrupt(String)
}

extension ModelError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .cannotOpen(let path, let errno):
            "cannot open the model at \(path) (errno \(errno)): check the path and the permissions"
        case .truncated(let expected, let found):
            "the model has \(found) bytes where \(expected) are needed: fetch or build it again"
        case .notAModel:
            "this is no Unspin model, or one that was never finished: build it again"
        case .version(let expected, let found):
            "the model has format \(found), this Unspin reads format \(expected): use the model of the same release"
        case .foreign:
            "the model is for a machine with another byte order or float format: build it here"
        case .corrupt(let place):
            "the model is damaged (\(place)): fetch or build it again"
        }
    }
}
