#include "measure.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { MOST_VARIANTS = 64, WARM_ROUNDS = 2 };

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static int64_t time_of(const variant *v, int64_t calls)
{
    int64_t start = now();
    for (int64_t i = 0; i < calls; i++) {
        v->run(v->state);
    }
    return now() - start;
}

double draw(void)
{
    static uint64_t state;
    static int seeded;
    if (!seeded) {
        const char *seed = getenv("BENCH_SEED");
        state = seed != NULL ? strtoull(seed, NULL, 10) : 0;
        seeded = 1;
    }
    state = state * 6364136223846793005U + 1442695040888963407U;
    return (double)(state >> 11) * 0x1p-53;
}

/* How many calls take about `slice`; doubles, so that what the first call alone pays for does not count. */
static int64_t calls_in(const variant *v, int64_t slice)
{
    int64_t calls = 1;
    for (;;) {
        int64_t time = time_of(v, calls);
        if (time >= slice / 2) {
            int64_t fitting = (int64_t)((double)calls * (double)slice / (double)time);
            return fitting < 1 ? 1 : fitting;
        }
        calls *= 2;
    }
}

void measure(const variant *variants, int count, int rounds, int64_t slice)
{
    int64_t calls[MOST_VARIANTS];
    if (count > MOST_VARIANTS) {
        fprintf(stderr, "at most %d variants, found %d\n", MOST_VARIANTS, count);
        exit(2);
    }
    double *times = malloc((size_t)count * (size_t)rounds * sizeof(double));
    for (int v = 0; v < count; v++) {
        calls[v] = calls_in(&variants[v], slice);
    }
    for (int round = -WARM_ROUNDS; round < rounds; round++) {
        for (int turn = 0; turn < count; turn++) {
            int v = (turn + round + WARM_ROUNDS) % count;
            int64_t time = time_of(&variants[v], calls[v]);
            if (round >= 0) {
                times[v * rounds + round] = (double)time / (double)calls[v];
            }
        }
    }
    printf("[");
    for (int v = 0; v < count; v++) {
        printf("%s{\"name\":\"%s\",\"nanoseconds\":[", v > 0 ? "," : "", variants[v].name);
        for (int round = 0; round < rounds; round++) {
            printf("%s%.1f", round > 0 ? "," : "", times[v * rounds + round]);
        }
        printf("]}");
    }
    printf("]");
    free(times);
}

void *open_library(const char *path)
{
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        fprintf(stderr, "%s\n", dlerror());
        exit(1);
    }
    return library;
}

void *function_of(void *library, const char *name)
{
    void *function = dlsym(library, name);
    if (function == NULL) {
        fprintf(stderr, "%s\n", dlerror());
        exit(1);
    }
    return function;
}
