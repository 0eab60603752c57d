/* Control: loops, branches, pointers and stops, run as schedules run them. */
#include "check.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "kernels/kernel.h"

enum { JUMP_BY = 7 };

static wg_kernel find(const char *name)
{
    wg_kernel kernel = wg_kernel_find(name);
    CHECK(kernel != NULL, "no kernel %s", name);
    return kernel;
}

static wg_instruction repeat(int32_t counter, int64_t times, int64_t distance)
{
    return (wg_instruction){
        .kernel = find("repeat"), .tiles = 1, .slots = {counter}, .sizes = {times, [JUMP_BY] = distance}};
}

static wg_instruction reset(int32_t counter)
{
    return (wg_instruction){.kernel = find("fill_b8"), .tiles = 1, .slots = {counter}, .sizes = {1, 0}};
}

static wg_instruction jump(int64_t distance)
{
    return (wg_instruction){.kernel = find("jump"), .tiles = 1, .sizes = {[JUMP_BY] = distance}};
}

static wg_instruction jump_unless(int32_t condition, int64_t distance)
{
    return (wg_instruction){
        .kernel = find("jump_unless"), .tiles = 1, .slots = {condition}, .sizes = {[JUMP_BY] = distance}};
}

static wg_instruction point(int32_t pointer, int32_t whole, int32_t counter, int64_t first, int64_t stride)
{
    return (wg_instruction){
        .kernel = find("point"), .tiles = 1, .slots = {pointer, whole, counter}, .sizes = {first, stride}};
}

/* y[i] = 3 · y[i] + x[i] modulo 2⁶⁴, where x has one element for each tile. */
static int32_t mix(const wg_instruction *instruction, void *const *slots, int64_t tile)
{
    uint64_t *y = wg_slot(instruction, slots, 0);
    const uint64_t *x = wg_slot(instruction, slots, 1);
    y[tile] = 3 * y[tile] + x[tile];
    return WG_OK;
}

static int32_t fail_at(const wg_instruction *instruction, void *const *slots, int64_t tile)
{
    (void)tile;
    const int64_t *counter = wg_slot(instruction, slots, 0);
    return *counter == instruction->sizes[0] ? WG_SINGULAR : WG_OK;
}

enum { STEPS = 50, WIDTH = 9 };

static void a_loop_goes_through_the_rows_of_a_matrix(void)
{
    uint64_t x[STEPS][WIDTH];
    uint64_t expected[WIDTH] = {0};
    for (int t = 0; t < STEPS; t++) {
        for (int i = 0; i < WIDTH; i++) {
            x[t][i] = (uint64_t)(t * t + i);
            expected[i] = 3 * expected[i] + x[t][i];
        }
    }
    for (int32_t threads = 1; threads < 5; threads++) {
        wg_pool *pool = threads > 1 ? wg_pool_create(threads) : NULL;
        for (int again = 0; again < 20; again++) {
            uint64_t y[WIDTH] = {0};
            int64_t counter = -1;
            /* slots: y, x, the row, the counter */
            void *slots[] = {y, x, NULL, &counter};
            wg_instruction loop[] = {
                reset(3),
                point(2, 1, 3, 0, sizeof x[0]),
                {.kernel = mix, .tiles = WIDTH, .slots = {0, 2}},
                repeat(3, STEPS, -2),
            };
            CHECK(wg_run(pool, loop, 0, 4, slots) == 0, "failed");
            CHECK(check_same(y, expected, sizeof y), "%d threads", (int)threads);
        }
        wg_pool_destroy(pool);
    }
}

static void loops_nest(void)
{
    for (int64_t outer = 1; outer < 5; outer++) {
        for (int64_t inner = 1; inner < 5; inner++) {
            uint64_t y = 0;
            uint64_t one = 1;
            int64_t counters[2];
            void *slots[] = {&y, &one, &counters[0], &counters[1]};
            wg_instruction loops[] = {
                reset(2),
                reset(3),
                {.kernel = mix, .tiles = 1, .slots = {0, 1}},
                repeat(3, inner, -1),
                repeat(2, outer, -3),
            };
            CHECK(wg_run(NULL, loops, 0, 5, slots) == 0, "failed");
            uint64_t expected = 0;
            for (int64_t i = 0; i < outer * inner; i++) {
                expected = 3 * expected + 1;
            }
            CHECK(y == expected, "%d times %d", (int)outer, (int)inner);
        }
    }
}

