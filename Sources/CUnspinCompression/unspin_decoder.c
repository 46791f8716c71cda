#include "CUnspinCompression.h"
#include <limits.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

/// Frames that were made with --long=31 are common in corpora. The window is allocated only where a frame asks for it.
static const int largest_window_log = sizeof(size_t) > 4 ? 31 : 30;
/// gzip's header is read, not zlib's.
static const int gzip_window_bits = 15 + 16;

struct unspin_decoder {
    int kind;
    /// A member or frame was begun and has not ended.
    bool is_inside;
    bool has_ended_one;
    z_stream gzip;
    ZSTD_DCtx *zstd;
};

unspin_decoder *unspin_decoder_create(int kind) {
    unspin_decoder *decoder = calloc(1, sizeof *decoder);
    if (!decoder) return NULL;
    decoder->kind = kind;
    if (kind == unspin_compression_gzip) {
        if (inflateInit2(&decoder->gzip, gzip_window_bits) == Z_OK) return decoder;
    } else {
        decoder->zstd = ZSTD_createDCtx();
        if (decoder->zstd) {
            ZSTD_DCtx_setParameter(decoder->zstd, ZSTD_d_windowLogMax, largest_window_log);
            return decoder;
        }
    }
    free(decoder);
    return NULL;
}

void unspin_decoder_destroy(unspin_decoder *decoder) {
    if (decoder->kind == unspin_compression_gzip) inflateEnd(&decoder->gzip);
    else ZSTD_freeDCtx(decoder->zstd);
    free(decoder);
}

static unsigned at_most(size_t count) { return count > UINT_MAX ? UINT_MAX : (unsigned)count; }

static int run_gzip(
    unspin_decoder *decoder, const uint8_t *input, size_t input_count, size_t *consumed, uint8_t *output, size_t output_count,
    size_t *produced
) {
    z_stream *stream = &decoder->gzip;
    while (*produced < output_count) {
        if (!decoder->is_inside) {
            // Some writers fill up their last block with zeros.
            if (decoder->has_ended_one) while (*consumed < input_count && input[*consumed] == 0) ++*consumed;
            if (*consumed == input_count) return unspin_compression_ok;
            if (decoder->has_ended_one && inflateReset2(stream, gzip_window_bits) != Z_OK) return unspin_compression_no_memory;
            decoder->is_inside = true;
        }
        stream->next_in = (Bytef *)input + *consumed;
        stream->avail_in = at_most(input_count - *consumed);
        stream->next_out = output + *produced;
        stream->avail_out = at_most(output_count - *produced);
        int status = inflate(stream, Z_NO_FLUSH);
        *consumed = (size_t)(stream->next_in - input);
        *produced = (size_t)(stream->next_out - output);
        switch (status) {
        case Z_STREAM_END:
            decoder->is_inside = false;
            decoder->has_ended_one = true;
            break;
        case Z_OK: break;
        // More input is needed to go on.
        case Z_BUF_ERROR: return unspin_compression_ok;
        case Z_MEM_ERROR: return unspin_compression_no_memory;
        default: return unspin_compression_malformed;
        }
    }
    return unspin_compression_ok;
}

static int run_zstd(
    unspin_decoder *decoder, const uint8_t *input, size_t input_count, size_t *consumed, uint8_t *output, size_t output_count,
    size_t *produced
) {
    ZSTD_inBuffer in = {input, input_count, *consumed};
    ZSTD_outBuffer out = {output, output_count, *produced};
    int result = unspin_compression_ok;
    while (out.pos < out.size) {
        // Output may be left over from input that was used up before.
        if (in.pos == in.size && !decoder->is_inside) break;
        size_t before_in = in.pos, before_out = out.pos;
        size_t status = ZSTD_decompressStream(decoder->zstd, &out, &in);
        if (ZSTD_isError(status)) {
            result = ZSTD_getErrorCode(status) == ZSTD_error_memory_allocation
                ? unspin_compression_no_memory : unspin_compression_malformed;
            break;
        }
        decoder->is_inside = status != 0;
        if (status == 0) decoder->has_ended_one = true;
        if (in.pos == before_in && out.pos == before_out) break;
    }
    *consumed = in.pos;
    *produced = out.pos;
    return result;
}

int unspin_decoder_run(
    unspin_decoder *decoder, const uint8_t *input, size_t input_count, size_t *consumed, uint8_t *output, size_t output_count,
    size_t *produced
) {
    *consumed = *produced = 0;
    return (decoder->kind == unspin_compression_gzip ? run_gzip : run_zstd)(
        decoder, input, input_count, consumed, output, output_count, produced);
}

bool unspin_decoder_may_end(const unspin_decoder *decoder) { return decoder->has_ended_one && !decoder->is_inside; }
