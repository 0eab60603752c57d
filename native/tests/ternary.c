#include <math.h>
#include <stdio.h>
#include <string.h>

#include "check.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

/* How the operands' elements are laid out below z's: dims, then the strides of each operand. */
typedef struct {
    int64_t inner, rank;
    int64_t step[3];
    int64_t block[16];
} geometry;

static int64_t size_of(const geometry *g)
{
    int64_t n = g->inner;
    for (int64_t d = 0; d < g->rank; d++) {
        n *= g->block[d];
    }
    return n;
}

static geometry random_geometry(void)
{
    geometry g = {.inner = check_integer(1, 40), .rank = check_integer(0, 4)};
    for (int64_t d = 0; d < g.rank; d++) {
        g.block[d] = check_integer(1, 6);
    }
    for (int o = 0; o < 3; o++) {
        g.step[o] = check_integer(0, 2);
        int64_t stride = g.step[o] ? g.inner : 1;
        for (int64_t d = g.rank - 1; d >= 0; d--) {
            bool varies = check_integer(0, 2);
            g.block[(o + 1) * g.rank + d] = varies ? stride : 0;
            stride *= varies ? g.block[d] : 1;
        }
    }
    return g;
}

/* The element of operand o that belongs to element i of z. */
static int64_t position(const geometry *g, int64_t i, int o)
{
    int64_t at = i % g->inner * g->step[o];
    int64_t outer = i / g->inner;
    for (int64_t d = g->rank - 1; d >= 0; d--) {
        at += outer % g->block[d] * g->block[(o + 1) * g->rank + d];
        outer /= g->block[d];
    }
    return at;
}

static void call(const char *kernel, void *z, void *const *x, geometry *g, int64_t tiles)
{
    check_call run = {.kernel = kernel,
                      .tiles = tiles,
                      .slots = {z, x[0], x[1], x[2], g->rank ? g->block : NULL},
                      .sizes = {size_of(g), g->inner, g->step[0], g->step[1], g->step[2], g->rank}};
    int32_t status = check_run(&run);
    CHECK(status == WG_OK, "%s: status %d", kernel, status);
}

static void *random_bytes(int64_t n, int64_t below)
{
    unsigned char *bytes = check_memory(n);
    for (int64_t i = 0; i < n; i++) {
        bytes[i] = (unsigned char)check_integer(0, below);
    }
    return bytes;
}

static void where_chooses_in_any_geometry(void)
{
    static const int64_t widths[] = {1, 4, 8};
    for (int round = 0; round < 100; round++) {
        int64_t width = widths[round % 3];
        geometry g = random_geometry();
        int64_t n = size_of(&g);
        void *operands[] = {random_bytes(n, 2), random_bytes(n * width, 256), random_bytes(n * width, 256)};
        unsigned char *z = check_memory(n * width);
        char kernel[16];
        snprintf(kernel, sizeof kernel, "where_b%d", (int)width);
        call(kernel, z, operands, &g, check_integer(1, 5));
        for (int64_t i = 0; i < n; i++) {
            int chosen = ((unsigned char *)operands[0])[position(&g, i, 0)] ? 1 : 2;
            const unsigned char *expected = (unsigned char *)operands[chosen] + position(&g, i, chosen) * width;
            CHECK(memcmp(z + i * width, expected, (size_t)width) == 0, "%s at %d", kernel, (int)i);
        }
        check_release();
    }
}

static double clipped(double x, double low, double high)
{
    return isnan(x) || isnan(low) || isnan(high) ? (double)NAN : fmin(fmax(x, low), high);
}

static void clip_holds_between_its_bounds_in_any_geometry(void)
{
    for (int round = 0; round < 100; round++) {
        geometry g = random_geometry();
        int64_t n = size_of(&g);
        float *x[] = {check_floats(n, -2, 2), check_floats(n, -1, 1), check_floats(n, -1, 1)};
        double *x64[] = {check_doubles(n, -2, 2), check_doubles(n, -1, 1), check_doubles(n, -1, 1)};
        float *z = check_memory(n * 4);
        double *z64 = check_memory(n * 8);
        call("clip_f32", z, (void *[]){x[0], x[1], x[2]}, &g, check_integer(1, 5));
        call("clip_f64", z64, (void *[]){x64[0], x64[1], x64[2]}, &g, check_integer(1, 5));
        for (int64_t i = 0; i < n; i++) {
            int64_t a = position(&g, i, 0);
            int64_t b = position(&g, i, 1);
            int64_t c = position(&g, i, 2);
            CHECK((double)z[i] == clipped((double)x[0][a], (double)x[1][b], (double)x[2][c]), "clip_f32 at %d", (int)i);
            CHECK(z64[i] == clipped(x64[0][a], x64[1][b], x64[2][c]), "clip_f64 at %d", (int)i);
        }
        check_release();
    }
}

static void clip_propagates_nan(void)
{
    double x[] = {NAN, 0, 0, 5, INFINITY, -INFINITY};
    double low[] = {-1, NAN, -1, 2, -1, -1};
    double high[] = {1, 1, NAN, 1, 1, 1};
    double z[6];
    geometry g = {.inner = 6, .step = {1, 1, 1}};
    call("clip_f64", z, (void *[]){x, low, high}, &g, 1);
    CHECK(isnan(z[0]) && isnan(z[1]) && isnan(z[2]), "%g %g %g", z[0], z[1], z[2]);
    CHECK(z[3] == 1 && z[4] == 1 && z[5] == -1, "%g %g %g", z[3], z[4], z[5]);
}

static void is_fast_in_cache(void)
{
    enum { N = 4096 };
    void *x = check_floats(N, -1, 1);
    void *y = check_floats(N, -1, 1);
    check_call choice = {.kernel = "where_b4",
                         .tiles = 1,
                         .slots = {check_memory(N * 4), random_bytes(N, 2), x, y},
                         .sizes = {N, N, 1, 1, 1, 0}};
    check_bench(&choice, "4096 elements", 13.0 * N, 0);
    check_call clip = {
        .kernel = "clip_f32", .tiles = 1, .slots = {check_memory(N * 4), x, y, y}, .sizes = {N, N, 1, 0, 0, 0}};
    check_bench(&clip, "4096 elements, bounds that are numbers", 8.0 * N, 0);
}

const check_test check_tests[] = {
    CHECK_TEST(where_chooses_in_any_geometry),
    CHECK_TEST(clip_holds_between_its_bounds_in_any_geometry),
    CHECK_TEST(clip_propagates_nan),
    CHECK_TEST(is_fast_in_cache),
    {0},
};
