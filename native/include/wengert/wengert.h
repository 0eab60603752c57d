/**
 * libwengert: runs schedules of kernels over memory that the caller owns.
 *
 * Every function is safe to call from any thread. Nothing is printed, no signal handler is installed, no process-wide
 * setting exists but the kernel set, which is chosen once when the library is loaded (environment: WENGERT_ISA).
 */
#ifndef WENGERT_WENGERT_H
#define WENGERT_WENGERT_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(_WIN32)
#define WG_API __declspec(dllexport)
#else
#define WG_API __attribute__((visibility("default")))
#endif

/**
 * What a kernel or a call reports. Zero is success; any other number ends a run, but for two that say how it goes on,
 * which are none that a kernel would report by chance.
 */
enum {
    /** A Java function is to be called, and then the run resumed behind this instruction. */
    WG_HOST = -1000002,
    /** The run goes on `sizes[7]` instructions after this one, or before it where that is negative. */
    WG_JUMP = -1000001,
    WG_OK = 0,
    /** An index operand holds a value outside [0, size) of the axis that it selects from. */
    WG_INDEX_OUT_OF_RANGE = 1,
    /** The system gave no memory or no thread. */
    WG_OUT_OF_RESOURCES = 2,
    /** The instruction has no kernel. */
    WG_NO_KERNEL = 3,
    /** A matrix that is to be solved with or inverted is singular. */
    WG_SINGULAR = 4,
    /** A matrix that is to be factored into a triangle and its transpose is not positive definite. */
    WG_NOT_POSITIVE_DEFINITE = 5,
    /** A loop goes on that was to have ended. */
    WG_LOOP_NOT_ENDED = 6
};

typedef struct wg_instruction wg_instruction;

/**
 * A kernel computes one tile of one instruction.
 *
 * Tiles are numbered 0 … tiles − 1, may run in any order and on any thread, and write disjoint elements. A kernel
 * allocates nothing, keeps no state, and never calls back into the JVM. `slots` is the schedule's table of buffer
 * addresses; only the kernel point of the family control, which has one tile, writes into it.
 */
typedef int32_t (*wg_kernel)(const wg_instruction *instruction, void *const *slots, int64_t tile);

/**
 * One step of a schedule, 160 bytes of plain data.
 *
 * What `slots`, `sizes` and `scalars` mean is stated by the kernel's family (native/src/kernels). In every family the
 * results come first in `slots`, then the operands. Operands are dense and row-major.
 */
struct wg_instruction {
    wg_kernel kernel;
    /** How many tiles the work is cut into: a function of the shapes alone, never of the thread count; 0 is no work. */
    int64_t tiles;
    /** Indices into the table of buffer addresses. */
    int32_t slots[12];
    int64_t sizes[8];
    double scalars[4];
};

/** A fork-join pool of threads; see wg_pool_create. */
typedef struct wg_pool wg_pool;

/** The version of the library, such as "0.1.0". Static storage. */
WG_API const char *wg_version(void);

/** The kernel set in use: "avx512", "avx2", "baseline" or "portable". Static storage. */
WG_API const char *wg_isa(void);

/** The best kernel set that this machine has, whatever WENGERT_ISA says. Static storage. */
WG_API const char *wg_isa_best(void);

/** An English sentence for a status. Static storage; never null. */
WG_API const char *wg_status_message(int32_t status);

/** The kernel of that name in the set in use, or null. `name` is read only during the call. */
WG_API wg_kernel wg_kernel_find(const char *name);

/** How many kernels there are. */
WG_API int64_t wg_kernel_count(void);

/** The name of kernel `index` in [0, wg_kernel_count()), or null. Static storage. */
WG_API const char *wg_kernel_name(int64_t index);

/**
 * Gives `bytes` of zeroed memory, aligned to 64 bytes and, from 4 MiB on, to 2 MiB with huge pages advised where the
 * system has them; null when there is none. The caller gives it back with wg_memory_release. `bytes` = 0 gives a
 * valid address.
 */
WG_API void *wg_memory_allocate(int64_t bytes);

/** Gives back what wg_memory_allocate gave; null is ignored. */
WG_API void wg_memory_release(void *memory);

/** How many allocations of any kind (memory, pools) the library has made since it was loaded. */
WG_API int64_t wg_memory_allocations(void);

/** How many bytes wg_memory_allocate has given and not got back. */
WG_API int64_t wg_memory_held(void);

/**
 * Starts a pool in which `threads` ≥ 2 threads take part, the calling one among them, so `threads` − 1 are created.
 * Null when the system gives no thread. Idle workers spin for at most 50 µs and then park.
 */
WG_API wg_pool *wg_pool_create(int32_t threads);

/** Stops the threads of a pool that is not in use and frees it; null is ignored. */
WG_API void wg_pool_destroy(wg_pool *pool);

/**
 * Runs the instructions from index `start` on, each to its end before the next begins, up to index `count` or as jumps
 * say. A jump to index `count` ends the run.
 *
 * `pool` may be null: then the calling thread does everything. A pool that is busy with another caller's run is not
 * waited for: the calling thread then does everything. The results are the same bits in all these cases.
 *
 * Kernels use up to 256 KiB of the calling thread's stack.
 *
 * Returns 0, or (index of the instruction + 1) << 32 | status, its low half, where one ended the run: a kernel reported
 * an error (where several tiles do, that of the lowest counts), WG_HOST, or WG_JUMP to an index outside [0, count].
 * Nothing is then lost by going on with another call.
 */
WG_API int64_t wg_run(wg_pool *pool, const wg_instruction *instructions, int64_t start, int64_t count,
                      void *const *slots);

#ifdef __cplusplus
}
#endif

#endif
