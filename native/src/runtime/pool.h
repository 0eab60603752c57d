/**
 * A fork-join pool: the calling thread hands one instruction at a time to the workers and takes part itself.
 *
 * A pool serves one run at a time; between wg_pool_try_enter and wg_pool_leave it belongs to the thread that entered.
 */
#ifndef WENGERT_RUNTIME_POOL_H
#define WENGERT_RUNTIME_POOL_H

#include <stdbool.h>

#include <wengert/wengert.h>

/** Takes the pool for this thread, or returns false when another thread has it. */
bool wg_pool_try_enter(wg_pool *pool);

/** Gives the pool back; everything that the workers wrote is visible to whoever enters next. */
void wg_pool_leave(wg_pool *pool);

/** The most tiles that wg_pool_run can hand out. */
#define WG_POOL_MAX_TILES UINT32_MAX

/**
 * Runs every tile, 1 … WG_POOL_MAX_TILES of them, of the instruction and returns the status of the lowest tile that
 * reported one, or 0.
 */
int32_t wg_pool_run(wg_pool *pool, const wg_instruction *instruction, void *const *slots);

#endif
