#include <math.h>
#include <stdio.h>
#include <string.h>

#include "check.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

typedef struct {
    int64_t outer, n, inner;
} shape;

static const shape shapes[] = {{3, 1, 1}, {5, 10, 1}, {2, 16, 1},  {3, 17, 1},  {1, 1000, 1}, {1, 5000, 1},
                               {4, 8, 1}, {2, 3, 4},  {3, 10, 17}, {1, 7, 100}, {2, 1, 3},    {5, 300, 2},
                               {0, 4, 1}, {3, 0, 1},  {2, 0, 5},   {4, 9, 1},   {2, 33, 16},  {1, 65, 65}};

typedef enum { SOFTMAX, LOG_SOFTMAX, SOFTMAX_VJP, LOG_SOFTMAX_VJP, KERNELS } kernel;

static const char *const names[KERNELS] = {"softmax", "log_softmax", "softmax_vjp", "log_softmax_vjp"};

/* One line of n elements, `stride` apart, in higher precision. */
static void reference(kernel k, long double *z, const double *x, const double *y, int64_t n, int64_t stride)
{
    long double top = -INFINITY;
    long double sum = 0;
    long double dot = 0;
    long double dy_sum = 0;
    for (int64_t j = 0; j < n; j++) {
        top = fmaxl(top, (long double)x[j * stride]);
        dot += (long double)x[j * stride] * (long double)y[j * stride];
        dy_sum += (long double)y[j * stride];
    }
    for (int64_t j = 0; j < n; j++) {
        sum += expl((long double)x[j * stride] - top);
    }
    for (int64_t j = 0; j < n; j++) {
        long double a = (long double)x[j * stride];
        long double b = (long double)y[j * stride];
        const long double values[KERNELS] = {expl(a - top) / sum, a - top - logl(sum), a * (b - dot),
                                             b - expl(a) * dy_sum};
        z[j * stride] = values[k];
    }
}

static double element(bool wide, const void *x, int64_t i)
{
    return wide ? ((const double *)x)[i] : (double)((const float *)x)[i];
}

static void *random_reals(bool wide, int64_t n, double low, double high)
{
    return wide ? (void *)check_doubles(n, low, high) : (void *)check_floats(n, low, high);
}

static void run(const char *name, void *z, void *x, void *y, shape s, int64_t tiles)
{
    int32_t status =
        check_run(&(check_call){.kernel = name, .tiles = tiles, .slots = {z, x, y}, .sizes = {s.outer, s.n, s.inner}});
    CHECK(status == WG_OK, "%s: status %d", name, status);
}

static void check_kernel(kernel k, bool wide, shape s)
{
    char name[64];
    snprintf(name, sizeof name, "%s_%s", names[k], wide ? "f64" : "f32");
    int64_t count = s.outer * s.n * s.inner;
    int64_t bytes = count * (wide ? 8 : 4);
    bool is_vjp = k == SOFTMAX_VJP || k == LOG_SOFTMAX_VJP;
    void *x = random_reals(wide, count, k == SOFTMAX_VJP ? 0 : -5, k == SOFTMAX_VJP ? 0.1 : is_vjp ? 0 : 5);
    void *y = random_reals(wide, count, -1, 1);
    double *x_exact = check_memory(count * 8);
    double *y_exact = check_memory(count * 8);
    long double *expected = check_memory(count * (int64_t)sizeof *expected);
    for (int64_t i = 0; i < count; i++) {
        x_exact[i] = element(wide, x, i);
        y_exact[i] = element(wide, y, i);
    }
    for (int64_t o = 0; o < s.outer; o++) {
        for (int64_t i = 0; i < s.inner; i++) {
            int64_t at = o * s.n * s.inner + i;
            reference(k, expected + at, x_exact + at, y_exact + at, s.n, s.inner);
        }
    }
    void *z = check_memory(bytes);
    run(name, z, x, is_vjp ? y : NULL, s, 1);
    double epsilon = wide ? 0x1p-53 : 0x1p-24;
    for (int64_t i = 0; i < count; i++) {
        double got = element(wide, z, i);
        /* Logarithms and VJPs are differences of larger numbers. */
        double size = is_vjp             ? fmax(1, sqrt((double)s.n))
                      : k == LOG_SOFTMAX ? fmax(1, fabs((double)expected[i]))
                                         : (double)expected[i];
        CHECK(fabs(got - (double)expected[i]) <= 24 * epsilon * size, "%s (%d,%d,%d)[%d] = %.9g, not %.9Lg", name,
              (int)s.outer, (int)s.n, (int)s.inner, (int)i, got, expected[i]);
    }
    static const int64_t tiles[] = {3, 7, 100};
    for (int t = 0; t < COUNT(tiles); t++) {
        void *again = check_memory(bytes);
        run(name, again, x, is_vjp ? y : NULL, s, tiles[t]);
        CHECK(check_same(again, z, bytes), "%s (%d,%d,%d) differs with %d tiles", name, (int)s.outer, (int)s.n,
              (int)s.inner, (int)tiles[t]);
    }
    if (is_vjp) {
        void *copy = check_memory(bytes);
        memcpy(copy, y, (size_t)bytes);
        run(name, copy, x, copy, s, 3);
        CHECK(check_same(copy, z, bytes), "%s differs in place of dy", name);
    }
    run(name, x, x, is_vjp ? y : NULL, s, 3);
    CHECK(check_same(x, z, bytes), "%s differs in place", name);
    check_release();
}

