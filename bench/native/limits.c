/*
 * The machine's limits: multiply-adds, bandwidth of the caches and of memory, and the time in which a pool of threads
 * gets to work and back.
 *
 *   limits LIBWENGERT ROUNDS THREADS…
 *
 * For each number of threads one line of JSON for multiply-adds in f32 and in f64, by instruction set; one for each
 * size of arrays, with the widest set that the machine has; and one for the pool. What is told is nanoseconds of one
 * call; `work` is what a call does: operations, or bytes read and written.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine.h"
#include "measure.h"

enum { LINE = 64, SLICE = 2000000, STEPS = 20000, INSTRUCTIONS = 200 };
enum { SMALLEST = 1 << 13, LARGEST = 1 << 28 };

#if defined(__x86_64__)
#define TARGET __attribute__((target("avx512f,fma"), optimize("fp-contract=fast")))
#define BYTES 64
#define SUFFIX avx512
#include "limits.inc"
#define TARGET __attribute__((target("avx2,fma"), optimize("fp-contract=fast")))
#define BYTES 32
#define SUFFIX avx2
#include "limits.inc"
#endif
#define TARGET
#define BYTES 16
#define SUFFIX baseline
#include "limits.inc"

typedef struct {
    const char *name;
    int bytes;
    wg_kernel fma_f32, fma_f64, read, write, copy, triad;
} set;

#define SET(name, bytes)                                                                                               \
    {                                                                                                                  \
#name, bytes, fma_f32_##name, fma_f64_##name, read_##name, write_##name, copy_##name, triad_##name             \
    }

static engine wengert;

static int sets_of_machine(set sets[])
{
    int count = 0;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f")) {
        sets[count++] = (set)SET(avx512, 64);
    }
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
        sets[count++] = (set)SET(avx2, 32);
    }
#endif
    sets[count++] = (set)SET(baseline, 16);
    return count;
}

static void multiply_adds(const set *sets, int count, int f64, int threads, int rounds, wg_pool *pool, void **slots)
{
    wg_instruction instructions[4];
    engine_work states[4];
    variant variants[4];
    memset(slots[0], 0, LINE);
    for (int i = 0; i < count; i++) {
        instructions[i] = (wg_instruction){
            .kernel = f64 ? sets[i].fma_f64 : sets[i].fma_f32, .tiles = threads, .slots = {0}, .sizes = {STEPS}};
        states[i] = (engine_work){&wengert, pool, &instructions[i], 1, slots};
        variants[i] = (variant){sets[i].name, engine_run_work, &states[i]};
    }
    /* Per step 12 vectors, two operations each. */
    printf("{\"limit\":\"multiply-adds\",\"dtype\":\"%s\",\"threads\":%d,\"work\":{", f64 ? "f64" : "f32", threads);
    for (int i = 0; i < count; i++) {
        printf("%s\"%s\":%.0f", i > 0 ? "," : "", sets[i].name, 24.0 * STEPS * threads * sets[i].bytes / (f64 ? 8 : 4));
    }
    printf("},\"variants\":");
    measure(variants, count, rounds, SLICE);
    printf("}\n");
}

/* Arrays of `bytes` in all: one for reading and writing, two for copying, three for the triad. */
static void bandwidth(const set *best, int64_t bytes, int threads, int rounds, wg_pool *pool, void **slots)
{
    const struct {
        const char *name;
        wg_kernel kernel;
        int arrays;
    } kinds[] = {
        {"read", best->read, 1}, {"write", best->write, 1}, {"copy", best->copy, 2}, {"triad", best->triad, 3}};
    wg_instruction instructions[4];
    engine_work states[4];
    variant variants[4];
    printf("{\"limit\":\"bandwidth\",\"set\":\"%s\",\"bytes\":%lld,\"threads\":%d,\"work\":{", best->name,
           (long long)bytes, threads);
    for (int i = 0; i < 4; i++) {
        int64_t each = bytes / kinds[i].arrays / (4 * 64 * threads) * (4 * 64 * threads);
        instructions[i] =
            (wg_instruction){.kernel = kinds[i].kernel, .tiles = threads, .slots = {1, 2, 3, 0}, .sizes = {each}};
        states[i] = (engine_work){&wengert, pool, &instructions[i], 1, slots};
        variants[i] = (variant){kinds[i].name, engine_run_work, &states[i]};
        printf("%s\"%s\":%lld", i > 0 ? "," : "", kinds[i].name, (long long)(each * kinds[i].arrays));
    }
    printf("},\"variants\":");
    measure(variants, 4, rounds, SLICE);
    printf("}\n");
}

static int32_t nothing(const wg_instruction *instruction, void *const *slots, int64_t tile)
{
    (void)instruction, (void)slots, (void)tile;
    return WG_OK;
}

/* Instructions of as many tiles as there are threads, with nothing to do; beside them those of one tile. */
static void barrier(int threads, int rounds, wg_pool *pool, void **slots)
{
    static wg_instruction alone[INSTRUCTIONS];
    static wg_instruction together[INSTRUCTIONS];
    for (int i = 0; i < INSTRUCTIONS; i++) {
        alone[i] = (wg_instruction){.kernel = nothing, .tiles = 1};
        together[i] = (wg_instruction){.kernel = nothing, .tiles = threads};
    }
    engine_work states[] = {{&wengert, pool, alone, INSTRUCTIONS, slots},
                            {&wengert, pool, together, INSTRUCTIONS, slots}};
    variant variants[] = {{"one tile", engine_run_work, &states[0]},
                          {"a tile for each thread", engine_run_work, &states[1]}};
    printf(
        "{\"limit\":\"barrier\",\"threads\":%d,\"work\":{\"one tile\":%d,\"a tile for each thread\":%d},\"variants\":",
        threads, INSTRUCTIONS, INSTRUCTIONS);
    measure(variants, 2, rounds, SLICE);
    printf("}\n");
}

int main(int count, char **arguments)
{
    if (count < 4) {
        fprintf(stderr, "usage: limits LIBWENGERT ROUNDS THREADS…\n");
        return 2;
    }
    wengert = engine_open(arguments[1]);
    int rounds = atoi(arguments[2]);
    set sets[4];
    int set_count = sets_of_machine(sets);
    void *slots[] = {wengert.allocate(LINE * 1025), wengert.allocate(LARGEST), wengert.allocate(LARGEST),
                     wengert.allocate(LARGEST)};
    /* Pages that nobody wrote to are all the same page, which the cache holds. */
    for (int array = 1; array <= 3; array++) {
        memset(slots[array], 1, LARGEST);
    }
    for (int i = 3; i < count; i++) {
        int threads = atoi(arguments[i]);
        wg_pool *pool = engine_pool(&wengert, threads);
        multiply_adds(sets, set_count, 0, threads, rounds, pool, slots);
        multiply_adds(sets, set_count, 1, threads, rounds, pool, slots);
        for (int64_t bytes = SMALLEST; bytes <= LARGEST; bytes *= 2) {
            bandwidth(&sets[0], bytes, threads, rounds, pool, slots);
        }
        if (threads > 1) {
            barrier(threads, rounds, pool, slots);
        }
        fflush(stdout);
        wengert.destroy(pool);
    }
    return 0;
}
