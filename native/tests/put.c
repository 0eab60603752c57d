#include "check.h"

#include <string.h>

static const char *const kernels[2][3] = {{"put_b1_i32", "put_b4_i32", "put_b8_i32"},
                                          {"put_b1_i64", "put_b4_i64", "put_b8_i64"}};
static const int64_t widths[] = {1, 4, 8};

static void the_last_value_stays(void)
{
    for (int round = 0; round < 300; round++) {
        bool wide = check_integer(0, 2);
        int w = (int)check_integer(0, 3);
        int64_t width = widths[w];
        int64_t batch = check_integer(0, 4);
        int64_t rows = check_integer(1, 9);
        int64_t d = check_integer(0, 2) ? 1 : check_integer(0, 70);
        int64_t count = check_integer(0, 12);
        int64_t size = batch * rows * d * width;
        unsigned char *x = check_memory(size);
        unsigned char *values = check_memory(batch * count * d * width);
        unsigned char *expected = check_memory(size);
        for (int64_t i = 0; i < size; i++) {
            x[i] = expected[i] = (unsigned char)check_bits();
        }
        for (int64_t i = 0; i < batch * count * d * width; i++) {
            values[i] = (unsigned char)check_bits();
        }
        void *index = check_memory(batch * count * (wide ? 8 : 4));
        for (int64_t i = 0; i < batch * count; i++) {
            int64_t at = check_integer(0, rows);
            if (wide) {
                ((int64_t *)index)[i] = at;
            } else {
                ((int32_t *)index)[i] = (int32_t)at;
            }
            memcpy(expected + (i / count * rows + at) * d * width, values + i * d * width, (size_t)(d * width));
        }
        unsigned char *y = check_integer(0, 2) ? x : check_memory(size);
        int32_t status = check_run(&(check_call){.kernel = kernels[wide][w],
                                                 .tiles = check_integer(1, 5),
                                                 .slots = {y, x, index, values},
                                                 .sizes = {count, d, rows, batch}});
        CHECK(status == WG_OK && check_same(y, expected, size), "%s: %d of %d rows of %d, %d values", kernels[wide][w],
              (int)batch, (int)rows, (int)d, (int)count);
        check_release();
    }
}

static void reports_an_index_outside(void)
{
    float x[3] = {1, 2, 3};
    float y[3];
    for (int32_t index = -1; index < 4; index += 4) {
        int32_t status = check_run(
            &(check_call){.kernel = "put_b4_i32", .tiles = 1, .slots = {y, x, &index, x}, .sizes = {1, 1, 3, 1}});
        CHECK(status == WG_INDEX_OUT_OF_RANGE, "index %d gives status %d", index, status);
    }
}

const check_test check_tests[] = {
    CHECK_TEST(the_last_value_stays),
    CHECK_TEST(reports_an_index_outside),
    {0},
};
