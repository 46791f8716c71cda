#include "CUnspinModel.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

#if __has_embed("language.bin")
static const _Alignas(64) uint8_t language[] = {
#embed "language.bin"
};
const uint8_t *const unspin_language_model = language;
const size_t unspin_language_model_bytes = sizeof language;
#else
const uint8_t *const unspin_language_model = 0;
const size_t unspin_language_model_bytes = 0;
#endif

#if __has_embed("context.bin")
static const _Alignas(64) uint8_t context[] = {
#embed "context.bin"
};
const uint8_t *const unspin_context_model = context;
const size_t unspin_context_model_bytes = sizeof context;
#else
const uint8_t *const unspin_context_model = 0;
const size_t unspin_context_model_bytes = 0;
#endif

#if __has_embed("SHA256SUMS")
static const uint8_t sums[] = {
#embed "SHA256SUMS"
};
const uint8_t *const unspin_model_sums = sums;
const size_t unspin_model_sums_bytes = sizeof sums;
#else
const uint8_t *const unspin_model_sums = 0;
const size_t unspin_model_sums_bytes = 0;
#endif

#if __has_embed("tables.bin")
static const _Alignas(64) uint8_t tables[] = {
#embed "tables.bin"
};
const uint8_t *const unspin_phrase_tables = tables;
const size_t unspin_phrase_tables_bytes = sizeof tables;
#else
const uint8_t *const unspin_phrase_tables = 0;
const size_t unspin_phrase_tables_bytes = 0;
#endif
