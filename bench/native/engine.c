#include "engine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "measure.h"

engine engine_open(const char *path)
{
    void *library = open_library(path);
    engine opened;
    const struct {
        const char *name;
        void *function;
    } functions[] = {
        {"wg_kernel_find", &opened.find},       {"wg_pool_create", &opened.pool_of},
        {"wg_pool_destroy", &opened.destroy},   {"wg_memory_allocate", &opened.allocate},
        {"wg_memory_release", &opened.release}, {"wg_run", &opened.run},
    };
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        void *function = function_of(library, functions[i].name);
        memcpy(functions[i].function, &function, sizeof function);
    }
    return opened;
}

wg_pool *engine_pool(const engine *with, int32_t threads)
{
    return threads > 1 ? with->pool_of(threads) : NULL;
}

void engine_run(const engine *with, wg_pool *pool, const wg_instruction *instructions, int64_t count,
                void *const *slots)
{
    int64_t status = with->run(pool, instructions, 0, count, slots);
    if (status != 0) {
        fprintf(stderr, "status %lld of instruction %lld\n", (long long)(status & UINT32_MAX),
                (long long)((status >> 32) - 1));
        exit(1);
    }
}

void engine_run_work(void *work)
{
    const engine_work *w = work;
    engine_run(w->with, w->pool, w->instructions, w->count, w->slots);
}
