#ifndef C_UNSPIN_MEMORY_H
#define C_UNSPIN_MEMORY_H

#include <stddef.h>

/// From now on, blocks of memory of at least `large_bytes` go back to the system when they are freed, and threads that begin share so
/// many `heaps`. Does nothing where the C library has no such settings.
void unspin_memory_bound(size_t large_bytes, int heaps);

#endif