static void a_branch_runs_one_side(void)
{
    for (int condition = 0; condition < 2; condition++) {
        uint64_t y = 0;
        uint64_t values[] = {5, 7};
        uint8_t holds = (uint8_t)condition;
        void *slots[] = {&y, &values[0], &values[1], &holds};
        wg_instruction branch[] = {
            jump_unless(3, 3),
            {.kernel = mix, .tiles = 1, .slots = {0, 1}},
            jump(2),
            {.kernel = mix, .tiles = 1, .slots = {0, 2}},
        };
        CHECK(wg_run(NULL, branch, 0, 4, slots) == 0, "failed");
        CHECK(y == (condition ? 5 : 7), "%d gave %d", condition, (int)y);
    }
}

static void a_pointer_may_be_a_part_of_a_pointer(void)
{
    char bytes[100];
    int64_t counter = 3;
    void *slots[] = {bytes, NULL, NULL, &counter};
    wg_instruction points[] = {point(1, 0, 3, 10, 4), point(2, 1, -1, 5, 1000)};
    CHECK(wg_run(NULL, points, 0, 2, slots) == 0, "failed");
    CHECK(slots[1] == bytes + 22 && slots[2] == bytes + 27, "points elsewhere");
}

static void reports_jumps_that_leave_the_range(void)
{
    wg_instruction away[] = {jump(1), jump(2), jump(-2), jump(1)};
    CHECK(wg_run(NULL, away, 0, 2, NULL) == (INT64_C(2) << 32 | (uint32_t)WG_JUMP), "jumped behind the end");
    CHECK(wg_run(NULL, away + 2, 0, 1, NULL) == (INT64_C(1) << 32 | (uint32_t)WG_JUMP), "jumped before the beginning");
    CHECK(wg_run(NULL, away, 3, 4, NULL) == 0, "a jump to the end is the end");
    CHECK(wg_run(NULL, away, 4, 4, NULL) == 0, "nothing to run");
}

static void refuses_a_loop_that_goes_on(void)
{
    for (int at = -1; at < WIDTH; at++) {
        uint8_t running[WIDTH] = {0};
        if (at >= 0) {
            running[at] = 1;
        }
        void *slots[] = {running};
        wg_instruction refusal = {.kernel = find("refuse_if"), .tiles = 1, .slots = {0}, .sizes = {WIDTH}};
        int64_t expected = at < 0 ? 0 : INT64_C(1) << 32 | WG_LOOP_NOT_ENDED;
        CHECK(wg_run(NULL, &refusal, 0, 1, slots) == expected, "true at %d", at);
    }
}

static void stops_for_java_and_goes_on(void)
{
    for (int32_t threads = 1; threads < 3; threads++) {
        wg_pool *pool = threads > 1 ? wg_pool_create(threads) : NULL;
        uint64_t y[WIDTH] = {0};
        uint64_t x[WIDTH] = {0};
        int64_t counter;
        void *slots[] = {y, x, &counter};
        wg_instruction loop[] = {
            reset(2),
            {.kernel = find("host"), .tiles = 1},
            {.kernel = mix, .tiles = WIDTH, .slots = {0, 1}},
            repeat(2, STEPS, -2),
        };
        uint64_t expected[WIDTH] = {0};
        int64_t start = 0;
        for (int stop = 0; stop < STEPS; stop++) {
            int64_t status = wg_run(pool, loop, start, 4, slots);
            CHECK(status == (INT64_C(2) << 32 | (uint32_t)WG_HOST), "stop %d: %llx", stop, (unsigned long long)status);
            start = status >> 32;
            for (int i = 0; i < WIDTH; i++) {
                x[i] = (uint64_t)(stop + i);
                expected[i] = 3 * expected[i] + x[i];
            }
        }
        CHECK(wg_run(pool, loop, start, 4, slots) == 0, "no end");
        CHECK(check_same(y, expected, sizeof y), "%d threads", (int)threads);
        wg_pool_destroy(pool);
    }
}

static int32_t report(const wg_instruction *instruction, void *const *slots, int64_t tile)
{
    (void)slots;
    (void)tile;
    return (int32_t)instruction->sizes[0];
}

