/* The runner and its pool: order, threads, statuses, and what a run costs. */
#include "check.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "kernels/kernel.h"

static const int32_t thread_counts[] = {1, 2, 3, 8};

/* Null for one thread: there is no pool then. */
static wg_pool *pool_of(int32_t threads)
{
    return threads > 1 ? wg_pool_create(threads) : NULL;
}

static int64_t milliseconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void sleep_milliseconds(long duration)
{
    nanosleep(&(struct timespec){0, duration * 1000000}, NULL);
}

/* y[tile] = 3 · x[tiles − 1 − tile] + tile, modulo 2⁶⁴: plain memory, so that a sanitizer sees an instruction that
 * began too early. */
static int32_t scale(const wg_instruction *instruction, void *const *slots, int64_t tile)
{
    uint64_t *y = wg_slot(instruction, slots, 0);
    const uint64_t *x = wg_slot(instruction, slots, 1);
    y[tile] = 3 * x[instruction->tiles - 1 - tile] + (uint64_t)tile;
    return WG_OK;
}

static int32_t fail_from(const wg_instruction *instruction, void *const *slots, int64_t tile)
{
    (void)slots;
    if (tile < instruction->sizes[0]) {
        return WG_OK;
    }
    if (tile == instruction->sizes[0]) {
        sched_yield();
    }
    return 1000 + (int32_t)tile;
}

static int32_t count_up(const wg_instruction *instruction, void *const *slots, int64_t tile)
{
    (void)tile;
    atomic_fetch_add((_Atomic int64_t *)wg_slot(instruction, slots, 0), 1);
    return WG_OK;
}

/* Waits, for a few seconds at most, until every tile has begun: only as many threads as there are tiles get through. */
static int32_t meet(const wg_instruction *instruction, void *const *slots, int64_t tile)
{
    (void)tile;
    _Atomic int64_t *begun = wg_slot(instruction, slots, 0);
    atomic_fetch_add(begun, 1);
    for (int64_t deadline = milliseconds() + 5000; atomic_load(begun) < instruction->tiles;) {
        if (milliseconds() > deadline) {
            return WG_OUT_OF_RESOURCES;
        }
        sched_yield();
    }
    return WG_OK;
}

enum { CHAIN = 40, WIDTH = 37 };

/* A chain in which each instruction reads all that the one before wrote; every third has one tile only. */
static void make_chain(wg_instruction *chain)
{
    for (int i = 0; i < CHAIN; i++) {
        chain[i] =
            (wg_instruction){.kernel = scale, .tiles = i % 3 == 2 ? 1 : WIDTH, .slots = {i % 2 ? 0 : 1, i % 2 ? 1 : 0}};
    }
}

static void fill_chain(uint64_t *x, uint64_t *y)
{
    for (int i = 0; i < WIDTH; i++) {
        x[i] = (uint64_t)i;
        y[i] = ~(uint64_t)i;
    }
}

static void gives_the_same_bits_for_any_number_of_threads(void)
{
    wg_instruction chain[CHAIN];
    make_chain(chain);
    uint64_t expected[2][WIDTH];
    fill_chain(expected[0], expected[1]);
    wg_run(NULL, chain, 0, CHAIN, (void *[]){expected[0], expected[1]});
    for (int i = 0; i < 4; i++) {
        wg_pool *pool = pool_of(thread_counts[i]);
        for (int again = 0; again < 50; again++) {
            uint64_t actual[2][WIDTH];
            fill_chain(actual[0], actual[1]);
            int64_t status = wg_run(pool, chain, 0, CHAIN, (void *[]){actual[0], actual[1]});
            CHECK(status == 0, "status %d", (int)status);
            CHECK(check_same(actual, expected, sizeof actual), "%d threads", (int)thread_counts[i]);
        }
        wg_pool_destroy(pool);
    }
}

static void runs_each_tile_once(void)
{
    for (int i = 0; i < 4; i++) {
        wg_pool *pool = pool_of(thread_counts[i]);
        for (int64_t tiles = 0; tiles < 300; tiles = 2 * tiles + 1) {
            _Atomic int64_t count = 0;
            wg_instruction instruction = {.kernel = count_up, .tiles = tiles};
            wg_run(pool, &instruction, 0, 1, (void *[]){&count});
            CHECK(count == tiles, "%d of %d tiles", (int)count, (int)tiles);
        }
        wg_pool_destroy(pool);
    }
}

