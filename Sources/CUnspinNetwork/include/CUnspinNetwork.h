#ifndef UNSPIN_NETWORK_H
#define UNSPIN_NETWORK_H
#include <stdint.h>

// The arithmetic of the context model. With AVX2 or AVX-512, where the processor has them, it takes half the time or less, and every bit of the
// results is the same: each number is summed in one order, and no product is fused with a sum. Counts of numbers are multiples of 16.

/// Reads one place: the words around it become a layer of rectified units.
///
/// The first `count` numbers of `input` become the sum, number by number, of the vectors of `rows` times the factors of their places; the
/// other `count` are given. Vectors have `count` numbers each, and so have the factors of each of the `places`, an even number. `weights` holds, for each
/// sixteen units, a row of their weights for each number of the input.
void unspin_network_read(
    const int8_t *vectors, const uint16_t *rows, const float *factors, int32_t places, float *input, int32_t count,
    const float *weights, const float *bias, int32_t units, float *hidden);

/// Adds a vector of `count` numbers to a sum, or takes it away where `sign` is below 0. A sum that overflows wraps.
void unspin_network_add(const int8_t *vector, int32_t sign, int16_t *sum, int32_t count);

/// Writes `count` numbers of a sum, each times a factor.
void unspin_network_scale(const int16_t *sum, float factor, float *scaled, int32_t count);

/// The product of a vector with the units, `count` of each.
float unspin_network_product(const int8_t *vector, const float *units, int32_t count);

#endif
