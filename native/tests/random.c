#include <math.h>
#include <stdio.h>
#include <string.h>

#include "check.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

static const int64_t seed = INT64_C(0x123456789abcdef0);
static const int64_t stream = 7;

/* Philox4x32-10 as its authors' paper states it, one block at a time. */
static void philox(uint32_t counter[4], uint64_t key)
{
    uint32_t low = (uint32_t)key;
    uint32_t high = (uint32_t)(key >> 32);
    for (int round = 0; round < 10; round++) {
        uint64_t p = (uint64_t)counter[0] * 0xd2511f53u;
        uint64_t q = (uint64_t)counter[2] * 0xcd9e8d57u;
        uint32_t next[4] = {(uint32_t)(q >> 32) ^ counter[1] ^ low, (uint32_t)q,
                            (uint32_t)(p >> 32) ^ counter[3] ^ high, (uint32_t)p};
        memcpy(counter, next, sizeof next);
        low += 0x9e3779b9u;
        high += 0xbb67ae85u;
    }
}

static double unit(bool wide, int64_t i, int64_t step)
{
    int64_t block = wide ? i / 2 : i / 4;
    uint32_t words[4] = {(uint32_t)block, (uint32_t)(block >> 32), (uint32_t)stream, (uint32_t)step};
    philox(words, (uint64_t)seed);
    if (wide) {
        uint64_t bits = words[i % 2 * 2] | (uint64_t)words[i % 2 * 2 + 1] << 32;
        return (double)(bits >> 11) * 0x1p-53;
    }
    return (double)(words[i % 4] >> 8) * 0x1p-24;
}

static void *draw(const char *kernel, bool wide, int64_t n, int64_t *step, double a, double b, int64_t tiles)
{
    void *y = check_memory(n * (wide ? 8 : 4));
    int32_t status = check_run(&(check_call){
        .kernel = kernel, .tiles = tiles, .slots = {y, step}, .sizes = {n, seed, stream}, .scalars = {a, b, -2, 2}});
    CHECK(status == WG_OK, "%s: status %d", kernel, status);
    return y;
}

static double element(bool wide, const void *x, int64_t i)
{
    return wide ? ((const double *)x)[i] : (double)((const float *)x)[i];
}

static void uniform_numbers_are_philox_bits(void)
{
    static const int64_t counts[] = {0, 1, 2, 3, 5, 15, 16, 31, 33, 64, 100, 1001};
    int64_t steps[] = {0, 1, INT64_C(0x1ffffffff)};
    for (int c = 0; c < COUNT(counts); c++) {
        for (int s = 0; s < COUNT(steps); s++) {
            int64_t n = counts[c];
            float *narrow = draw("uniform_f32", false, n, s ? &steps[s] : NULL, -1, 3, 1);
            double *wide = draw("uniform_f64", true, n, s ? &steps[s] : NULL, -1, 3, 1);
            for (int64_t i = 0; i < n; i++) {
                float expected = 4 * (float)unit(false, i, steps[s]) + -1;
                CHECK(narrow[i] == expected, "f32 %d: %a, not %a", (int)i, (double)narrow[i], (double)expected);
                double expected_wide = 4 * unit(true, i, steps[s]) + -1;
                CHECK(wide[i] == expected_wide, "f64 %d: %a, not %a", (int)i, wide[i], expected_wide);
            }
            check_release();
        }
    }
}

static void normal_numbers_are_box_and_mullers(void)
{
    enum { N = 2001 };
    for (int w = 0; w < 2; w++) {
        void *y = draw(w ? "normal_f64" : "normal_f32", w, N, NULL, 0.5, 2, 1);
        double epsilon = w ? 0x1p-53 : 0x1p-24;
        for (int64_t i = 0; i < N; i++) {
            int64_t pair = i / 2 * 2;
            double radius = 2 * sqrt(-2 * log(1 - unit(w, pair, 0)));
            double angle = 2 * acos(-1.0) * unit(w, pair + 1, 0);
            double expected = 0.5 + radius * (i % 2 ? sin(angle) : cos(angle));
            CHECK(fabs(element(w, y, i) - expected) <= 32 * epsilon, "%d: %.17g, not %.17g", (int)i, element(w, y, i),
                  expected);
        }
        check_release();
    }
}