static void reports_the_lowest_tile_that_failed_and_stops(void)
{
    for (int i = 0; i < 4; i++) {
        wg_pool *pool = pool_of(thread_counts[i]);
        for (int64_t first = 0; first < 20; first++) {
            _Atomic int64_t count = 0;
            wg_instruction instructions[] = {
                {.kernel = count_up, .tiles = 3},
                {.kernel = fail_from, .tiles = 20, .sizes = {first}},
                {.kernel = count_up, .tiles = 3},
            };
            int64_t status = wg_run(pool, instructions, 0, 3, (void *[]){&count});
            CHECK(status == (INT64_C(2) << 32 | (1000 + first)), "%d threads: status %llx", (int)thread_counts[i],
                  (unsigned long long)status);
            CHECK(count == 3, "went on after a failure");
            CHECK(wg_run(pool, instructions, 0, 1, (void *[]){&count}) == 0, "the failure outlived its run");
        }
        wg_pool_destroy(pool);
    }
}

static void reports_a_missing_kernel(void)
{
    wg_instruction instructions[] = {{.tiles = 0}, {.tiles = 5}};
    for (int i = 0; i < 2; i++) {
        wg_pool *pool = pool_of(thread_counts[i]);
        CHECK(wg_run(pool, instructions, 0, 2, NULL) == (INT64_C(1) << 32 | WG_NO_KERNEL), "ran without a kernel");
        CHECK(wg_run(pool, instructions, 0, 0, NULL) == 0, "an empty schedule failed");
        wg_pool_destroy(pool);
    }
}

typedef struct {
    wg_pool *pool;
    bool right;
} caller;

static void *run_often(void *argument)
{
    caller *self = argument;
    wg_instruction chain[CHAIN];
    make_chain(chain);
    uint64_t expected[2][WIDTH];
    fill_chain(expected[0], expected[1]);
    wg_run(NULL, chain, 0, CHAIN, (void *[]){expected[0], expected[1]});
    self->right = true;
    for (int i = 0; i < 50; i++) {
        uint64_t actual[2][WIDTH];
        fill_chain(actual[0], actual[1]);
        wg_run(self->pool, chain, 0, CHAIN, (void *[]){actual[0], actual[1]});
        self->right = self->right && check_same(actual, expected, sizeof actual);
    }
    return NULL;
}

static void serves_several_callers_of_one_pool(void)
{
    caller callers[4];
    pthread_t threads[4];
    wg_pool *pool = wg_pool_create(3);
    for (int i = 0; i < 4; i++) {
        callers[i] = (caller){pool, false};
        pthread_create(&threads[i], NULL, run_often, &callers[i]);
    }
    for (int i = 0; i < 4; i++) {
        pthread_join(threads[i], NULL);
        CHECK(callers[i].right, "caller %d got something else", i);
    }
    wg_pool_destroy(pool);
}

static void starts_and_stops_many_times(void)
{
    for (int i = 0; i < 100; i++) {
        wg_pool *pool = wg_pool_create(2 + i % 4);
        _Atomic int64_t count = 0;
        wg_instruction instruction = {.kernel = count_up, .tiles = 5};
        if (i % 2) {
            wg_run(pool, &instruction, 0, 1, (void *[]){&count});
            CHECK(count == 5, "%d of 5 tiles", (int)count);
        }
        wg_pool_destroy(pool);
    }
    wg_pool_destroy(NULL);
}

static void refuses_a_pool_of_one(void)
{
    CHECK(wg_pool_create(1) == NULL && wg_pool_create(0) == NULL && wg_pool_create(-3) == NULL, "made a pool");
}

