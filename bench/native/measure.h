/** What the drivers share: variants of one piece of work, timed by turns as PROTOCOL.md says. */
#ifndef WENGERT_BENCH_MEASURE_H
#define WENGERT_BENCH_MEASURE_H

#include <stdint.h>

/** One way to do the work; `run` does it once. */
typedef struct {
    const char *name;
    void (*run)(void *state);
    void *state;
} variant;

/**
 * Times the variants by turns and prints a JSON array: for each variant its name and the nanoseconds of one call in
 * each round. A round runs every variant for about `slice` nanoseconds, in an order that turns from round to round; the
 * rounds before the first that counts warm up.
 */
void measure(const variant *variants, int count, int rounds, int64_t slice);

/**
 * The next number of a sequence, uniform in [0, 1): the same in every run that has the same seed, which is the variable
 * BENCH_SEED of the environment (D. Knuth's linear congruential generator, The Art of Computer Programming 2, §3.3.4).
 */
double draw(void);

/** A function of a library that was opened with dlopen; ends the process with a message if it has none of that name. */
void *function_of(void *library, const char *name);

/** Opens a library, or ends the process with a message. */
void *open_library(const char *path);

#endif
