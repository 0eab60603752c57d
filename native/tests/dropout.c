#include <math.h>
#include <string.h>

#include "check.h"

static void drop(const char *kernel, void *y, void *x, int64_t *step, int64_t n, double p, int64_t tiles)
{
    int32_t status = check_run(
        &(check_call){.kernel = kernel, .tiles = tiles, .slots = {y, x, step}, .sizes = {n, 42, 3}, .scalars = {p}});
    CHECK(status == WG_OK, "%s: status %d", kernel, status);
}

static float *ones(int64_t n)
{
    float *x = check_memory(n * 4);
    for (int64_t i = 0; i < n; i++) {
        x[i] = 1;
    }
    return x;
}

static void drops_the_share_it_is_told_and_keeps_the_mean(void)
{
    enum { N = 200003 };
    float *x = ones(N);
    float *y = check_memory(N * 4);
    int64_t step = 1;
    for (int k = 0; k <= 10; k++) {
        double p = k / 10.0;
        drop("dropout_f32", y, x, &step, N, p, 1);
        int64_t dropped = 0;
        for (int i = 0; i < N; i++) {
            dropped += y[i] == 0;
            CHECK(y[i] == 0 || y[i] == (float)(1 / (1 - p)), "y[%d] = %g with p = %g", i, (double)y[i], p);
        }
        CHECK(fabs((double)dropped / N - p) <= 5 * sqrt(p * (1 - p) / N), "%g dropped, not %g", (double)dropped / N, p);
    }
}

static void tiles_types_and_places_do_not_matter_but_steps_do(void)
{
    enum { N = 1001 };
    float *x = ones(N);
    float *y = check_memory(N * 4);
    double *wide = check_memory(N * 8);
    int64_t step = 5;
    drop("dropout_f32", y, x, &step, N, 0.25, 1);
    for (int i = 0; i < N; i++) {
        wide[i] = 1;
    }
    drop("dropout_f64", wide, wide, &step, N, 0.25, 4);
    drop("dropout_f32", x, x, &step, N, 0.25, 7);
    CHECK(check_same(x, y, N * 4), "seven tiles in place differ from one");
    for (int i = 0; i < N; i++) {
        CHECK((wide[i] == 0) == (y[i] == 0), "f64 differs from f32 at %d", i);
    }
    step = 6;
    float *other = check_memory(N * 4);
    drop("dropout_f32", other, ones(N), &step, N, 0.25, 1);
    CHECK(!check_same(other, y, N * 4), "two steps drop the same");
}

static void nothing_is_no_work(void)
{
    drop("dropout_f64", check_memory(0), check_memory(0), NULL, 0, 0.5, 1);
}

static void is_fast(void)
{
    if (!check_benches()) {
        return;
    }
    enum { N = 1 << 18 };
    float *x = ones(N);
    check_bench(
        &(check_call){.kernel = "dropout_f32", .tiles = 1, .slots = {x, x, NULL}, .sizes = {N, 1, 1}, .scalars = {0.1}},
        "dropout 2^18", 8.0 * N, 0);
}

const check_test check_tests[] = {
    CHECK_TEST(drops_the_share_it_is_told_and_keeps_the_mean),
    CHECK_TEST(tiles_types_and_places_do_not_matter_but_steps_do),
    CHECK_TEST(nothing_is_no_work),
    CHECK_TEST(is_fast),
    {0},
};
