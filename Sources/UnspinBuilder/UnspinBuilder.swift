// UnspinBuilder
