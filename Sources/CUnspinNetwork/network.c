#include "CUnspinNetwork.h"

// A fused product rounds once where others round twice.
#pragma STDC FP_CONTRACT OFF

#define GENERIC static inline __attribute__((always_inline))

// Vectors of the compiler, which it splits as the instruction set needs; alignment as that of their numbers.
typedef float floats8 __attribute__((vector_size(32), aligned(4)));
typedef float floats16 __attribute__((vector_size(64), aligned(4)));
typedef int8_t bytes8 __attribute__((vector_size(8), aligned(1)));
typedef int8_t bytes16 __attribute__((vector_size(16), aligned(1)));
typedef uint16_t shorts16 __attribute__((vector_size(32), aligned(2)));
typedef int16_t signed_shorts16 __attribute__((vector_size(32), aligned(2)));
typedef int32_t masks16 __attribute__((vector_size(64)));

// Left and right in turn, from the nearest: what is summed first shows in the last bits.
GENERIC void near_sum(
    const int8_t *vectors, const uint16_t *rows, const float *factors, int32_t places, int32_t count, float *sum) {
    for (int32_t at = 0; at < count; at += 16) {
        floats16 total = {0};
        for (int32_t turn = 0; turn < places; turn++) {
            const int32_t place = turn / 2 + (turn % 2) * (places / 2);
            const bytes16 numbers = *(const bytes16 *)(vectors + (int64_t)rows[place] * count + at);
            const floats16 product = __builtin_convertvector(numbers, floats16) * *(const floats16 *)(factors + place * count + at);
            total += product;
        }
        *(floats16 *)(sum + at) = total;
    }
}

// All bits of the numbers that are not below 0.
GENERIC void store_rectified(const floats16 *sum, float *units) { *(floats16 *)units = (floats16)((masks16)*sum & ~(masks16)(*sum < 0)); }

// `blocks` sixteens at once from unit `at` on: a sum waits for the one before it.
GENERIC void hidden_blocks(
    const float *input, int32_t inputs, const float *weights, const float *bias, int32_t at, const int32_t blocks, float *hidden) {
    floats16 sums[4];
    for (int32_t block = 0; block < blocks; block++) sums[block] = *(const floats16 *)(bias + at + block * 16);
    const float *first = weights + (int64_t)at * inputs;
    for (int32_t row = 0; row < inputs; row++) {
        for (int32_t block = 0; block < blocks; block++) {
            sums[block] += input[row] * *(const floats16 *)(first + ((int64_t)block * inputs + row) * 16);
        }
    }
    for (int32_t block = 0; block < blocks; block++) store_rectified(&sums[block], hidden + at + block * 16);
}

GENERIC void hidden_layer(
    const float *input, int32_t inputs, const float *weights, const float *bias, int32_t units, const int32_t blocks, float *hidden) {
    int32_t at = 0;
    for (; at + blocks * 16 <= units; at += blocks * 16) hidden_blocks(input, inputs, weights, bias, at, blocks, hidden);
    for (; at < units; at += 16) hidden_blocks(input, inputs, weights, bias, at, 1, hidden);
}

GENERIC float product(const int8_t *vector, const float *units, int32_t count) {
    floats8 sums = {0};
    for (int32_t at = 0; at < count; at += 8) {
        const floats8 numbers = __builtin_convertvector(*(const bytes8 *)(vector + at), floats8);
        sums += numbers * *(const floats8 *)(units + at);
    }
    float sum = sums[0];
    for (int lane = 1; lane < 8; lane++) sum += sums[lane];
    return sum;
}

GENERIC void read_place(
    const int8_t *vectors, const uint16_t *rows, const float *factors, int32_t places, float *input, int32_t count,
    const float *weights, const float *bias, int32_t units, const int32_t blocks, float *hidden) {
    near_sum(vectors, rows, factors, places, count, input);
    hidden_layer(input, 2 * count, weights, bias, units, blocks, hidden);
}

