// UnspinCLI