static void gives_the_same_bits_for_any_tiles(void)
{
    static const char *const kernels[] = {"uniform_f32", "uniform_f64",          "normal_f32",
                                          "normal_f64",  "truncated_normal_f32", "truncated_normal_f64"};
    static const int64_t tiles[] = {3, 7, 100};
    enum { N = 1003 };
    for (int k = 0; k < COUNT(kernels); k++) {
        bool wide = k % 2;
        void *whole = draw(kernels[k], wide, N, NULL, 0, 1, 1);
        for (int t = 0; t < COUNT(tiles); t++) {
            void *y = draw(kernels[k], wide, N, NULL, 0, 1, tiles[t]);
            CHECK(check_same(y, whole, N * (wide ? 8 : 4)), "%s differs with %d tiles", kernels[k], (int)tiles[t]);
        }
        void *prefix = draw(kernels[k], wide, 50, NULL, 0, 1, 1);
        CHECK(check_same(prefix, whole, 50 * (wide ? 8 : 4)), "%s depends on how many are drawn", kernels[k]);
        check_release();
    }
}

static void uniform_stays_below_high(void)
{
    enum { N = 100000 };
    float high = 1 + 0x1p-22f;
    float *y = draw("uniform_f32", false, N, NULL, 1, (double)high, 1);
    for (int i = 0; i < N; i++) {
        CHECK(y[i] >= 1 && y[i] < high, "%a", (double)y[i]);
    }
}

static void has_the_moments_of_its_distribution(void)
{
    enum { N = 1 << 18 };
    static const char *const kernels[] = {"uniform_f32", "uniform_f64", "normal_f32", "normal_f64"};
    for (int k = 0; k < COUNT(kernels); k++) {
        bool wide = k % 2;
        void *y = draw(kernels[k], wide, N, NULL, 0, 1, 1);
        double moments[4] = {0};
        double previous = 0;
        double lag = 0;
        double centre = k < 2 ? 0.5 : 0;
        for (int64_t i = 0; i < N; i++) {
            double x = element(wide, y, i) - centre;
            moments[0] += x / N;
            moments[1] += x * x / N;
            moments[2] += x * x * x / N;
            moments[3] += x * x * x * x / N;
            lag += x * previous / N;
            previous = x;
        }
        double scale = k < 2 ? 1.0 / 12 : 1;
        CHECK(fabs(moments[0]) < 0.01, "%s: mean %g", kernels[k], moments[0]);
        CHECK(fabs(moments[1] / scale - 1) < 0.02, "%s: variance %g", kernels[k], moments[1]);
        CHECK(fabs(moments[2]) < 0.04, "%s: third moment %g", kernels[k], moments[2]);
        CHECK(fabs(moments[3] / (scale * scale) - (k < 2 ? 1.8 : 3)) < 0.1, "%s: fourth moment %g", kernels[k],
              moments[3]);
        CHECK(fabs(lag / scale) < 0.01, "%s: neighbours correlate, %g", kernels[k], lag);
        check_release();
    }
}

/* log of the mass above x, by Mills' ratio as a continued fraction far out. */
static double log_tail(double x)
{
    if (x < 6) {
        return log(0.5 * erfc(x / sqrt(2.0)));
    }
    double fraction = x;
    for (int i = 60; i > 0; i--) {
        fraction = x + i / fraction;
    }
    return -0.5 * x * x - log(fraction * sqrt(2 * acos(-1.0)));
}

/* The fraction of the mass between low and high that is below y; mean 0, deviation 1, low not below 0. */
static double fraction_below(double y, double low, double high)
{
    return expm1(log_tail(y) - log_tail(low)) / expm1(log_tail(high) - log_tail(low));
}

