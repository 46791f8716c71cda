#include "CUnspinNetwork.h"

// A fused product rounds once where others round twice.
#pragma STDC FP_CONTRACT OFF

#define GENERIC static inline __attribute__((always_inline))

// Vectors of the compiler, which it splits as the instruction set needs; alignment as that of their numbers.
typedef float floats8 __attribute__((vector_size(32), aligned(4)));
typedef float floats16 __attribute__((vector_size(64), aligned(4)));
typedef int8_t bytes8 __attribute__((vector_size(8), aligned(1)));
typedef int8_t bytes16 __attribute__((vector_size(16), aligned(1)));
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

GENERIC void hidden_layer(
    const float *input, int32_t inputs, const float *weights, const float *bias, int32_t units, float *hidden) {
    int32_t at = 0;
    // Two sixteens at once: a sum waits for the one before it.
    for (; at + 32 <= units; at += 32) {
        floats16 left = *(const floats16 *)(bias + at), right = *(const floats16 *)(bias + at + 16);
        const float *of_left = weights + (int64_t)at * inputs, *of_right = of_left + (int64_t)16 * inputs;
        for (int32_t row = 0; row < inputs; row++) {
            left += input[row] * *(const floats16 *)(of_left + row * 16);
            right += input[row] * *(const floats16 *)(of_right + row * 16);
        }
        store_rectified(&left, hidden + at);
        store_rectified(&right, hidden + at + 16);
    }
    for (; at < units; at += 16) {
        floats16 sum = *(const floats16 *)(bias + at);
        for (int32_t row = 0; row < inputs; row++) sum += input[row] * *(const floats16 *)(weights + (int64_t)at * inputs + row * 16);
        store_rectified(&sum, hidden + at);
    }
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
    const float *weights, const float *bias, int32_t units, float *hidden) {
    near_sum(vectors, rows, factors, places, count, input);
    hidden_layer(input, 2 * count, weights, bias, units, hidden);
}

#if defined(__x86_64__)

// `avx2` does not hold the instructions for fused products.
#define AVX2 __attribute__((target("avx2")))

AVX2 static void read_place_avx2(
    const int8_t *vectors, const uint16_t *rows, const float *factors, int32_t places, float *input, int32_t count,
    const float *weights, const float *bias, int32_t units, float *hidden) {
    read_place(vectors, rows, factors, places, input, count, weights, bias, units, hidden);
}

AVX2 static float product_avx2(const int8_t *vector, const float *units, int32_t count) { return product(vector, units, count); }

#else
#define __builtin_cpu_supports(set) 0
#define read_place_avx2 read_place
#define product_avx2 product
#endif

void unspin_network_read(
    const int8_t *vectors, const uint16_t *rows, const float *factors, int32_t places, float *input, int32_t count,
    const float *weights, const float *bias, int32_t units, float *hidden) {
    if (__builtin_cpu_supports("avx2")) {
        read_place_avx2(vectors, rows, factors, places, input, count, weights, bias, units, hidden);
    } else {
        read_place(vectors, rows, factors, places, input, count, weights, bias, units, hidden);
    }
}

float unspin_network_product(const int8_t *vector, const float *units, int32_t count) {
    return __builtin_cpu_supports("avx2") ? product_avx2(vector, units, count) : product(vector, units, count);
}
