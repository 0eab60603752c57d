/* Reductions of integers and bools, and those of real numbers that round nothing away: here against plain loops,
 * exactly. */
#include "check.h"

#include <math.h>

typedef enum { SUM, PROD, MAX, MIN, ANY, ALL } operation;
typedef enum { F32, F64, I32, I64, BOOL } element;

static const int64_t widths[] = {4, 8, 4, 8, 1};

static const struct {
    const char *name;
    const char *chunks;
    operation op;
    element type;
} kernels[] = {
    {"min_f32", "min_chunks_f32", MIN, F32},    {"min_f64", "min_chunks_f64", MIN, F64},
    {"prod_f32", "prod_chunks_f32", PROD, F32}, {"prod_f64", "prod_chunks_f64", PROD, F64},
    {"max_f32", "max_chunks_f32", MAX, F32},    {"max_f64", "max_chunks_f64", MAX, F64},
    {"max_i32", "max_chunks_i32", MAX, I32},    {"max_i64", "max_chunks_i64", MAX, I64},
    {"min_i32", "min_chunks_i32", MIN, I32},    {"min_i64", "min_chunks_i64", MIN, I64},
    {"sum_i64", "sum_chunks_i64", SUM, I64},    {"prod_i64", "prod_chunks_i64", PROD, I64},
    {"any_bool", "any_chunks_bool", ANY, BOOL}, {"all_bool", "all_chunks_bool", ALL, BOOL},
};

enum { KERNELS = sizeof kernels / sizeof *kernels };

static double get(const void *x, element type, int64_t i)
{
    switch (type) {
    case F32:
        return (double)((const float *)x)[i];
    case F64:
        return ((const double *)x)[i];
    case I32:
        return ((const int32_t *)x)[i];
    case I64:
        return (double)((const int64_t *)x)[i];
    case BOOL:
        return ((const uint8_t *)x)[i];
    }
    return 0;
}

static void set(void *x, element type, int64_t i, double value)
{
    switch (type) {
    case F32:
        ((float *)x)[i] = (float)value;
        break;
    case F64:
        ((double *)x)[i] = value;
        break;
    case I32:
        ((int32_t *)x)[i] = (int32_t)value;
        break;
    case I64:
        ((int64_t *)x)[i] = (int64_t)value;
        break;
    case BOOL:
        ((uint8_t *)x)[i] = (uint8_t)value;
        break;
    }
}

/* Few factors other than ±1, so that products are exact; bools that are mostly what does not decide. */
static double draw(operation op)
{
    int64_t dice = check_integer(0, 200);
    switch (op) {
    case PROD:
        return dice == 0 ? 2 : dice < 100 ? 1 : -1;
    case ANY:
        return dice == 0;
    case ALL:
        return dice != 0;
    default:
        return (double)check_integer(-1000, 1000);
    }
}

static double of_nothing(operation op, element type)
{
    bool real = type == F32 || type == F64;
    switch (op) {
    case MAX:
        return real ? (double)-INFINITY : type == I32 ? (double)INT32_MIN : (double)INT64_MIN;
    case MIN:
        return real ? (double)INFINITY : type == I32 ? (double)INT32_MAX : (double)INT64_MAX;
    case PROD:
    case ALL:
        return 1;
    default:
        return 0;
    }
}

static double combine(operation op, double a, double x)
{
    switch (op) {
    case SUM:
        return a + x;
    case PROD:
        return a * x;
    case MAX:
        return isnan(a) || isnan(x) ? (double)NAN : x > a ? x : a;
    case MIN:
        return isnan(a) || isnan(x) ? (double)NAN : x < a ? x : a;
    case ANY:
        return a != 0 || x != 0;
    case ALL:
        return a != 0 && x != 0;
    }
    return 0;
}

static void check_rows(int k, const void *y, const void *x, int64_t outer, int64_t n, int64_t inner, int64_t first,
                       int64_t last, int64_t y_stride, int64_t y_first)
{
    for (int64_t o = 0; o < outer; o++) {
        for (int64_t i = 0; i < inner; i++) {
            double expected = of_nothing(kernels[k].op, kernels[k].type);
            for (int64_t j = first; j < last; j++) {
                expected = combine(kernels[k].op, expected, get(x, kernels[k].type, (o * n + j) * inner + i));
            }
            double found = get(y, kernels[k].type, y_first + o * y_stride + i);
            CHECK(found == expected || (isnan(found) && isnan(expected)), "%s (%d, %d, %d): (%d, %d) is %g, not %g",
                  kernels[k].name, (int)outer, (int)n, (int)inner, (int)o, (int)i, found, expected);
        }
    }
}

static void check_shape(int64_t outer, int64_t n, int64_t inner, bool with_nan)
{
    for (int k = 0; k < KERNELS; k++) {
        element type = kernels[k].type;
        int64_t size = outer * n * inner;
        void *x = check_memory(size * widths[type]);
        for (int64_t i = 0; i < size; i++) {
            set(x, type, i, with_nan && type <= F64 && check_integer(0, 9) == 0 ? (double)NAN : draw(kernels[k].op));
        }
        void *y = check_memory(outer * inner * widths[type]);
        CHECK(check_run(&(check_call){.kernel = kernels[k].name,
                                      .tiles = check_integer(1, 6),
                                      .slots = {y, x},
                                      .sizes = {outer, n, inner}}) == WG_OK,
              "failed");
        check_rows(k, y, x, outer, n, inner, 0, n, inner, 0);
        int64_t chunk = check_integer(1, n + 2);
        int64_t chunks = (n + chunk - 1) / chunk;
        void *partial = check_memory(outer * chunks * inner * widths[type]);
        CHECK(check_run(&(check_call){.kernel = kernels[k].chunks,
                                      .tiles = check_integer(1, 6),
                                      .slots = {partial, x},
                                      .sizes = {outer, n, inner, chunk}}) == WG_OK,
              "failed");
        for (int64_t c = 0; c < chunks; c++) {
            int64_t last = (c + 1) * chunk < n ? (c + 1) * chunk : n;
            check_rows(k, partial, x, outer, n, inner, c * chunk, last, chunks * inner, c * inner);
        }
        check_release();
    }
}

static void reduces_lines_and_columns(void)
{
    static const int64_t inners[] = {1, 1, 2, 15, 64, 70, 131};
    for (int64_t n = 0; n < 90; n++) {
        check_shape(n % 4, n, inners[check_integer(0, 7)], false);
    }
    check_shape(1, 5000, 1, false);
}

static void propagates_nan(void)
{
    for (int64_t n = 1; n < 70; n++) {
        check_shape(2, n, n % 3 == 0 ? 33 : 1, true);
    }
}

const check_test check_tests[] = {
    CHECK_TEST(reduces_lines_and_columns),
    CHECK_TEST(propagates_nan),
    {0},
};
