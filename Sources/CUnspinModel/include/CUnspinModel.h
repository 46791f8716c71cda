#ifndef UNSPIN_MODEL_H
#define UNSPIN_MODEL_H
#include <stddef.h>
#include <stdint.h>

/// The built-in language model, context model and phrase tables, read in place from the binary's own pages.
/// A size of 0 says that this build holds none.
extern const uint8_t *const unspin_language_model;
extern const size_t unspin_language_model_bytes;
extern const uint8_t *const unspin_context_model;
extern const size_t unspin_context_model_bytes;
extern const uint8_t *const unspin_phrase_tables;
extern const size_t unspin_phrase_tables_bytes;

/// What `sha256sum` says of the three files, taken when they were made.
extern const uint8_t *const unspin_model_sums;
extern const size_t unspin_model_sums_bytes;
#endif