static int64_t processor_milliseconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void every_thread_takes_part_even_after_it_parked(void)
{
    for (int32_t threads = 2; threads < 5; threads++) {
        wg_pool *pool = wg_pool_create(threads);
        wg_instruction instruction = {.kernel = meet, .tiles = threads};
        for (int i = 0; i < 3; i++) {
            _Atomic int64_t begun = 0;
            int64_t status = wg_run(pool, &instruction, 0, 1, (void *[]){&begun});
            CHECK(status == 0, "run %d: %d of %d threads came", i, (int)begun, (int)threads);
            sleep_milliseconds(2);
        }
        wg_pool_destroy(pool);
    }
}

static void idle_threads_leave_the_processor_alone(void)
{
    wg_pool *pool = wg_pool_create(4);
    int64_t used = processor_milliseconds();
    sleep_milliseconds(100);
    used = processor_milliseconds() - used;
    CHECK(used < 20, "used %d ms of the processor while idle for 100 ms", (int)used);
    wg_pool_destroy(pool);
}

static void cuts_ranges_that_cover_everything_once(void)
{
    for (int i = 0; i < 2000; i++) {
        int64_t count = check_integer(0, 300);
        int64_t tiles = check_integer(1, 40);
        int64_t grain = check_integer(1, 70);
        int64_t end = 0;
        int64_t least = INT64_MAX;
        int64_t most = 0;
        for (int64_t tile = 0; tile < tiles; tile++) {
            wg_range range = wg_tile_range(count, tiles, tile, grain);
            bool whole = range.end == count || range.end % grain == 0;
            CHECK(range.begin == end && range.end >= range.begin && whole, "%d in %d by %d: tile %d is [%d, %d)",
                  (int)count, (int)tiles, (int)grain, (int)tile, (int)range.begin, (int)range.end);
            end = range.end;
            least = wg_min(least, range.end - range.begin);
            most = wg_max(most, range.end - range.begin);
        }
        CHECK(end == count, "%d in %d by %d: ends at %d", (int)count, (int)tiles, (int)grain, (int)end);
        CHECK(most - least <= 2 * grain, "%d in %d by %d: uneven", (int)count, (int)tiles, (int)grain);
    }
}

static int32_t do_nothing(const wg_instruction *instruction, void *const *slots, int64_t tile)
{
    (void)instruction;
    (void)slots;
    (void)tile;
    return WG_OK;
}

static void time_run(const char *label, wg_pool *pool, int64_t tiles)
{
    enum { COUNT = 1000 };
    static wg_instruction instructions[COUNT];
    for (int i = 0; i < COUNT; i++) {
        instructions[i] = (wg_instruction){.kernel = do_nothing, .tiles = tiles};
    }
    int64_t began = milliseconds();
    int64_t runs = 0;
    for (; milliseconds() - began < 300; runs++) {
        wg_run(pool, instructions, 0, COUNT, NULL);
    }
    printf("%-40s %10.1f ns per instruction\n", label, 1e6 * (double)(milliseconds() - began) / (double)runs / COUNT);
}

static void costs_little(void)
{
    if (!check_benches()) {
        return;
    }
    time_run("no pool, 1 tile", NULL, 1);
    for (int i = 1; i < 4; i++) {
        char label[64];
        wg_pool *pool = wg_pool_create(thread_counts[i]);
        snprintf(label, sizeof label, "%d threads, 1 tile", (int)thread_counts[i]);
        time_run(label, pool, 1);
        snprintf(label, sizeof label, "%d threads, 8 tiles", (int)thread_counts[i]);
        time_run(label, pool, 8);
        wg_pool_destroy(pool);
    }
}

const check_test check_tests[] = {
    CHECK_TEST(gives_the_same_bits_for_any_number_of_threads),
    CHECK_TEST(runs_each_tile_once),
    CHECK_TEST(reports_the_lowest_tile_that_failed_and_stops),
    CHECK_TEST(reports_a_missing_kernel),
    CHECK_TEST(serves_several_callers_of_one_pool),
    CHECK_TEST(starts_and_stops_many_times),
    CHECK_TEST(refuses_a_pool_of_one),
    CHECK_TEST(every_thread_takes_part_even_after_it_parked),
    CHECK_TEST(idle_threads_leave_the_processor_alone),
    CHECK_TEST(cuts_ranges_that_cover_everything_once),
    CHECK_TEST(costs_little),
    {0},
};
