/// Why an input cannot be read.
public struct InputFailure: Error, CustomStringConvertible {
    public var name: String
    public var code: Int32

    public var description: String {
        switch code {
        case ENOENT: "\(name): there is no such file; check the name"
        case EISDIR: "\(name): is a folder; name the files in it"
        case EACCES: "\(name): may not be read; check its permissions"
        default: "\(name): cannot be read: \(systemMessage(code))"
        }
    }
}
