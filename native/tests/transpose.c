#include "check.h"

#include <string.h>

static const char *const kernels[] = {"transpose_b1", "transpose_b4", "transpose_b8"};
static const int64_t widths[] = {1, 4, 8};

static void check_shape(int64_t batch, int64_t rows, int64_t cols)
{
    for (int w = 0; w < 3; w++) {
        int64_t width = widths[w];
        int64_t bytes = batch * rows * cols * width;
        unsigned char *x = check_memory_at(bytes, width);
        for (int64_t i = 0; i < bytes; i++) {
            x[i] = (unsigned char)check_bits();
        }
        unsigned char *expected = check_memory(bytes);
        for (int64_t b = 0; b < batch; b++) {
            for (int64_t i = 0; i < rows; i++) {
                for (int64_t j = 0; j < cols; j++) {
                    memcpy(expected + ((b * cols + j) * rows + i) * width, x + ((b * rows + i) * cols + j) * width,
                           (size_t)width);
                }
            }
        }
        for (int64_t tiles = 1; tiles < 8; tiles += 3) {
            unsigned char *y = check_memory_at(bytes, width);
            int32_t status = check_run(
                &(check_call){.kernel = kernels[w], .tiles = tiles, .slots = {y, x}, .sizes = {batch, rows, cols}});
            CHECK(status == WG_OK && check_same(y, expected, bytes), "%s: %d × %d × %d in %d tiles", kernels[w],
                  (int)batch, (int)rows, (int)cols, (int)tiles);
        }
        check_release();
    }
}

static void transposes_every_small_shape(void)
{
    for (int64_t rows = 0; rows < 20; rows++) {
        for (int64_t cols = 0; cols < 20; cols++) {
            check_shape(2, rows, cols);
        }
    }
}

static void transposes_shapes_around_a_block(void)
{
    static const int64_t sizes[] = {1, 31, 33, 63, 64, 65, 130};
    for (int i = 0; i < 7; i++) {
        for (int j = 0; j < 7; j++) {
            check_shape(1, sizes[i], sizes[j]);
        }
    }
    check_shape(0, 5, 5);
}

static void is_fast(void)
{
    float *x = check_floats(1 << 18, 0, 1);
    float *y = check_memory(1 << 20);
    check_bench(&(check_call){.kernel = "transpose_b4", .tiles = 1, .slots = {y, x}, .sizes = {1, 512, 512}}, "512x512",
                2 << 20, 0);
    check_bench(&(check_call){.kernel = "transpose_b4", .tiles = 1, .slots = {y, x}, .sizes = {1, 128, 784}}, "128x784",
                128 * 784 * 8, 0);
    check_bench(&(check_call){.kernel = "transpose_b8", .tiles = 1, .slots = {y, x}, .sizes = {1, 256, 300}}, "256x300",
                256 * 300 * 16, 0);
    check_bench(&(check_call){.kernel = "transpose_b1", .tiles = 1, .slots = {y, x}, .sizes = {1, 512, 512}}, "512x512",
                512 * 512 * 2, 0);
}

const check_test check_tests[] = {
    CHECK_TEST(transposes_every_small_shape),
    CHECK_TEST(transposes_shapes_around_a_block),
    CHECK_TEST(is_fast),
    {0},
};
