/// The version that `unspin --version` shows.
public enum Version {
    public static let text = "0.1.0"
}
