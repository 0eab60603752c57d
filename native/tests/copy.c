#include "check.h"

#include <string.h>

enum { MOST_RANK = 4 };

static const char *const kernels[] = {"copy_b1", "copy_b4", "copy_b8"};
static const char *const placing[] = {"place_b1", "place_b4", "place_b8"};
static const int64_t widths[] = {1, 4, 8};

/* y row by row as the formula says, with the walk's outer index counted up by hand. */
static void copy_plainly(unsigned char *y, const unsigned char *x, int64_t width, int64_t inner, int64_t sx,
                         int64_t offset, int64_t rank, const int64_t *geometry)
{
    int64_t index[MOST_RANK] = {0};
    for (;;) {
        int64_t start = offset;
        for (int64_t axis = 0; axis < rank; axis++) {
            start += index[axis] * geometry[rank + axis];
        }
        for (int64_t i = 0; i < inner; i++, y += width) {
            memcpy(y, x + (start + i * sx) * width, (size_t)width);
        }
        int64_t axis = rank - 1;
        while (axis >= 0 && ++index[axis] == geometry[axis]) {
            index[axis--] = 0;
        }
        if (axis < 0) {
            return;
        }
    }
}

static void check_walk(int64_t inner, int64_t sx, int64_t rank, const int64_t *dims, const int64_t *strides)
{
    int64_t geometry[2 * MOST_RANK];
    int64_t n = inner;
    int64_t lowest = sx < 0 ? (inner - 1) * sx : 0;
    int64_t highest = sx > 0 ? (inner - 1) * sx : 0;
    for (int64_t axis = 0; axis < rank; axis++) {
        geometry[axis] = dims[axis];
        geometry[rank + axis] = strides[axis];
        n *= dims[axis];
        int64_t reach = (dims[axis] - 1) * strides[axis];
        *(reach < 0 ? &lowest : &highest) += reach;
    }
    for (int w = 0; w < 3; w++) {
        int64_t width = widths[w];
        unsigned char *x = check_memory((highest - lowest + 1) * width);
        for (int64_t i = 0; i < (highest - lowest + 1) * width; i++) {
            x[i] = (unsigned char)check_bits();
        }
        unsigned char *expected = check_memory(n * width);
        copy_plainly(expected, x, width, inner, sx, -lowest, rank, geometry);
        for (int64_t tiles = 1; tiles < 5; tiles++) {
            unsigned char *y = check_memory(n * width);
            int32_t status = check_run(&(check_call){.kernel = kernels[w],
                                                     .tiles = tiles,
                                                     .slots = {y, x, rank > 0 ? geometry : NULL},
                                                     .sizes = {n, inner, sx, -lowest, rank}});
            CHECK(status == WG_OK && check_same(y, expected, n * width), "%s: inner %d, sx %d, rank %d, %d tiles",
                  kernels[w], (int)inner, (int)sx, (int)rank, (int)tiles);
        }
        check_release();
    }
}

static void copies_along_any_strides(void)
{
    static const int64_t inners[] = {1, 2, 7, 64, 65, 300};
    for (int i = 0; i < 300; i++) {
        int64_t dims[MOST_RANK];
        int64_t strides[MOST_RANK];
        for (int axis = 0; axis < MOST_RANK; axis++) {
            dims[axis] = check_integer(1, 5);
            strides[axis] = check_integer(-20, 21);
        }
        check_walk(inners[check_integer(0, 6)], check_integer(-3, 4), check_integer(0, MOST_RANK + 1), dims, strides);
    }
}

/* Places into a grid of cells what copies read from it: what lies between the cells must stay. */
static void places_what_copies_read(void)
{
    for (int i = 0; i < 300; i++) {
        int w = (int)check_integer(0, 3);
        int64_t width = widths[w];
        int64_t rank = check_integer(0, 3);
        int64_t inner = check_integer(1, 80);
        int64_t gap = check_integer(1, 4);
        int64_t geometry[4];
        int64_t n = inner;
        int64_t offset = 0;
        int64_t cells = inner * gap;
        for (int64_t axis = rank - 1; axis >= 0; axis--) {
            int64_t sign = check_integer(0, 2) ? 1 : -1;
            geometry[axis] = check_integer(1, 5);
            geometry[rank + axis] = sign * cells;
            offset += sign < 0 ? (geometry[axis] - 1) * cells : 0;
            n *= geometry[axis];
            cells *= geometry[axis];
        }
        int64_t step = check_integer(0, 2) ? gap : -gap;
        offset += step < 0 ? (inner - 1) * gap : 0;
        unsigned char *x = check_memory(n * width);
        for (int64_t j = 0; j < n * width; j++) {
            x[j] = (unsigned char)check_bits();
        }
        unsigned char *y = check_memory(cells * width);
        unsigned char *untouched = check_memory(cells * width);
        memset(y, 7, (size_t)(cells * width));
        memset(untouched, 7, (size_t)(cells * width));
        int32_t status = check_run(&(check_call){.kernel = placing[w],
                                                 .tiles = check_integer(1, 5),
                                                 .slots = {y, x, rank > 0 ? geometry : NULL},
                                                 .sizes = {n, inner, step, offset, rank}});
        unsigned char *back = check_memory(n * width);
        copy_plainly(back, y, width, inner, step, offset, rank, geometry);
        CHECK(status == WG_OK && check_same(back, x, n * width), "%s: inner %d, step %d, rank %d", placing[w],
              (int)inner, (int)step, (int)rank);
        int64_t changed = 0;
        for (int64_t cell = 0; cell < cells; cell++) {
            changed += !check_same(y + cell * width, untouched + cell * width, width);
        }
        CHECK(changed <= n, "%d elements placed, %d changed", (int)n, (int)changed);
        check_release();
    }
}

static void copies_nothing(void)
{
    int64_t geometry[] = {0, 3};
    float x = 1;
    float *y = check_memory(0);
    int32_t status =
        check_run(&(check_call){.kernel = "copy_b4", .tiles = 2, .slots = {y, &x, geometry}, .sizes = {0, 1, 1, 0, 1}});
    CHECK(status == WG_OK, "status %d", status);
    status = check_run(&(check_call){.kernel = "copy_b4", .tiles = 2, .slots = {y, &x}, .sizes = {0, 0, 1, 0, 0}});
    CHECK(status == WG_OK, "status %d", status);
}

static void is_fast(void)
{
    float *x = check_floats(1 << 18, 0, 1);
    float *y = check_memory(1 << 20);
    int64_t rows[] = {512, 512};
    int64_t columns[] = {512, 1};
    check_bench(&(check_call){.kernel = "copy_b4", .tiles = 1, .slots = {y, x, rows}, .sizes = {1 << 18, 512, 1, 0, 1}},
                "512x512 rows", 2 << 20, 0);
    check_bench(
        &(check_call){.kernel = "copy_b4", .tiles = 1, .slots = {y, x, columns}, .sizes = {1 << 18, 512, 512, 0, 1}},
        "512x512 columns", 2 << 20, 0);
}

const check_test check_tests[] = {
    CHECK_TEST(copies_along_any_strides),
    CHECK_TEST(places_what_copies_read),
    CHECK_TEST(copies_nothing),
    CHECK_TEST(is_fast),
    {0},
};
