/// The descriptors 0, 1 and 2.
enum StandardStreams {
    /// Takes those that the caller has closed, so that no file is opened in their place and written to by mistake.
    ///
    /// Reading from them and writing to them still fails.
    static func occupy() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            // The lowest number that is free is taken. A folder can be opened where there are no devices.
            if descriptor == STDIN_FILENO, open("/dev/null", O_WRONLY) >= 0 { continue }
            _ = open("/", O_RDONLY)
        }
    }
}
