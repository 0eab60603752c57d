#include "check.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define GUARD 128
#define PATTERN 0xA5

enum { PASSED = 0, FAILED = 1, WRONG_USAGE = 2, SKIPPED = 77 };

typedef struct block {
    struct block *next;
    unsigned char *raw;
    unsigned char *memory;
    int64_t bytes;
} block;

#if defined(__SANITIZE_ADDRESS__)
/* Tests ask for more memory than there is, to see it refused. */
__attribute__((visibility("default"))) const char *__asan_default_options(void);

const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}
#endif

static const char *running;
static int failures;
static bool benches;
static bool exhaustive;
static uint64_t seed = 1;
static uint64_t state;
static block *blocks;

void check_fail(const char *file, int line, const char *format, ...)
{
    if (++failures > 20) {
        return;
    }
    fprintf(stderr, "%s:%d: %s (%s, --seed %" PRIu64 "): ", file, line, running, wg_isa(), seed);
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
}

bool check_benches(void)
{
    return benches;
}

bool check_exhaustive(void)
{
    return exhaustive;
}

/* SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014. */
uint64_t check_bits(void)
{
    state += UINT64_C(0x9e3779b97f4a7c15);
    uint64_t z = state;
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

int64_t check_integer(int64_t low, int64_t high)
{
    return low + (int64_t)(check_bits() % (uint64_t)(high - low));
}

double check_real(double low, double high)
{
    return low + (high - low) * ((double)(check_bits() >> 11) * 0x1p-53);
}

void *check_memory_at(int64_t bytes, int64_t misaligned)
{
    block *next = malloc(sizeof *next);
    size_t whole = ((size_t)bytes + (size_t)misaligned + 2 * GUARD + 63) / 64 * 64;
    unsigned char *raw = aligned_alloc(64, whole);
    if (next == NULL || raw == NULL) {
        fprintf(stderr, "no memory for a test\n");
        exit(FAILED);
    }
    memset(raw, PATTERN, whole);
    *next = (block){blocks, raw, raw + GUARD + misaligned, bytes};
    blocks = next;
    return next->memory;
}

void *check_memory(int64_t bytes)
{
    return check_memory_at(bytes, 0);
}

float *check_floats(int64_t count, double low, double high)
{
    float *x = check_memory(count * (int64_t)sizeof *x);
    for (int64_t i = 0; i < count; i++) {
        x[i] = (float)check_real(low, high);
    }
    return x;
}

double *check_doubles(int64_t count, double low, double high)
{
    double *x = check_memory(count * (int64_t)sizeof *x);
    for (int64_t i = 0; i < count; i++) {
        x[i] = check_real(low, high);
    }
    return x;
}

static bool is_pattern(const unsigned char *bytes, int64_t count)
{
    for (int64_t i = 0; i < count; i++) {
        if (bytes[i] != PATTERN) {
            return false;
        }
    }
    return true;
}

void check_release(void)
{
    while (blocks != NULL) {
        block *last = blocks;
        CHECK(is_pattern(last->raw, last->memory - last->raw), "wrote before a buffer of %" PRId64 " bytes",
              last->bytes);
        CHECK(is_pattern(last->memory + last->bytes, GUARD), "wrote behind a buffer of %" PRId64 " bytes", last->bytes);
        blocks = last->next;
        free(last->raw);
        free(last);
    }
}

bool check_same(const void *a, const void *b, int64_t bytes)
{
    return bytes == 0 || memcmp(a, b, (size_t)bytes) == 0;
}

/* Fills in the instruction and says whether there is such a kernel. */
static bool prepare(const check_call *call, wg_instruction *instruction)
{
    *instruction = (wg_instruction){.kernel = wg_kernel_find(call->kernel), .tiles = call->tiles};
    for (int i = 0; i < 12; i++) {
        instruction->slots[i] = call->slots[i] == NULL ? -1 : i;
    }
    memcpy(instruction->sizes, call->sizes, sizeof call->sizes);
    memcpy(instruction->scalars, call->scalars, sizeof call->scalars);
    CHECK(instruction->kernel != NULL, "there is no kernel %s", call->kernel);
    return instruction->kernel != NULL;
}

int32_t check_run(const check_call *call)
{
    wg_instruction instruction;
    if (!prepare(call, &instruction)) {
        return WG_NO_KERNEL;
    }
    return (int32_t)(uint32_t)wg_run(NULL, &instruction, 0, 1, call->slots);
}

static double seconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

void check_bench(const check_call *call, const char *label, double bytes, double flops)
{
    wg_instruction instruction;
    if (!benches || !prepare(call, &instruction)) {
        return;
    }
    double best = 1e30;
    double start = seconds();
    for (int64_t repeats = 1; seconds() - start < 0.2;) {
        double before = seconds();
        for (int64_t i = 0; i < repeats; i++) {
            wg_run(NULL, &instruction, 0, 1, call->slots);
        }
        double took = seconds() - before;
        if (took < 1e-3) {
            repeats *= 2;
        } else if (took / (double)repeats < best) {
            best = took / (double)repeats;
        }
    }
    printf("%-10s %-28s %-28s %12.1f ns %8.2f GB/s", wg_isa(), call->kernel, label, best * 1e9, bytes / best * 1e-9);
    if (flops > 0) {
        printf(" %8.2f GFLOP/s", flops / best * 1e-9);
    }
    putchar('\n');
}

static bool is_wanted(const char *name, int count, char **names)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(name, names[i]) == 0) {
            return true;
        }
    }
    return count == 0;
}

int main(int count, char **arguments)
{
    int first = 1;
    for (; first < count && strncmp(arguments[first], "--", 2) == 0; first++) {
        if (strcmp(arguments[first], "--bench") == 0) {
            benches = true;
        } else if (strcmp(arguments[first], "--exhaustive") == 0) {
            exhaustive = true;
        } else if (strcmp(arguments[first], "--seed") == 0 && first + 1 < count) {
            seed = strtoull(arguments[++first], NULL, 0);
        } else {
            fprintf(stderr, "usage: %s [--bench] [--exhaustive] [--seed N] [TEST...]\n", arguments[0]);
            return WRONG_USAGE;
        }
    }
    const char *isa = getenv("WENGERT_ISA");
    if (isa != NULL && strcmp(isa, wg_isa()) != 0) {
        printf("this machine has no kernel set %s\n", isa);
        return SKIPPED;
    }
    bool passed = true;
    for (const check_test *test = check_tests; test->name != NULL; test++) {
        if (!is_wanted(test->name, count - first, arguments + first)) {
            continue;
        }
        running = test->name;
        state = seed;
        failures = 0;
        test->run();
        check_release();
        passed = passed && failures == 0;
    }
    return passed ? PASSED : FAILED;
}