// Numbers that overflow begin anew.
GENERIC void add(const int8_t *vector, int32_t sign, uint16_t *sum, int32_t count) {
    for (int32_t at = 0; at < count; at += 16) {
        const shorts16 numbers = __builtin_convertvector(*(const bytes16 *)(vector + at), shorts16);
        *(shorts16 *)(sum + at) = sign < 0 ? *(const shorts16 *)(sum + at) - numbers : *(const shorts16 *)(sum + at) + numbers;
    }
}

GENERIC void scale(const int16_t *sum, float factor, float *scaled, int32_t count) {
    for (int32_t at = 0; at < count; at += 16) {
        const floats16 numbers = __builtin_convertvector(*(const signed_shorts16 *)(sum + at), floats16);
        *(floats16 *)(scaled + at) = numbers * factor;
    }
}

#define PLACE_PARAMETERS \
    const int8_t *vectors, const uint16_t *rows, const float *factors, int32_t places, float *input, int32_t count, \
    const float *weights, const float *bias, int32_t units, float *hidden

// As many sums at once as there are registers for.
#define READ_PLACE(blocks) read_place(vectors, rows, factors, places, input, count, weights, bias, units, blocks, hidden)

static void read_place_plain(PLACE_PARAMETERS) { READ_PLACE(2); }

static void add_plain(const int8_t *vector, int32_t sign, int16_t *sum, int32_t count) { add(vector, sign, (uint16_t *)sum, count); }

static void scale_plain(const int16_t *sum, float factor, float *scaled, int32_t count) { scale(sum, factor, scaled, count); }

static float product_plain(const int8_t *vector, const float *units, int32_t count) { return product(vector, units, count); }

#if defined(__x86_64__)

// AVX2 does not hold the instructions for fused products. AVX-512 does: the pragma above keeps them out.
#define AVX2 __attribute__((target("avx2")))
#define AVX512 __attribute__((target("avx512f")))

AVX2 static void read_place_avx2(PLACE_PARAMETERS) { READ_PLACE(2); }

AVX512 static void read_place_avx512(PLACE_PARAMETERS) { READ_PLACE(4); }

AVX2 static void add_avx2(const int8_t *vector, int32_t sign, int16_t *sum, int32_t count) { add(vector, sign, (uint16_t *)sum, count); }

AVX2 static void scale_avx2(const int16_t *sum, float factor, float *scaled, int32_t count) { scale(sum, factor, scaled, count); }

AVX2 static float product_avx2(const int8_t *vector, const float *units, int32_t count) { return product(vector, units, count); }

#else
#define __builtin_cpu_supports(set) 0
#define read_place_avx2 read_place_plain
#define read_place_avx512 read_place_plain
#define add_avx2 add_plain
#define scale_avx2 scale_plain
#define product_avx2 product_plain
#endif

void unspin_network_read(PLACE_PARAMETERS) {
    if (__builtin_cpu_supports("avx512f")) {
        read_place_avx512(vectors, rows, factors, places, input, count, weights, bias, units, hidden);
    } else if (__builtin_cpu_supports("avx2")) {
        read_place_avx2(vectors, rows, factors, places, input, count, weights, bias, units, hidden);
    } else {
        read_place_plain(vectors, rows, factors, places, input, count, weights, bias, units, hidden);
    }
}

void unspin_network_add(const int8_t *vector, int32_t sign, int16_t *sum, int32_t count) {
    __builtin_cpu_supports("avx2") ? add_avx2(vector, sign, sum, count) : add_plain(vector, sign, sum, count);
}

void unspin_network_scale(const int16_t *sum, float factor, float *scaled, int32_t count) {
    __builtin_cpu_supports("avx2") ? scale_avx2(sum, factor, scaled, count) : scale_plain(sum, factor, scaled, count);
}

float unspin_network_product(const int8_t *vector, const float *units, int32_t count) {
    return __builtin_cpu_supports("avx2") ? product_avx2(vector, units, count) : product_plain(vector, units, count);
}
