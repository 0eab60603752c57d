#include "check.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void put_real(void *to, bool wide, int64_t i, double value)
{
    if (wide) {
        ((double *)to)[i] = value;
    } else {
        ((float *)to)[i] = (float)value;
    }
}

static void *reals(bool wide, int64_t count)
{
    void *x = check_memory(count * (wide ? 8 : 4));
    for (int64_t i = 0; i < count; i++) {
        put_real(x, wide, i, check_integer(0, 9) == 0 ? -0.0 : check_real(-1, 1));
    }
    return x;
}

/* Indices in [0, rows) that come several times, and by argsort their order. */
static void *indices(bool long_index, int64_t count, int64_t rows, int64_t **order)
{
    void *index = check_memory(count * (long_index ? 8 : 4));
    for (int64_t i = 0; i < count; i++) {
        int64_t r = check_integer(0, rows);
        if (long_index) {
            ((int64_t *)index)[i] = r;
        } else {
            ((int32_t *)index)[i] = (int32_t)r;
        }
    }
    *order = check_memory(count * 8);
    int32_t status = check_run(&(check_call){.kernel = long_index ? "argsort_i64" : "argsort_i32",
                                             .tiles = 1,
                                             .slots = {*order, index, check_memory(count * 8)},
                                             .sizes = {1, count, 0}});
    CHECK(status == WG_OK, "argsort gives status %d", status);
    return index;
}

static void has_the_bits_of_sgd_of_the_sum(void)
{
    static const double rates[] = {0.05, 0, -0.0, -0.5, INFINITY, NAN};
    for (int round = 0; round < 400; round++) {
        bool wide = check_integer(0, 2);
        bool long_index = check_integer(0, 2);
        int64_t rows = check_integer(1, 60);
        int64_t d = check_integer(0, 2) ? check_integer(0, 5) : check_integer(0, 200);
        int64_t count = check_integer(0, 90);
        int64_t bytes = rows * d * (wide ? 8 : 4);
        double rate = rates[check_integer(0, 2) ? 0 : check_integer(0, 6)];
        void *lr = check_memory(8);
        put_real(lr, wide, 0, rate);
        void *p = reals(wide, rows * d);
        void *dz = reals(wide, count * d);
        int64_t *order;
        void *index = indices(long_index, count, rows, &order);

        char kernel[32];
        void *gradient = check_memory(bytes);
        void *expected = check_memory(bytes);
        snprintf(kernel, sizeof kernel, "scatter_add_f%d_i%d", wide ? 64 : 32, long_index ? 64 : 32);
        check_run(
            &(check_call){.kernel = kernel, .tiles = 1, .slots = {gradient, index, dz}, .sizes = {count, d, rows, 1}});
        check_run(&(check_call){.kernel = wide ? "sgd_f64" : "sgd_f32",
                                .tiles = 1,
                                .slots = {expected, p, gradient, lr},
                                .sizes = {rows * d}});

        void *found = check_integer(0, 2) ? p : check_memory(bytes);
        snprintf(kernel, sizeof kernel, "sgd_rows_f%d_i%d", wide ? 64 : 32, long_index ? 64 : 32);
        int32_t status = check_run(&(check_call){.kernel = kernel,
                                                 .tiles = check_integer(1, 20),
                                                 .slots = {found, p, index, dz, lr, order},
                                                 .sizes = {count, d, rows}});
        CHECK(status == WG_OK && check_same(found, expected, bytes), "%s, lr %g: %d of %d rows of %d%s, status %d",
              kernel, rate, (int)count, (int)rows, (int)d, found == p ? ", in place" : "", status);
        check_release();
    }
}

static void reports_an_index_outside(void)
{
    float p[3] = {1, 2, 3};
    float lr = 1;
    int64_t order = 0;
    for (int32_t index = -1; index < 4; index += 4) {
        for (int64_t tiles = 1; tiles <= 3; tiles++) {
            int32_t status = check_run(&(check_call){.kernel = "sgd_rows_f32_i32",
                                                     .tiles = tiles,
                                                     .slots = {p, p, &index, &lr, &lr, &order},
                                                     .sizes = {1, 1, 3}});
            CHECK(status == WG_INDEX_OUT_OF_RANGE && p[0] == 1 && p[2] == 3, "index %d gives status %d", index, status);
        }
    }
}

const check_test check_tests[] = {
    CHECK_TEST(has_the_bits_of_sgd_of_the_sum),
    CHECK_TEST(reports_an_index_outside),
    {0},
};