static void what_kernels_report_by_chance_is_no_jump(void)
{
    for (int64_t status = -1000; status < 1000; status++) {
        wg_instruction odd = {.kernel = report, .tiles = 1, .sizes = {status}};
        int64_t expected = status == 0 ? 0 : INT64_C(1) << 32 | (uint32_t)(int32_t)status;
        CHECK(wg_run(NULL, &odd, 0, 1, NULL) == expected, "status %d was followed", (int)status);
    }
}

static void a_failure_within_a_loop_does_not_outlive_its_run(void)
{
    int64_t counter;
    void *slots[] = {&counter};
    wg_instruction loop[] = {
        reset(0),
        {.kernel = fail_at, .tiles = 1, .slots = {0}, .sizes = {4}},
        repeat(0, 10, -1),
    };
    CHECK(wg_run(NULL, loop, 0, 3, slots) == (INT64_C(2) << 32 | WG_SINGULAR), "did not fail");
    CHECK(counter == 4, "failed in step %d", (int)counter);
    loop[1].sizes[0] = -1;
    CHECK(wg_run(NULL, loop, 0, 3, slots) == 0 && counter == 10, "the failure outlived its run");
}

static void moves_bytes_for_any_number_of_tiles(void)
{
    for (int64_t bytes = 0; bytes < 1000; bytes = 2 * bytes + 1) {
        for (int64_t tiles = 1; tiles < 8; tiles++) {
            char x[1000];
            char y[1000] = {0};
            char expected[1000] = {0};
            for (int i = 0; i < 1000; i++) {
                x[i] = (char)(i % 127 + 1);
            }
            memcpy(expected, x, (size_t)bytes);
            void *slots[] = {y, x};
            wg_instruction instruction = {.kernel = find("move"), .tiles = tiles, .slots = {0, 1}, .sizes = {bytes}};
            CHECK(wg_run(NULL, &instruction, 0, 1, slots) == 0, "failed");
            CHECK(check_same(y, expected, sizeof y), "%d bytes, %d tiles", (int)bytes, (int)tiles);
        }
    }
}

static double seconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static void time_loop(const char *label, wg_instruction *loop, int64_t count, void **slots)
{
    double least = 1;
    for (int round = 0; round < 20; round++) {
        double began = seconds();
        wg_run(NULL, loop, 0, count, slots);
        double took = seconds() - began;
        least = took < least ? took : least;
    }
    printf("%-40s %10.2f ns per step\n", label, 1e9 * least / (double)loop[count - 1].sizes[0]);
}

static void costs_little(void)
{
    if (!check_benches()) {
        return;
    }
    int64_t counter;
    char bytes[64];
    uint8_t no = 0;
    void *slots[] = {&counter, bytes, NULL, NULL, &no};
    const int64_t times = 1000 * 1000;
    time_loop("repeat", (wg_instruction[]){reset(0), repeat(0, times, 0)}, 2, slots);
    time_loop("a point, repeat", (wg_instruction[]){reset(0), point(2, 1, 0, 0, 0), repeat(0, times, -1)}, 3, slots);
    time_loop("two points, repeat",
              (wg_instruction[]){reset(0), point(2, 1, 0, 0, 0), point(3, 1, 0, 0, 0), repeat(0, times, -2)}, 4, slots);
    time_loop("a branch, repeat", (wg_instruction[]){reset(0), jump_unless(4, 2), jump(1), repeat(0, times, -2)}, 4,
              slots);
}

const check_test check_tests[] = {
    CHECK_TEST(a_loop_goes_through_the_rows_of_a_matrix),
    CHECK_TEST(loops_nest),
    CHECK_TEST(a_branch_runs_one_side),
    CHECK_TEST(a_pointer_may_be_a_part_of_a_pointer),
    CHECK_TEST(reports_jumps_that_leave_the_range),
    CHECK_TEST(refuses_a_loop_that_goes_on),
    CHECK_TEST(stops_for_java_and_goes_on),
    CHECK_TEST(what_kernels_report_by_chance_is_no_jump),
    CHECK_TEST(a_failure_within_a_loop_does_not_outlive_its_run),
    CHECK_TEST(moves_bytes_for_any_number_of_tiles),
    CHECK_TEST(costs_little),
    {0},
};
