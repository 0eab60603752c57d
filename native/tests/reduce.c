#include "check.h"

#include <math.h>
#include <string.h>

typedef enum { SUM, SUM_SQUARES, MAX } operation;

static const char *const names[2][3] = {{"sum_f64", "sum_squares_f64", "max_f64"},
                                        {"sum_f32", "sum_squares_f32", "max_f32"}};
static const char *const chunk_names[2][3] = {{"sum_chunks_f64", "sum_squares_chunks_f64", "max_chunks_f64"},
                                              {"sum_chunks_f32", "sum_squares_chunks_f32", "max_chunks_f32"}};

static double value_at(const void *x, bool single, int64_t i)
{
    return single ? (double)((const float *)x)[i] : ((const double *)x)[i];
}

static void set_value(void *x, bool single, int64_t i, double value)
{
    if (single) {
        ((float *)x)[i] = (float)value;
    } else {
        ((double *)x)[i] = value;
    }
}

static void *numbers(bool single, int64_t count)
{
    return single ? (void *)check_floats(count, -1, 2) : (void *)check_doubles(count, -1, 2);
}

/* Checks y (outer, inner), the reduction of rows [first, last) of x (outer, n, inner), with divisor d. */
static void check_result(operation op, bool single, const void *y, const void *x, int64_t outer, int64_t n,
                         int64_t inner, int64_t first, int64_t last, int64_t y_stride, double d)
{
    for (int64_t o = 0; o < outer; o++) {
        for (int64_t i = 0; i < inner; i++) {
            long double sum = 0;
            long double size = 0;
            double maximum = -INFINITY;
            for (int64_t j = first; j < last; j++) {
                double term = value_at(x, single, (o * n + j) * inner + i);
                maximum = term > maximum ? term : maximum;
                long double part = op == SUM_SQUARES ? (long double)term * term : (long double)term;
                sum += part;
                size += fabsl(part);
            }
            double actual = value_at(y, single, o * y_stride + i);
            /* 64 terms to a block and a few additions after that, however long the sum is. */
            long double bound = size / (long double)fabs(d) * 80 * (single ? 0x1p-24L : 0x1p-53L);
            bool right = op == MAX ? actual == maximum : fabsl((long double)actual - sum / d) <= bound;
            CHECK(right, "%s: (%d, %d, %d): element (%d, %d) is %.17g, not %.17g", names[single][op], (int)outer,
                  (int)n, (int)inner, (int)o, (int)i, actual, op == MAX ? maximum : (double)(sum / d));
        }
    }
}

static void check_shape(int64_t outer, int64_t n, int64_t inner)
{
    for (int single = 0; single < 2; single++) {
        int64_t size = single ? 4 : 8;
        for (operation op = SUM; op <= MAX; op++) {
            void *x = numbers(single, outer * n * inner);
            void *y = check_memory(outer * inner * size);
            check_call call = {.kernel = names[single][op],
                               .tiles = 1,
                               .slots = {y, x},
                               .sizes = {outer, n, inner},
                               .scalars = {op == MAX ? 0 : 3}};
            CHECK(check_run(&call) == WG_OK, "failed");
            check_result(op, single, y, x, outer, n, inner, 0, n, inner, 3);
            for (int64_t tiles = 2; tiles < 9; tiles += 3) {
                void *z = check_memory(outer * inner * size);
                call.slots[0] = z;
                call.tiles = tiles;
                check_run(&call);
                CHECK(check_same(y, z, outer * inner * size), "%s: other bits in %d tiles", call.kernel, (int)tiles);
            }
            check_release();
        }
    }
}

static void reduces_rows_of_any_length(void)
{
    for (int64_t n = 0; n < 70; n++) {
        check_shape(3, n, 1);
    }
    check_shape(2, 255, 1);
    check_shape(2, 4097, 1);
    check_shape(1, 100003, 1);
    check_shape(0, 5, 1);
}

static void reduces_columns_of_any_number(void)
{
    static const int64_t terms[] = {0, 1, 2, 63, 64, 65, 200};
    for (int64_t inner = 0; inner < 140; inner += inner < 70 ? 1 : 23) {
        check_shape(2, terms[check_integer(0, 7)], inner);
    }
    check_shape(1, 30011, 3);
}

static void reduces_chunks_of_a_long_axis(void)
{
    static const int64_t shapes[][4] = {
        {1, 1000, 1, 128}, {3, 70, 1, 7}, {2, 50, 5, 8}, {1, 513, 33, 100}, {2, 9, 3, 20}, {1, 0, 3, 4},
    };
    for (int s = 0; s < 6; s++) {
        int64_t outer = shapes[s][0];
        int64_t n = shapes[s][1];
        int64_t inner = shapes[s][2];
        int64_t chunk = shapes[s][3];
        int64_t chunks = (n + chunk - 1) / chunk;
        for (int i = 0; i < 6; i++) {
            bool single = i % 2;
            operation op = (operation)(i / 2);
            void *x = numbers(single, outer * n * inner);
            unsigned char *partial = check_memory(outer * chunks * inner * (single ? 4 : 8));
            int32_t status = check_run(&(check_call){.kernel = chunk_names[single][op],
                                                     .tiles = 1 + i,
                                                     .slots = {partial, x},
                                                     .sizes = {outer, n, inner, chunk}});
            CHECK(status == WG_OK, "status %d", status);
            for (int64_t c = 0; c < chunks; c++) {
                int64_t last = (c + 1) * chunk < n ? (c + 1) * chunk : n;
                check_result(op, single, partial + c * inner * (single ? 4 : 8), x, outer, n, inner, c * chunk, last,
                             chunks * inner, 1);
            }
            check_release();
        }
    }
}

