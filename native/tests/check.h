/**
 * A small test harness: each test program lists its tests in `check_tests`; check.c has main.
 *
 *     program [--bench] [--exhaustive] [--seed N] [TEST...]
 *
 * runs the tests (those named, or all) and, with --bench, prints times where a test asks for them. --exhaustive makes
 * tests that sample a space go through all of it, which may take minutes. The exit status is 0 when all passed, 1 when
 * one failed, and 77 when WENGERT_ISA names a kernel set that this machine lacks.
 */
#ifndef WENGERT_TESTS_CHECK_H
#define WENGERT_TESTS_CHECK_H

#include <stdbool.h>
#include <stdint.h>

#include <wengert/wengert.h>

typedef struct {
    const char *name;
    void (*run)(void);
} check_test;

#define CHECK_TEST(function)                                                                                           \
    {                                                                                                                  \
#function, function                                                                                            \
    }

/** The tests of the program; the last has no name. */
extern const check_test check_tests[];

/** Records a failure of the running test, unless `condition` holds; the test goes on. What follows is as for printf. */
#define CHECK(condition, ...)                                                                                          \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            check_fail(__FILE__, __LINE__, __VA_ARGS__);                                                               \
        }                                                                                                              \
    } while (0)

__attribute__((format(printf, 3, 4))) void check_fail(const char *file, int line, const char *format, ...);

/** Whether --bench was given. */
bool check_benches(void);

/** Whether --exhaustive was given. */
bool check_exhaustive(void);

/** Random numbers; each test starts again from the seed. `check_integer` is in [low, high), `check_real` likewise. */
uint64_t check_bits(void);
int64_t check_integer(int64_t low, int64_t high);
double check_real(double low, double high);

/**
 * Gives `bytes` of memory, aligned to 64 bytes plus `misaligned`, filled with a pattern that is no likely result and
 * with guard bytes before and behind.
 */
void *check_memory_at(int64_t bytes, int64_t misaligned);
void *check_memory(int64_t bytes);

/** Arrays of random numbers in [low, high). */
float *check_floats(int64_t count, double low, double high);
double *check_doubles(int64_t count, double low, double high);

/**
 * Fails the test where a guard byte was changed, then frees all that check_memory gave. The end of a test does so
 * too.
 */
void check_release(void);

/** Whether two arrays hold the same bytes. */
bool check_same(const void *a, const void *b, int64_t bytes);

/** One instruction, spelled with the kernel's name and buffer addresses; a null slot is an operand that is left out. */
typedef struct {
    const char *kernel;
    int64_t tiles;
    void *slots[12];
    int64_t sizes[8];
    double scalars[4];
} check_call;

/** Runs the instruction on this thread and returns its status; fails the test when there is no such kernel. */
int32_t check_run(const check_call *call);

/**
 * With --bench: runs the instruction for about 0.2 s and prints its time, GB/s for `bytes`, GFLOP/s for `flops` (if
 * not 0).
 */
void check_bench(const check_call *call, const char *label, double bytes, double flops);

#endif
