#include "CUnspinMemory.h"

// Says which C library it is of.
#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

void unspin_memory_bound(size_t large_bytes, int heaps) {
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, (int)large_bytes);
    mallopt(M_ARENA_MAX, heaps);
#else
    (void)large_bytes;
    (void)heaps;
#endif
}
