/* Gather, scatter-add and one-hot: what an index operand selects. */
#include "check.h"

#include <stdio.h>
#include <string.h>

static const int64_t depths[] = {0, 1, 3, 15, 16, 17, 64, 200};

/* An index operand of 32 or 64 bits with values in [0, size). */
static void *indices(bool wide, int64_t count, int64_t size)
{
    int64_t *wide_index = check_memory(count * 8);
    int32_t *index = check_memory(count * 4);
    for (int64_t i = 0; i < count; i++) {
        wide_index[i] = check_integer(0, size);
        index[i] = (int32_t)wide_index[i];
    }
    return wide ? (void *)wide_index : (void *)index;
}

static int64_t index_at(const void *index, bool wide, int64_t i)
{
    return wide ? ((const int64_t *)index)[i] : ((const int32_t *)index)[i];
}

static void set_index(void *index, bool wide, int64_t i, int64_t value)
{
    if (wide) {
        ((int64_t *)index)[i] = value;
    } else {
        ((int32_t *)index)[i] = (int32_t)value;
    }
}

static const char *named(const char *kernel, const char *type, bool wide)
{
    static char name[64];
    snprintf(name, sizeof name, "%s_%s_%s", kernel, type, wide ? "i64" : "i32");
    return name;
}

static void gathers_rows(void)
{
    static const char *const types[] = {"b1", "b4", "b8"};
    static const int64_t widths[] = {1, 4, 8};
    for (int i = 0; i < 3 * 2 * 8; i++) {
        int w = i % 3;
        bool wide = i / 3 % 2;
        int64_t d = depths[i / 6];
        int64_t batch = 1 + i % 4;
        int64_t bytes = d * widths[w];
        const int64_t count = 37;
        const int64_t rows = 11;
        unsigned char *table = check_memory(batch * rows * bytes);
        for (int64_t k = 0; k < batch * rows * bytes; k++) {
            table[k] = (unsigned char)check_bits();
        }
        void *index = indices(wide, batch * count, rows);
        unsigned char *y = check_memory(batch * count * bytes);
        int32_t status = check_run(&(check_call){.kernel = named("gather", types[w], wide),
                                                 .tiles = 1 + i % 5,
                                                 .slots = {y, table, index},
                                                 .sizes = {count, d, rows, batch}});
        CHECK(status == WG_OK, "status %d", status);
        for (int64_t c = 0; c < batch * count; c++) {
            int64_t row = c / count * rows + index_at(index, wide, c);
            CHECK(check_same(y + c * bytes, table + row * bytes, bytes), "%s: row %d of %d", types[w], (int)c, (int)d);
        }
        check_release();
    }
}

#define DEFINE_SCATTER_CHECK(name, real, type, random)                                                                 \
    static void name(bool wide, int64_t d, int64_t batch, int64_t tiles)                                               \
    {                                                                                                                  \
        const int64_t count = 50;                                                                                      \
        const int64_t rows = 7;                                                                                        \
        void *index = indices(wide, batch * count, rows);                                                              \
        real *dy = random(batch * count * d, -1, 1);                                                                   \
        int64_t bytes = batch * rows * d * (int64_t)sizeof(real);                                                      \
        real *y = check_memory(bytes);                                                                                 \
        real *expected = check_memory(bytes);                                                                          \
        memset(expected, 0, (size_t)bytes);                                                                            \
        for (int64_t c = 0; c < batch * count; c++) {                                                                  \
            for (int64_t i = 0; i < d; i++) {                                                                          \
                expected[(c / count * rows + index_at(index, wide, c)) * d + i] += dy[c * d + i];                      \
            }                                                                                                          \
        }                                                                                                              \
        int32_t status = check_run(&(check_call){.kernel = named("scatter_add", type, wide),                           \
                                                 .tiles = tiles,                                                       \
                                                 .slots = {y, index, dy},                                              \
                                                 .sizes = {count, d, rows, batch}});                                   \
        CHECK(status == WG_OK, "status %d", status);                                                                   \
        CHECK(check_same(y, expected, bytes), "%s: d %d in %d tiles", type, (int)d, (int)tiles);                       \
        check_release();                                                                                               \
    }

