#ifndef UNSPIN_ALLOCATIONS_H
#define UNSPIN_ALLOCATIONS_H
#include <stdint.h>

/// How many blocks of memory the calling thread has asked for so far; always 0 where allocations cannot be counted (not glibc).
uint64_t unspin_allocations(void);

#endif
