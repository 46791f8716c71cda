#include "CUnspinCompression.h"
#include <limits.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

// The levels that gzip and zstd use where nobody names one.
static const int gzip_level = 6;
static const int zstd_level = 3;

struct unspin_encoder {
    int kind;
    z_stream gzip;
    ZSTD_CCtx *zstd;
};

unspin_encoder *unspin_encoder_create(int kind) {
    unspin_encoder *encoder = calloc(1, sizeof *encoder);
    if (!encoder) return NULL;
    encoder->kind = kind;
    if (kind == unspin_compression_gzip) {
        if (deflateInit2(&encoder->gzip, gzip_level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK) return encoder;
    } else {
        encoder->zstd = ZSTD_createCCtx();
        if (encoder->zstd) {
            ZSTD_CCtx_setParameter(encoder->zstd, ZSTD_c_compressionLevel, zstd_level);
            ZSTD_CCtx_setParameter(encoder->zstd, ZSTD_c_checksumFlag, 1);
            return encoder;
        }
    }
    free(encoder);
    return NULL;
}

void unspin_encoder_destroy(unspin_encoder *encoder) {
    if (encoder->kind == unspin_compression_gzip) deflateEnd(&encoder->gzip);
    else ZSTD_freeCCtx(encoder->zstd);
    free(encoder);
}

static int run_gzip(
    unspin_encoder *encoder, const uint8_t *input, size_t input_count, size_t *consumed, uint8_t *output, size_t output_count,
    size_t *produced, bool ends
) {
    z_stream *stream = &encoder->gzip;
    bool is_last = input_count <= UINT_MAX;
    stream->next_in = (Bytef *)input;
    stream->avail_in = is_last ? (unsigned)input_count : UINT_MAX;
    stream->next_out = output;
    stream->avail_out = output_count > UINT_MAX ? UINT_MAX : (unsigned)output_count;
    int status = deflate(stream, ends && is_last ? Z_FINISH : Z_NO_FLUSH);
    *consumed = (size_t)(stream->next_in - input);
    *produced = (size_t)(stream->next_out - output);
    switch (status) {
    case Z_STREAM_END: return unspin_compression_ended;
    // There was nothing to do.
    case Z_BUF_ERROR: case Z_OK: return unspin_compression_ok;
    default: return unspin_compression_no_memory;
    }
}

static int run_zstd(
    unspin_encoder *encoder, const uint8_t *input, size_t input_count, size_t *consumed, uint8_t *output, size_t output_count,
    size_t *produced, bool ends
) {
    ZSTD_inBuffer in = {input, input_count, 0};
    ZSTD_outBuffer out = {output, output_count, 0};
    size_t left = ZSTD_compressStream2(encoder->zstd, &out, &in, ends ? ZSTD_e_end : ZSTD_e_continue);
    *consumed = in.pos;
    *produced = out.pos;
    if (ZSTD_isError(left)) return unspin_compression_no_memory;
    return ends && left == 0 ? unspin_compression_ended : unspin_compression_ok;
}

int unspin_encoder_run(
    unspin_encoder *encoder, const uint8_t *input, size_t input_count, size_t *consumed, uint8_t *output, size_t output_count,
    size_t *produced, bool ends
) {
    return (encoder->kind == unspin_compression_gzip ? run_gzip : run_zstd)(
        encoder, input, input_count, consumed, output, output_count, produced, ends);
}
