#include "check.h"

#include <string.h>

static const char *const kernels[2][3] = {{"tril_b1", "tril_b4", "tril_b8"}, {"triu_b1", "triu_b4", "triu_b8"}};
static const int64_t widths[] = {1, 4, 8};

static void keeps_one_side_of_any_diagonal(void)
{
    static const int64_t diagonals[] = {0, 1, -1, 2, -3, 5, -5, 100, -100, INT64_MAX, INT64_MIN};
    for (int i = 0; i < 400; i++) {
        int upper = (int)check_integer(0, 2);
        int w = (int)check_integer(0, 3);
        int64_t batch = check_integer(0, 3);
        int64_t height = check_integer(1, 6);
        int64_t cols = check_integer(1, 8);
        int64_t diagonal = diagonals[check_integer(0, 11)];
        int64_t bytes = batch * height * cols * widths[w];
        unsigned char *x = check_memory(bytes);
        unsigned char *expected = check_memory(bytes);
        for (int64_t j = 0; j < bytes; j++) {
            int64_t column = j / widths[w] % cols;
            int64_t row = j / widths[w] / cols % height;
            x[j] = (unsigned char)check_bits();
            bool stays = upper ? column - row >= diagonal : column - row <= diagonal;
            expected[j] = stays ? x[j] : 0;
        }
        bool in_place = check_integer(0, 2);
        unsigned char *y = in_place ? x : check_memory(bytes);
        int32_t status = check_run(&(check_call){.kernel = kernels[upper][w],
                                                 .tiles = check_integer(1, 5),
                                                 .slots = {y, x},
                                                 .sizes = {batch * height, height, cols, diagonal}});
        CHECK(status == WG_OK && check_same(y, expected, bytes), "%s of (%d, %d, %d), diagonal %lld", kernels[upper][w],
              (int)batch, (int)height, (int)cols, (long long)diagonal);
        check_release();
    }
}

const check_test check_tests[] = {
    CHECK_TEST(keeps_one_side_of_any_diagonal),
    {0},
};