DEFINE_SCATTER_CHECK(check_scatter_f32, float, "f32", check_floats)
DEFINE_SCATTER_CHECK(check_scatter_f64, double, "f64", check_doubles)

static void scatters_in_the_order_of_the_indices(void)
{
    for (int i = 0; i < 2 * 8; i++) {
        for (int64_t tiles = 1; tiles < 15; tiles += 3) {
            for (int64_t batch = 0; batch < 4; batch++) {
                check_scatter_f32(i % 2, depths[i / 2], batch, tiles);
                check_scatter_f64(i % 2, depths[i / 2], batch, tiles);
            }
        }
    }
}

#define DEFINE_ONE_HOT_CHECK(name, real, type)                                                                         \
    static void name(bool wide, int64_t rows, int64_t n)                                                               \
    {                                                                                                                  \
        void *labels = indices(wide, rows, n);                                                                         \
        real *y = check_memory(rows * n * (int64_t)sizeof(real));                                                      \
        check_call call = {                                                                                            \
            .kernel = named("one_hot", type, wide), .tiles = 3, .slots = {y, labels}, .sizes = {rows, n}};             \
        CHECK(check_run(&call) == WG_OK, "one_hot failed");                                                            \
        for (int64_t i = 0; i < rows * n; i++) {                                                                       \
            CHECK(y[i] == (index_at(labels, wide, i / n) == i % n ? 1 : 0), "(%d, %d)", (int)(i / n), (int)(i % n));   \
        }                                                                                                              \
        check_release();                                                                                               \
    }

DEFINE_ONE_HOT_CHECK(check_one_hot_f32, float, "f32")
DEFINE_ONE_HOT_CHECK(check_one_hot_f64, double, "f64")

static void makes_one_hot_rows(void)
{
    for (int64_t n = 1; n < 40; n += 6) {
        for (int64_t rows = 0; rows < 9; rows += 4) {
            check_one_hot_f32(false, rows, n);
            check_one_hot_f32(true, rows, n);
            check_one_hot_f64(false, rows, n);
            check_one_hot_f64(true, rows, n);
        }
    }
}

static void rejects_indices_outside_the_axis(void)
{
    static const int64_t wrong[] = {-1, 5, INT32_MAX, INT32_MIN};
    for (int i = 0; i < 2 * 4 * 4; i++) {
        bool wide = i % 2;
        int64_t tiles = 1 + i % 3;
        void *index = indices(wide, 8, 5);
        set_index(index, wide, i / 8, wrong[i / 2 % 4]);
        float *x = check_floats(8 * 5, 0, 1);
        float *y = check_memory(8 * 5 * 4);
        const check_call calls[] = {
            {.kernel = "gather_b4", .slots = {y, x, index}, .sizes = {8, 3, 5, 1}},
            {.kernel = "scatter_add_f32", .slots = {y, index, x}, .sizes = {8, 3, 5, 1}},
            {.kernel = "one_hot_f32", .slots = {y, index}, .sizes = {8, 5}},
        };
        for (int k = 0; k < 3; k++) {
            check_call call = calls[k];
            char name[64];
            snprintf(name, sizeof name, "%s_%s", call.kernel, wide ? "i64" : "i32");
            call.kernel = name;
            call.tiles = tiles;
            int32_t status = check_run(&call);
            CHECK(status == WG_INDEX_OUT_OF_RANGE, "%s: status %d for index %d", name, status, (int)wrong[i / 2 % 4]);
        }
        check_release();
    }
}

const check_test check_tests[] = {
    CHECK_TEST(gathers_rows),
    CHECK_TEST(scatters_in_the_order_of_the_indices),
    CHECK_TEST(makes_one_hot_rows),
    CHECK_TEST(rejects_indices_outside_the_axis),
    {0},
};
