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

int64_t wg_run(wg_pool *pool, const wg_instruction *instructions, int64_t count, void *const *slots)
{
    bool entered = pool != NULL && wg_pool_try_enter(pool);
    int64_t result = 0;
    for (int64_t i = 0; i < count; i++) {
        const wg_instruction *instruction = &instructions[i];
        int32_t status = WG_NO_KERNEL;
        if (instruction->kernel != NULL) {
            status = entered && is_shared(instruction) ? wg_pool_run(pool, instruction, slots)
                                                       : run_alone(instruction, slots);
        }
        if (status != WG_OK) {
            result = (int64_t)((uint64_t)(i + 1) << 32 | (uint32_t)status);
            break;
        }
    }
    if (entered) {
        wg_pool_leave(pool);
    }
    return result;
}
