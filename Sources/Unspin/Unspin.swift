// Unspin