static void agrees_with_the_formula_in_higher_precision(void)
{
    for (kernel k = 0; k < KERNELS; k++) {
        for (int s = 0; s < COUNT(shapes); s++) {
            check_kernel(k, false, shapes[s]);
            check_kernel(k, true, shapes[s]);
        }
    }
}

static void survives_large_and_infinite_logits(void)
{
    for (int64_t n = 3; n < 100; n += 48) {
        float *x = check_memory(n * 4);
        float *y = check_memory(n * 4);
        for (int64_t i = 0; i < n; i++) {
            x[i] = -INFINITY;
        }
        x[1] = 3e38f;
        x[2] = 3e38f;
        run("softmax_f32", y, x, NULL, (shape){1, n, 1}, 1);
        CHECK(y[0] == 0 && y[1] == 0.5f && y[2] == 0.5f, "%g %g %g", (double)y[0], (double)y[1], (double)y[2]);
        run("log_softmax_f32", y, x, NULL, (shape){1, n, 1}, 1);
        CHECK(y[0] == -INFINITY && fabs((double)y[1] + log(2)) < 1e-7, "%g %g", (double)y[0], (double)y[1]);
    }
}

static void spreads_nan_over_its_line_only(void)
{
    for (int64_t n = 5; n < 200; n += 60) {
        for (int64_t at = 0; at < n; at += 4) {
            float *x = check_floats(2 * n, -1, 1);
            float *y = check_memory(2 * n * 4);
            x[at] = NAN;
            run("softmax_f32", y, x, NULL, (shape){2, n, 1}, 1);
            for (int64_t i = 0; i < n; i++) {
                CHECK(isnan(y[i]) && !isnan(y[n + i]), "NaN at %d of %d, element %d", (int)at, (int)n, (int)i);
            }
            check_release();
        }
    }
}

static void logsumexp_neither_overflows_nor_loses_infinities(void)
{
    for (int64_t n = 0; n < 70; n++) {
        double *x = check_doubles(3 * n, -800, 800);
        if (n > 0) {
            x[check_integer(0, n)] = -INFINITY;
        }
        double y[3];
        check_run(&(check_call){.kernel = "logsumexp_f64", .tiles = 2, .slots = {y, x}, .sizes = {3, n}});
        for (int64_t r = 0; r < 3; r++) {
            long double sum = 0;
            for (int64_t i = 0; i < n; i++) {
                sum += expl((long double)x[r * n + i]);
            }
            double expected = n == 0 ? (double)-INFINITY : (double)logl(sum);
            CHECK(y[r] == expected || fabs(y[r] - expected) <= 1e-14 * (1 + fabs(expected)), "%d: %.17g, not %.17g",
                  (int)n, y[r], expected);
        }
        check_release();
    }
    float none[] = {-INFINITY, -INFINITY};
    float all[] = {1, INFINITY};
    float unknown[] = {INFINITY, NAN};
    float y[3];
    float *rows[] = {none, all, unknown};
    for (int i = 0; i < 3; i++) {
        check_run(&(check_call){.kernel = "logsumexp_f32", .tiles = 1, .slots = {y + i, rows[i]}, .sizes = {1, 2}});
    }
    CHECK(isinf(y[0]) && y[0] < 0 && isinf(y[1]) && y[1] > 0 && isnan(y[2]), "%g %g %g", (double)y[0], (double)y[1],
          (double)y[2]);
}

static void is_fast_in_cache(void)
{
    static const shape benched[] = {{128, 10, 1}, {400, 10, 1}, {16, 1000, 1}, {1, 10, 1000}, {32, 128, 1}};
    for (kernel k = 0; k < KERNELS; k++) {
        for (int b = 0; b < COUNT(benched); b++) {
            shape s = benched[b];
            int64_t count = s.outer * s.n * s.inner;
            char name[64];
            char label[64];
            snprintf(name, sizeof name, "%s_f32", names[k]);
            snprintf(label, sizeof label, "(%d,%d,%d)", (int)s.outer, (int)s.n, (int)s.inner);
            float *x = check_floats(count, -3, 0);
            float *y = k >= SOFTMAX_VJP ? check_floats(count, -1, 1) : NULL;
            check_bench(&(check_call){.kernel = name,
                                      .tiles = 1,
                                      .slots = {check_memory(count * 4), x, y},
                                      .sizes = {s.outer, s.n, s.inner}},
                        label, (double)count * (y ? 12 : 8), 0);
            check_release();
        }
    }
}

const check_test check_tests[] = {
    CHECK_TEST(logsumexp_neither_overflows_nor_loses_infinities),
    CHECK_TEST(agrees_with_the_formula_in_higher_precision),
    CHECK_TEST(survives_large_and_infinite_logits),
    CHECK_TEST(spreads_nan_over_its_line_only),
    CHECK_TEST(is_fast_in_cache),
    {0},
};
