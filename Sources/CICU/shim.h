// The importer cannot read ICU's renamed functions, so Swift sees nothing here: CUnspinICU calls ICU, this module links it.
