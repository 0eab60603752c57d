#include "memory.h"

#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include <wengert/wengert.h>

#define SMALL_ALIGNMENT ((size_t)64)
#define HUGE_PAGE ((size_t)2 << 20)
#define HUGE_FROM ((int64_t)4 << 20)

static _Atomic int64_t allocations;
static _Atomic int64_t held;

/* Lies just below the address that the caller gets. */
typedef struct {
    int64_t bytes;
    /* What the system gave, and how much of it was mapped; 0 when it came from the heap. */
    void *base;
    size_t mapped;
} header;

_Static_assert(sizeof(header) <= SMALL_ALIGNMENT, "the header fits below the address");

static header *header_of(void *memory)
{
    return (header *)((char *)memory - SMALL_ALIGNMENT);
}

static void *place(void *base, size_t mapped, char *memory, int64_t bytes)
{
    *header_of(memory) = (header){bytes, base, mapped};
    return memory;
}

static void *allocate_from_heap(int64_t bytes, size_t alignment)
{
    void *base = NULL;
    if (posix_memalign(&base, alignment, alignment + (size_t)bytes) != 0) {
        return NULL;
    }
    char *memory = (char *)base + alignment;
    memset(memory, 0, (size_t)bytes);
    return place(base, 0, memory, bytes);
}

#if defined(__SANITIZE_ADDRESS__)

/* The address sanitizer watches the ends of what comes from the heap, but not of what is mapped. */
static void *allocate_huge(int64_t bytes)
{
    return allocate_from_heap(bytes, HUGE_PAGE);
}

#else

/*
 * Address space is cheap: two huge pages more than needed leave room to align and for the header, and stay untouched.
 */
static void *allocate_huge(int64_t bytes)
{
    size_t mapped = (size_t)bytes + 2 * HUGE_PAGE;
    void *base = mmap(NULL, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (base == MAP_FAILED) {
        return NULL;
    }
    uintptr_t first = (uintptr_t)base + SMALL_ALIGNMENT;
    size_t offset = (first + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE - (uintptr_t)base;
    char *memory = (char *)base + offset;
#if defined(MADV_HUGEPAGE)
    /* Advice: where it is not taken the memory is as good, only slower to walk. */
    (void)madvise(memory, (size_t)bytes, MADV_HUGEPAGE);
#endif
    return place(base, mapped, memory, bytes);
}

#endif

void *wg_memory_allocate(int64_t bytes)
{
    if (bytes < 0 || bytes > PTRDIFF_MAX / 2) {
        return NULL;
    }
    void *memory = bytes < HUGE_FROM ? allocate_from_heap(bytes, SMALL_ALIGNMENT) : allocate_huge(bytes);
    if (memory != NULL) {
        wg_memory_count_allocation();
        atomic_fetch_add_explicit(&held, bytes, memory_order_relaxed);
    }
    return memory;
}

void wg_memory_release(void *memory)
{
    if (memory == NULL) {
        return;
    }
    header block = *header_of(memory);
    atomic_fetch_sub_explicit(&held, block.bytes, memory_order_relaxed);
    if (block.mapped == 0) {
        free(block.base);
    } else {
        munmap(block.base, block.mapped);
    }
}

void wg_memory_count_allocation(void)
{
    atomic_fetch_add_explicit(&allocations, 1, memory_order_relaxed);
}

int64_t wg_memory_allocations(void)
{
    return atomic_load_explicit(&allocations, memory_order_relaxed);
}

int64_t wg_memory_held(void)
{
    return atomic_load_explicit(&held, memory_order_relaxed);
}
