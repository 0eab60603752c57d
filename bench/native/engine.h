/** The functions of libwengert that drivers call. */
#ifndef WENGERT_BENCH_ENGINE_H
#define WENGERT_BENCH_ENGINE_H

#include "wengert/wengert.h"

typedef struct {
    wg_kernel (*find)(const char *name);
    wg_pool *(*pool_of)(int32_t threads);
    void (*destroy)(wg_pool *pool);
    void *(*allocate)(int64_t bytes);
    void (*release)(void *memory);
    int64_t (*run)(wg_pool *pool, const wg_instruction *instructions, int64_t start, int64_t count, void *const *slots);
} engine;

/** Opens the library, or ends the process with a message. */
engine engine_open(const char *path);

/** The pool for so many threads: none for one. */
wg_pool *engine_pool(const engine *with, int32_t threads);

/** Runs all instructions; ends the process with a message if one of them reports an error. */
void engine_run(const engine *with, wg_pool *pool, const wg_instruction *instructions, int64_t count,
                void *const *slots);

/** Instructions with the memory that they are about, as a variant's state. */
typedef struct {
    const engine *with;
    wg_pool *pool;
    const wg_instruction *instructions;
    int64_t count;
    void *const *slots;
} engine_work;

/** Runs the instructions of an engine_work; fits `variant.run`. */
void engine_run_work(void *work);

#endif
