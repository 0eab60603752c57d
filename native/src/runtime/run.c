#include <stddef.h>

#include "pool.h"

static bool is_shared(const wg_instruction *instruction)
{
    return instruction->tiles > 1 && instruction->tiles <= WG_POOL_MAX_TILES;
}

static int32_t run_alone(const wg_instruction *instruction, void *const *slots)
{
    int64_t tiles = instruction->tiles;
    for (int64_t tile = 0; tile < tiles; tile++) {
        int32_t status = instruction->kernel(instruction, slots, tile);
        if (status != WG_OK) {
            return status;
        }
    }
    return WG_OK;
}

/* Where the run goes on after a jump, or −1 if that is not here. */
static int64_t target_of(const wg_instruction *jump, int64_t index, int64_t count)
{
    int64_t target = index + jump->sizes[7];
    return target <= count ? target : -1;
}

int64_t wg_run(wg_pool *pool, const wg_instruction *instructions, int64_t start, int64_t count, void *const *slots)
{
    bool entered = pool != NULL && wg_pool_try_enter(pool);
    int64_t result = 0;
    int64_t i = start;
    while (i < count) {
        const wg_instruction *instruction = &instructions[i];
        int32_t status = WG_NO_KERNEL;
        if (instruction->kernel != NULL) {
            status = entered && is_shared(instruction) ? wg_pool_run(pool, instruction, slots)
                                                       : run_alone(instruction, slots);
        }
        int64_t next = status == WG_OK ? i + 1 : status == WG_JUMP ? target_of(instruction, i, count) : -1;
        if (next < 0) {
            result = (int64_t)((uint64_t)(i + 1) << 32 | (uint32_t)status);
            break;
        }
        i = next;
    }
    if (entered) {
        wg_pool_leave(pool);
    }
    return result;
}
