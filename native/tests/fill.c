#include "check.h"

static void fills_every_element_and_no_other(void)
{
    static const int64_t counts[] = {0, 1, 3, 63, 64, 65, 1000};
    static const int64_t widths[] = {1, 4, 8};
    static const char *const kernels[] = {"fill_b1", "fill_b4", "fill_b8"};
    const uint64_t bits = UINT64_C(0x0123456789abcdef);
    for (int c = 0; c < 7; c++) {
        for (int w = 0; w < 3; w++) {
            for (int64_t tiles = 1; tiles < 6; tiles++) {
                int64_t bytes = counts[c] * widths[w];
                unsigned char *y = check_memory(bytes);
                int32_t status = check_run(&(check_call){
                    .kernel = kernels[w], .tiles = tiles, .slots = {y}, .sizes = {counts[c], (int64_t)bits}});
                CHECK(status == WG_OK, "status %d", status);
                for (int64_t i = 0; i < bytes; i++) {
                    unsigned char expected = (unsigned char)(bits >> 8 * (i % widths[w]));
                    CHECK(y[i] == expected, "%s: byte %d of %d is %x", kernels[w], (int)i, (int)bytes, y[i]);
                }
                check_release();
            }
        }
    }
    float *y = check_memory(1 << 20);
    check_bench(&(check_call){.kernel = "fill_b4", .tiles = 1, .slots = {y}, .sizes = {1 << 18, 0}}, "1 MiB", 1 << 20,
                0);
}

const check_test check_tests[] = {CHECK_TEST(fills_every_element_and_no_other), {0}};
