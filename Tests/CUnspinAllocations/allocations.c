#include "CUnspinAllocations.h"
#include <errno.h>
#include <stdlib.h>

// Sanitizers put functions of their own there.
#if defined(__GLIBC__) && !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)

#include <malloc.h>

// Takes the place of libc's functions in every program that links this.
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static __thread uint64_t count;

void *malloc(size_t bytes) { count++; return __libc_malloc(bytes); }
void *calloc(size_t items, size_t bytes) { count++; return __libc_calloc(items, bytes); }
void *realloc(void *block, size_t bytes) { count++; return __libc_realloc(block, bytes); }
void *memalign(size_t alignment, size_t bytes) { count++; return __libc_memalign(alignment, bytes); }
void *aligned_alloc(size_t alignment, size_t bytes) { return memalign(alignment, bytes); }

int posix_memalign(void **block, size_t alignment, size_t bytes) {
    *block = memalign(alignment, bytes);
    return *block ? 0 : ENOMEM;
}

uint64_t unspin_allocations(void) { return count; }
bool unspin_counts_allocations(void) { return true; }
uint64_t unspin_mapped_bytes(void) { return mallinfo2().hblkhd; }

#else

uint64_t unspin_allocations(void) { return 0; }
bool unspin_counts_allocations(void) { return false; }
uint64_t unspin_mapped_bytes(void) { return 0; }

#endif
