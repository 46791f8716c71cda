#ifndef UNSPIN_ALLOCATIONS_H
#define UNSPIN_ALLOCATIONS_H
#include <stdbool.h>
#include <stdint.h>

/// How many blocks of memory the calling thread has asked for so far; always 0 where allocations cannot be counted.
uint64_t unspin_allocations(void);

/// Whether they can be counted: not without glibc, nor with a sanitizer.
bool unspin_counts_allocations(void);

/// Bytes of the blocks that are mapped on their own, and go back to the system when they are freed; always 0 where allocations cannot be
/// counted.
uint64_t unspin_mapped_bytes(void);

#endif
