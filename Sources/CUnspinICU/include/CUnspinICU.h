#ifndef UNSPIN_ICU_H
#define UNSPIN_ICU_H
#include <stdint.h>

/// A stretch of text between two word boundaries of UAX #29; it begins where the one before it ends.
typedef struct {
    /// Past-last byte.
    int32_t end;
    /// What ICU says it is: 0 for marks and white space, 100 for numbers, 200 and more for words.
    int32_t status;
} unspin_word_segment;

/// Cuts UTF-8 text into words with the system's ICU. Malformed bytes are segments of their own.
///
/// `segments` needs room for `count` elements. Returns how many were written, or -1 where ICU fails (no memory, no rules).
/// Each thread keeps a break iterator of its own, so calls from many threads need no lock.
int32_t unspin_cut_words(const uint8_t *bytes, int32_t count, unspin_word_segment *segments);

#endif
