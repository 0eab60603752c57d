#include "check.h"

#include <math.h>

typedef void check_scan(int64_t outer, int64_t n, int64_t inner, bool product);

/* Long double holds what is carried along here without rounding that shows. */
#define DEFINE_CHECK(name, type, draw, tolerance, sum_kernel, product_kernel)                                          \
    static void name(int64_t outer, int64_t n, int64_t inner, bool product)                                            \
    {                                                                                                                  \
        int64_t size = outer * n * inner;                                                                              \
        type *x = check_memory(size * (int64_t)sizeof(type));                                                          \
        type *y = check_memory(size * (int64_t)sizeof(type));                                                          \
        for (int64_t i = 0; i < size; i++) {                                                                           \
            x[i] = (type)(draw);                                                                                       \
        }                                                                                                              \
        bool reverse = check_integer(0, 2);                                                                            \
        const char *kernel = product ? product_kernel : sum_kernel;                                                    \
        int32_t status = check_run(&(check_call){                                                                      \
            .kernel = kernel, .tiles = check_integer(1, 6), .slots = {y, x}, .sizes = {outer, n, inner, reverse}});    \
        CHECK(status == WG_OK, "status %d", status);                                                                   \
        for (int64_t o = 0; o < outer; o++) {                                                                          \
            for (int64_t i = 0; i < inner; i++) {                                                                      \
                long double running = product;                                                                         \
                long double reach = product;                                                                           \
                for (int64_t j = 0; j < n; j++) {                                                                      \
                    int64_t at = (o * n + (reverse ? n - 1 - j : j)) * inner + i;                                      \
                    long double term = (long double)x[at];                                                             \
                    running = product ? running * term : running + term;                                               \
                    reach = product ? fabsl(running) * (long double)(j + 1) : reach + fabsl(term);                     \
                    CHECK(fabsl((long double)y[at] - running) <= reach * (tolerance), "%s: element %d of %d is off",   \
                          kernel, (int)j, (int)n);                                                                     \
                }                                                                                                      \
            }                                                                                                          \
        }                                                                                                              \
        check_release();                                                                                               \
    }

DEFINE_CHECK(check_f32, float, check_real(-1.2, 1.3), 0x1p-23L, "cumsum_f32", "cumprod_f32")
DEFINE_CHECK(check_f64, double, check_real(-1.2, 1.3), 0x1p-52L, "cumsum_f64", "cumprod_f64")
DEFINE_CHECK(check_i64, int64_t, check_integer(-1, 2), 0, "cumsum_i64", "cumprod_i64")

static void scans_lines_and_columns(void)
{
    static check_scan *const checks[] = {check_f32, check_f64, check_i64};
    static const int64_t inners[] = {0, 1, 1, 3, 64, 70, 130};
    for (int64_t n = 0; n < 80; n++) {
        checks[n % 3](check_integer(0, 4), n, inners[check_integer(0, 7)], n % 2);
    }
    check_f64(1, 100000, 1, false);
    check_f32(1, 100000, 1, false);
}

static void an_infinite_sum_stays_infinite(void)
{
    double x[] = {1, INFINITY, 2, -INFINITY};
    double y[4];
    check_run(&(check_call){.kernel = "cumsum_f64", .tiles = 1, .slots = {y, x}, .sizes = {1, 4, 1}});
    CHECK(y[0] == 1 && isinf(y[1]) && isinf(y[2]) && isnan(y[3]), "%g %g %g %g", y[0], y[1], y[2], y[3]);
}

const check_test check_tests[] = {
    CHECK_TEST(scans_lines_and_columns),
    CHECK_TEST(an_infinite_sum_stays_infinite),
    {0},
};