/* Rounding always in the same direction is where a plain sum drifts away. */
static void long_sums_do_not_drift(void)
{
    for (int64_t inner = 1; inner < 72; inner += 35) {
        const int64_t n = 300000 / inner;
        float *x = check_memory(n * inner * 4);
        float *y = check_memory(inner * 4);
        for (int64_t i = 0; i < n * inner; i++) {
            x[i] = 0.1f;
        }
        check_run(&(check_call){
            .kernel = "sum_f32", .tiles = 1, .slots = {y, x}, .sizes = {1, n, inner}, .scalars = {(double)n}});
        for (int64_t i = 0; i < inner; i++) {
            CHECK(fabsf(y[i] - 0.1f) < 2e-7f, "the mean of %d times 0.1 is %.9g", (int)n, (double)y[i]);
        }
        check_release();
    }
}

/* With --exhaustive 10⁸ of them. */
static void means_of_many_numbers_keep_their_digits(void)
{
    const int64_t n = check_exhaustive() ? 100000000 : 1000000;
    float *x = check_memory(n * 4);
    double sum = 0;
    for (int64_t i = 0; i < n; i++) {
        x[i] = (float)(1 + check_real(-1, 1) * check_real(0, 1));
        sum += (double)x[i];
    }
    float y;
    check_run(
        &(check_call){.kernel = "sum_f32", .tiles = 1, .slots = {&y, x}, .sizes = {1, n, 1}, .scalars = {(double)n}});
    double mean = sum / (double)n;
    CHECK(fabs((double)y - mean) <= 1e-6 * mean, "the mean of %d numbers is %.9g, not %.9g", (int)n, (double)y, mean);
}

static void max_lets_nan_through(void)
{
    for (int single = 0; single < 2; single++) {
        for (int64_t inner = 1; inner < 4; inner += 2) {
            for (int64_t n = 1; n < 140; n += 3) {
                int64_t at = check_integer(0, n);
                void *x = numbers(single, n * inner);
                double y[4];
                set_value(x, single, at * inner, NAN);
                check_run(
                    &(check_call){.kernel = names[single][MAX], .tiles = 1, .slots = {y, x}, .sizes = {1, n, inner}});
                CHECK(isnan(value_at(y, single, 0)), "the NaN at %d of %d was lost", (int)at, (int)n);
                CHECK(inner == 1 || !isnan(value_at(y, single, 1)), "NaN in another column");
                check_release();
            }
        }
    }
}

static void treats_infinities_as_ieee_does(void)
{
    static const double cases[][3] = {{INFINITY, 1, INFINITY}, {-INFINITY, 1, -INFINITY}, {INFINITY, -INFINITY, NAN}};
    for (int c = 0; c < 3; c++) {
        for (int64_t inner = 1; inner < 3; inner++) {
            for (int64_t n = 2; n < 1200; n = 3 * n) {
                float *x = check_floats(n * inner, 0, 1);
                float y[2];
                x[0] = (float)cases[c][0];
                x[(n - 1) * inner] = (float)cases[c][1];
                check_run(&(check_call){
                    .kernel = "sum_f32", .tiles = 1, .slots = {y, x}, .sizes = {1, n, inner}, .scalars = {1}});
                float expected = (float)cases[c][2];
                CHECK(isnan(expected) ? isnan(y[0]) : y[0] == expected, "%g and %g make %g", cases[c][0], cases[c][1],
                      (double)y[0]);
                check_release();
            }
        }
    }
    float x[] = {-INFINITY, -INFINITY, -INFINITY};
    float y;
    check_run(&(check_call){.kernel = "max_f32", .tiles = 1, .slots = {&y, x}, .sizes = {1, 3, 1}});
    CHECK(y == -INFINITY, "the maximum of -inf is %g", (double)y);
}

static void is_fast(void)
{
    float *x = check_floats(1 << 18, 0, 1);
    float *y = check_memory(1 << 20);
    static const struct {
        const char *label;
        int64_t sizes[3];
    } cases[] = {{"262144", {1, 1 << 18, 1}},
                 {"512 rows of 512", {512, 512, 1}},
                 {"26214 rows of 10", {26214, 10, 1}},
                 {"columns of 128x512", {1, 128, 512}},
                 {"columns of 26214x10", {1, 26214, 10}}};
    for (int i = 0; i < 5; i++) {
        const int64_t *s = cases[i].sizes;
        for (int op = 0; op < 3; op += 2) {
            check_bench(
                &(check_call){
                    .kernel = names[1][op], .tiles = 1, .slots = {y, x}, .sizes = {s[0], s[1], s[2]}, .scalars = {1}},
                cases[i].label, (double)(s[0] * s[1] * s[2] * 4), 0);
        }
    }
}

const check_test check_tests[] = {
    CHECK_TEST(reduces_rows_of_any_length),
    CHECK_TEST(reduces_columns_of_any_number),
    CHECK_TEST(reduces_chunks_of_a_long_axis),
    CHECK_TEST(long_sums_do_not_drift),
    CHECK_TEST(means_of_many_numbers_keep_their_digits),
    CHECK_TEST(max_lets_nan_through),
    CHECK_TEST(treats_infinities_as_ieee_does),
    CHECK_TEST(is_fast),
    {0},
};
