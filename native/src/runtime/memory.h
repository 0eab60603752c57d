/** The library's own allocations, all of which are counted. */
#ifndef WENGERT_RUNTIME_MEMORY_H
#define WENGERT_RUNTIME_MEMORY_H

/** Counts an allocation that does not come from wg_memory_allocate. */
void wg_memory_count_allocation(void);

#endif
