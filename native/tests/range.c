#include "check.h"

#include <math.h>

static void counts_without_adding_up_errors(void)
{
    const int64_t n = 100000;
    float *single = check_memory(n * 4);
    double *twice = check_memory(n * 8);
    int32_t *narrow = check_memory(n * 4);
    int64_t *wide = check_memory(n * 8);
    check_run(
        &(check_call){.kernel = "arange_f32", .tiles = 3, .slots = {single}, .sizes = {n}, .scalars = {0.5, 0.1}});
    check_run(&(check_call){.kernel = "arange_f64", .tiles = 7, .slots = {twice}, .sizes = {n}, .scalars = {0.5, 0.1}});
    check_run(&(check_call){.kernel = "arange_i32", .tiles = 1, .slots = {narrow}, .sizes = {n}, .scalars = {7, -3}});
    check_run(&(check_call){.kernel = "arange_i64", .tiles = 2, .slots = {wide}, .sizes = {n}, .scalars = {-7, 3}});
    for (int64_t i = 0; i < n; i++) {
        CHECK(single[i] == (float)(0.5 + (double)i * 0.1), "f32 at %d is %g", (int)i, (double)single[i]);
        CHECK(twice[i] == 0.5 + (double)i * 0.1, "f64 at %d is %g", (int)i, twice[i]);
        CHECK(narrow[i] == 7 - 3 * i, "i32 at %d is %d", (int)i, narrow[i]);
        CHECK(wide[i] == -7 + 3 * i, "i64 at %d is %d", (int)i, (int)wide[i]);
    }
}

static void linspace_hits_both_ends_and_is_symmetric(void)
{
    for (int64_t n = 0; n < 200; n++) {
        double start = -0.7;
        double stop = 1.1;
        double step = n > 1 ? (stop - start) / (double)(n - 1) : 0;
        float *single = check_memory(n * 4);
        double *y = check_memory(n * 8);
        double scalars[] = {start, step, stop};
        check_run(&(check_call){.kernel = "linspace_f64",
                                .tiles = 1 + n % 3,
                                .slots = {y},
                                .sizes = {n},
                                .scalars = {scalars[0], scalars[1], scalars[2]}});
        check_run(&(check_call){.kernel = "linspace_f32",
                                .tiles = 1 + n % 4,
                                .slots = {single},
                                .sizes = {n},
                                .scalars = {scalars[0], scalars[1], scalars[2]}});
        for (int64_t i = 0; i < n; i++) {
            CHECK(fabs(y[i] - (start + (double)i * step)) < 1e-14, "%d of %d is %g", (int)i, (int)n, y[i]);
            CHECK(single[i] == (float)y[i], "%d of %d is %g in f32", (int)i, (int)n, (double)single[i]);
        }
        CHECK(n < 1 || y[0] == start, "first of %d is %g", (int)n, y[0]);
        CHECK(n < 2 || y[n - 1] == stop, "last of %d is %g", (int)n, y[n - 1]);
        check_release();
    }
}

const check_test check_tests[] = {
    CHECK_TEST(counts_without_adding_up_errors),
    CHECK_TEST(linspace_hits_both_ends_and_is_symmetric),
    {0},
};
