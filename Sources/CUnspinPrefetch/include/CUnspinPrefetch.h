#ifndef UNSPIN_PREFETCH_H
#define UNSPIN_PREFETCH_H

/// Begins to bring the cache line at `address` near. Never faults; Swift has no such hint of its own.
static inline void unspin_prefetch(const void *address) { __builtin_prefetch(address); }

#endif
