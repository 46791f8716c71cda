import UnspinCLI
