#include "check.h"

#include <math.h>

#define DEFINE_CHECK(name, real, kernel_name, nan, BEFORE)                                                             \
    static void name(int64_t outer, int64_t n, int64_t inner, int64_t values, bool with_nan)                           \
    {                                                                                                                  \
        int64_t count = outer * n * inner;                                                                             \
        real *x = check_memory(count * (int64_t)sizeof(real));                                                         \
        for (int64_t i = 0; i < count; i++) {                                                                          \
            x[i] = with_nan && check_integer(0, 10) == 0 ? (real)(nan) : (real)check_integer(-values, 0);              \
        }                                                                                                              \
        int64_t *y = check_memory(outer * inner * 8);                                                                  \
        int32_t status = check_run(&(check_call){                                                                      \
            .kernel = kernel_name, .tiles = 1 + count % 5, .slots = {y, x}, .sizes = {outer, n, inner}});              \
        CHECK(status == WG_OK, "status %d", status);                                                                   \
        for (int64_t o = 0; o < outer; o++) {                                                                          \
            for (int64_t i = 0; i < inner; i++) {                                                                      \
                const real *column = x + o * n * inner + i;                                                            \
                int64_t best = 0;                                                                                      \
                for (int64_t j = 1; j < n && column[best * inner] == column[best * inner]; j++) {                      \
                    if (column[j * inner] != column[j * inner] || column[j * inner] BEFORE column[best * inner]) {     \
                        best = j;                                                                                      \
                    }                                                                                                  \
                }                                                                                                      \
                CHECK(y[o * inner + i] == best, "(%d, %d, %d): (%d, %d) is %d, not %d", (int)outer, (int)n,            \
                      (int)inner, (int)o, (int)i, (int)y[o * inner + i], (int)best);                                   \
            }                                                                                                          \
        }                                                                                                              \
        check_release();                                                                                               \
    }

DEFINE_CHECK(check_f32, float, "argmax_f32", NAN, >)
DEFINE_CHECK(check_f64, double, "argmax_f64", NAN, >)
DEFINE_CHECK(check_i32, int32_t, "argmax_i32", 3, >)
DEFINE_CHECK(check_i64, int64_t, "argmax_i64", 3, >)
DEFINE_CHECK(check_least_f32, float, "argmin_f32", NAN, <)
DEFINE_CHECK(check_least_f64, double, "argmin_f64", NAN, <)
DEFINE_CHECK(check_least_i32, int32_t, "argmin_i32", 3, <)
DEFINE_CHECK(check_least_i64, int64_t, "argmin_i64", 3, <)

static void finds_the_first_of_ties_and_the_first_nan(void)
{
    static const int64_t inners[] = {1, 1, 2, 15, 64, 70};
    for (int64_t n = 0; n < 80; n++) {
        for (int i = 0; i < 6; i++) {
            int64_t values = i % 2 ? 3 : 1000;
            check_f32(3, n, inners[i], values, n % 3 == 0);
            check_f64(3, n, inners[i], values, n % 3 == 0);
            check_i32(3, n, inners[i], values, n % 3 == 0);
            check_i64(3, n, inners[i], values, n % 3 == 0);
            check_least_f32(3, n, inners[i], values, n % 3 == 0);
            check_least_f64(3, n, inners[i], values, n % 3 == 0);
            check_least_i32(3, n, inners[i], values, n % 3 == 0);
            check_least_i64(3, n, inners[i], values, n % 3 == 0);
        }
    }
    check_f32(0, 3, 4, 10, false);
}

static void tells_infinities_from_nothing(void)
{
    float x[] = {-INFINITY, -INFINITY, INFINITY, INFINITY};
    int64_t y;
    check_run(&(check_call){.kernel = "argmax_f32", .tiles = 1, .slots = {&y, x}, .sizes = {1, 2, 1}});
    CHECK(y == 0, "of two -inf, number %d", (int)y);
    check_run(&(check_call){.kernel = "argmax_f32", .tiles = 1, .slots = {&y, x}, .sizes = {1, 4, 1}});
    CHECK(y == 2, "of two inf, number %d", (int)y);
}

static void is_fast(void)
{
    float *x = check_floats(1 << 18, 0, 1);
    int64_t *y = check_memory(1 << 20);
    check_bench(&(check_call){.kernel = "argmax_f32", .tiles = 1, .slots = {y, x}, .sizes = {26214, 10, 1}},
                "26214 rows of 10", 1 << 20, 0);
    check_bench(&(check_call){.kernel = "argmax_f32", .tiles = 1, .slots = {y, x}, .sizes = {256, 1024, 1}},
                "256 rows of 1024", 1 << 20, 0);
    check_bench(&(check_call){.kernel = "argmax_f32", .tiles = 1, .slots = {y, x}, .sizes = {1, 256, 1024}},
                "columns of 256x1024", 1 << 20, 0);
}

const check_test check_tests[] = {
    CHECK_TEST(finds_the_first_of_ties_and_the_first_nan),
    CHECK_TEST(tells_infinities_from_nothing),
    CHECK_TEST(is_fast),
    {0},
};
