#ifndef UNSPIN_COMPRESSION_H
#define UNSPIN_COMPRESSION_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum unspin_compression_kind {
    unspin_compression_gzip,
    unspin_compression_zstd,
};

enum unspin_compression_status {
    unspin_compression_ok,
    /// What the encoder was asked to end has ended: all of it has been given out.
    unspin_compression_ended,
    /// The bytes are not of this kind, or damaged.
    unspin_compression_malformed,
    unspin_compression_no_memory,
};

/// Turns compressed bytes into plain ones: gzip of one or more members (RFC 1952), or zstd of one or more frames (RFC 8878).
/// Not to be shared by threads at the same time.
typedef struct unspin_decoder unspin_decoder;

/// Returns NULL where there is no memory.
unspin_decoder *unspin_decoder_create(int kind);
void unspin_decoder_destroy(unspin_decoder *decoder);
/// Goes on until `input` is used up or `output` is full, and tells how far it came in both.
int unspin_decoder_run(
    unspin_decoder *decoder, const uint8_t *input, size_t input_count, size_t *consumed, uint8_t *output, size_t output_count,
    size_t *produced);
/// At least one member or frame was read, and none is read in part: the input may end here.
bool unspin_decoder_may_end(const unspin_decoder *decoder);

/// Turns plain bytes into one gzip member or one zstd frame. The same bytes give the same result on every run.
/// Not to be shared by threads at the same time.
typedef struct unspin_encoder unspin_encoder;

/// Returns NULL where there is no memory.
unspin_encoder *unspin_encoder_create(int kind);
void unspin_encoder_destroy(unspin_encoder *encoder);
/// Goes on until `input` is used up or `output` is full, and tells how far it came in both. With `ends`, nothing follows `input`:
/// to be called until it has ended.
int unspin_encoder_run(
    unspin_encoder *encoder, const uint8_t *input, size_t input_count, size_t *consumed, uint8_t *output, size_t output_count,
    size_t *produced, bool ends);

#endif
