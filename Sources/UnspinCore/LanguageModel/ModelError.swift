#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

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
    /// What is wrong, and what to do.
    public var description: String { "\(finding): \(advice)" }

    /// What is wrong.
    public var finding: String {
        switch self {
        case .cannotOpen(let path, let errno): "cannot open the model at \(path) (\(String(cString: strerror(errno))))"
        case .truncated(let expected, let found): "the model has \(found) bytes where \(expected) are needed"
        case .notAModel: "this is no Unspin model, or one that was never finished"
        case .version(let expected, let found): "the model has format \(found), this Unspin reads format \(expected)"
        case .foreign: "the model is for a machine with another byte order or float format"
        case .corrupt(let place): "the model is damaged (\(place))"
        }
    }

    private var advice: String {
        switch self {
        case .cannotOpen: "check the path and the permissions"
        case .truncated, .corrupt: "fetch or build it again"
        case .notAModel: "build it again"
        case .version: "use the model of the same release"
        case .foreign: "build it here"
        }
    }
}
