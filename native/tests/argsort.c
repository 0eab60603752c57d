#include "check.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *const kernels[] = {"argsort_f32", "argsort_f64", "argsort_i32", "argsort_i64", "argsort_bool"};
static const int64_t widths[] = {4, 8, 4, 8, 1};

static double get(const void *x, int type, int64_t i)
{
    switch (type) {
    case 0:
        return (double)((const float *)x)[i];
    case 1:
        return ((const double *)x)[i];
    case 2:
        return ((const int32_t *)x)[i];
    case 3:
        return (double)((const int64_t *)x)[i];
    default:
        return ((const uint8_t *)x)[i];
    }
}

static void draw(void *x, int type, int64_t i, int64_t values)
{
    int64_t value = check_integer(type == 4 ? 0 : -values, type == 4 ? 2 : values);
    bool nan = check_integer(0, 12) == 0;
    switch (type) {
    case 0:
        ((float *)x)[i] = nan ? NAN : (float)value;
        break;
    case 1:
        ((double *)x)[i] = nan ? (double)NAN : value == 0 ? -0.0 : (double)value;
        break;
    case 2:
        ((int32_t *)x)[i] = (int32_t)value;
        break;
    case 3:
        ((int64_t *)x)[i] = value;
        break;
    default:
        ((uint8_t *)x)[i] = (uint8_t)value;
        break;
    }
}

/* Whether element i is less than, equal to or greater than element j: -1, 0 or 1. */
static int compare(const void *x, int type, int64_t i, int64_t j)
{
    if (type == 3) {
        const int64_t *wide = x;
        return (wide[i] > wide[j]) - (wide[i] < wide[j]);
    }
    double a = get(x, type, i);
    double b = get(x, type, j);
    return isnan(a) || isnan(b) ? (int)isnan(a) - (int)isnan(b) : (a > b) - (a < b);
}

/* How many elements belong before element i, counted: that is its place. */
static int64_t place(const void *x, int type, int64_t first, int64_t n, int64_t i, bool descending)
{
    int64_t before = 0;
    for (int64_t j = 0; j < n; j++) {
        int order = compare(x, type, first + j, first + i);
        before += order == 0 ? j < i : (order < 0) != descending;
    }
    return before;
}

static void sorts_stably_with_nan_greatest(void)
{
    for (int round = 0; round < 400; round++) {
        int type = (int)check_integer(0, 5);
        int64_t rows = check_integer(0, 4);
        int64_t n = check_integer(0, round < 20 ? 300 : 60);
        int64_t values = check_integer(0, 2) ? 4 : 1000;
        bool descending = check_integer(0, 2);
        void *x = check_memory(rows * n * widths[type]);
        for (int64_t i = 0; i < rows * n; i++) {
            draw(x, type, i, values);
        }
        int64_t *y = check_memory(rows * n * 8);
        int64_t *scratch = check_memory(rows * n * 8);
        int32_t status = check_run(&(check_call){.kernel = kernels[type],
                                                 .tiles = check_integer(1, 5),
                                                 .slots = {y, x, scratch},
                                                 .sizes = {rows, n, descending}});
        CHECK(status == WG_OK, "status %d", status);
        for (int64_t i = 0; i < rows * n; i++) {
            int64_t first = i / n * n;
            int64_t at = place(x, type, first, n, i - first, descending);
            CHECK(y[first + at] == i - first, "%s: row of %d: place %d is %d, not %d", kernels[type], (int)n, (int)at,
                  (int)y[first + at], (int)(i - first));
        }
        check_release();
    }
}

/* Every digit of the keys, of both signs: too many elements to count the places of. */
static void sorts_long_rows_of_all_magnitudes(void)
{
    for (int round = 0; round < 20; round++) {
        int type = (int)check_integer(0, 5);
        int64_t n = check_integer(1000, 40000);
        bool descending = check_integer(0, 2);
        unsigned char *x = check_memory(n * widths[type]);
        for (int64_t i = 0; i < n * widths[type]; i++) {
            x[i] = (unsigned char)(type == 4 ? check_integer(0, 2) : (int64_t)check_bits());
        }
        int64_t *y = check_memory(n * 8);
        int64_t *scratch = check_memory(n * 8);
        check_run(
            &(check_call){.kernel = kernels[type], .tiles = 1, .slots = {y, x, scratch}, .sizes = {1, n, descending}});
        unsigned char *seen = check_memory(n);
        memset(seen, 0, (size_t)n);
        for (int64_t i = 0; i < n; i++) {
            CHECK(y[i] >= 0 && y[i] < n && !seen[y[i]], "%s: %d at place %d", kernels[type], (int)y[i], (int)i);
            seen[y[i]] = 1;
            if (i > 0) {
                int order = compare(x, type, y[i - 1], y[i]);
                CHECK((descending ? -order : order) < 0 || (order == 0 && y[i - 1] < y[i]), "%s: places %d, %d",
                      kernels[type], (int)i - 1, (int)i);
            }
        }
        check_release();
    }
}

static void is_fast(void)
{
    float *x = check_floats(1 << 18, 0, 1);
    int64_t *y = check_memory(1 << 21);
    int64_t *scratch = check_memory(1 << 21);
    for (int64_t n = 8; n <= 1 << 18; n *= n < 128 ? 2 : 8) {
        char label[32];
        snprintf(label, sizeof label, "rows of %d", (int)n);
        check_bench(
            &(check_call){
                .kernel = "argsort_f32", .tiles = 1, .slots = {y, x, scratch}, .sizes = {(1 << 18) / n, n, 0}},
            label, 3 << 20, 0);
    }
}

const check_test check_tests[] = {
    CHECK_TEST(sorts_stably_with_nan_greatest),
    CHECK_TEST(sorts_long_rows_of_all_magnitudes),
    CHECK_TEST(is_fast),
    {0},
};