static void truncated_normal_numbers_invert_the_distribution(void)
{
    static const double bounds[][2] = {
        {-2, 2},
        {-0.5, 3},
        {-INFINITY, 0.25},
        {-INFINITY, INFINITY},
        {0, INFINITY},
        {1, 2},
        {-4, -3},
        {3, INFINITY},
        {8, INFINITY},
        {20, 21},
        {-INFINITY, -40},
        {100, INFINITY},
        {-0.01, 10},
        {-37, -36},
        {0.5, 0.5001},
        {30, 30.000001},
        {-1000, -999.9999999},
    };
    enum { N = 333 };
    for (int b = 0; b < COUNT(bounds); b++) {
        for (int w = 0; w < 2; w++) {
            double *y = check_memory(N * 8);
            check_call call = {.kernel = w ? "truncated_normal_f64" : "truncated_normal_f32",
                               .tiles = 1,
                               .slots = {y},
                               .sizes = {N, seed, stream},
                               .scalars = {0, 1, bounds[b][0], bounds[b][1]}};
            check_run(&call);
            for (int64_t i = 0; i < N; i++) {
                double found = element(w, y, i);
                double u = unit(w, i, 0);
                double low = bounds[b][0];
                double high = bounds[b][1];
                /* Rounding of y counts as an error of it. */
                double rounding = fabs(found) * (w ? 0x1p-51 : 0x1p-23);
                double below;
                double slope;
                if (low >= 0 || high <= 0) {
                    double near = low >= 0 ? low : -high;
                    double far = low >= 0 ? high : -low;
                    below = fraction_below(fabs(found), near, far);
                    below = low >= 0 ? below : 1 - below;
                    slope = -(near + 1) / expm1(log_tail(far) - log_tail(near));
                } else {
                    double all = 0.5 * (erf(high / sqrt(2.0)) - erf(low / sqrt(2.0)));
                    below = 0.5 * (erf(found / sqrt(2.0)) - erf(low / sqrt(2.0))) / all;
                    slope = 0.4 / all;
                }
                CHECK(found >= (w ? low : (double)(float)low) && found <= (w ? high : (double)(float)high),
                      "%g is not between %g and %g", found, low, high);
                CHECK(fabs(below - u) <= 1e-11 + slope * rounding, "[%g, %g] %d: %.17g has %.17g below, not %.17g", low,
                      high, (int)i, found, below, u);
            }
            check_release();
        }
    }
}

static void truncated_normal_numbers_are_moved_and_stretched(void)
{
    enum { N = 100 };
    double *y = check_memory(N * 8);
    double *z = check_memory(N * 8);
    check_call standard = {.kernel = "truncated_normal_f64",
                           .tiles = 3,
                           .slots = {y},
                           .sizes = {N, seed, stream},
                           .scalars = {0, 1, -1, 3}};
    check_call other = standard;
    other.slots[0] = z;
    other.scalars[0] = 10;
    other.scalars[1] = 2;
    other.scalars[2] = 8;
    other.scalars[3] = 16;
    check_run(&standard);
    check_run(&other);
    for (int i = 0; i < N; i++) {
        CHECK(fabs(z[i] - (10 + 2 * y[i])) < 1e-13, "%d: %.17g, not %.17g", i, z[i], 10 + 2 * y[i]);
    }
}

static void is_fast_in_cache(void)
{
    static const char *const kernels[] = {"uniform_f32", "uniform_f64",          "normal_f32",
                                          "normal_f64",  "truncated_normal_f32", "truncated_normal_f64"};
    enum { N = 4096 };
    for (int k = 0; k < COUNT(kernels); k++) {
        double bytes = k % 2 ? 8.0 * N : 4.0 * N;
        void *y = check_memory(N * 8);
        check_bench(
            &(check_call){.kernel = kernels[k], .tiles = 1, .slots = {y}, .sizes = {N, 1, 2}, .scalars = {0, 1, -2, 2}},
            "4096 elements", bytes, 0);
    }
}

const check_test check_tests[] = {
    CHECK_TEST(uniform_numbers_are_philox_bits),
    CHECK_TEST(normal_numbers_are_box_and_mullers),
    CHECK_TEST(gives_the_same_bits_for_any_tiles),
    CHECK_TEST(uniform_stays_below_high),
    CHECK_TEST(has_the_moments_of_its_distribution),
    CHECK_TEST(truncated_normal_numbers_invert_the_distribution),
    CHECK_TEST(truncated_normal_numbers_are_moved_and_stretched),
    CHECK_TEST(is_fast_in_cache),
    {0},
};
